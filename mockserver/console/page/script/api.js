// The admin API, in the world that the page shows.

const query = new URLSearchParams(location.search);

// world is the one whose requests, data and forced answers are shown.
export const world = query.get('world') || 'default';

// Refusal is an answer of the admin API that is not a success. Its message is for people.
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

// address is the URL of an endpoint. It lies below the page, so that a proxy may put the server
// anywhere; a token that was typed into the page's own URL is left out, as fetch wants it.
export function address(path, parameters = {}) {
  const url = new URL(path, location.origin + location.pathname);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== '' && value !== undefined) url.searchParams.set(name, value);
  }
  if (world !== 'default') url.searchParams.set('world', world);
  return url;
}

async function call(method, path, parameters, value) {
  const request = { method, cache: 'no-store' };
  if (value !== undefined) {
    request.headers = { 'Content-Type': 'application/json' };
    request.body = JSON.stringify(value);
  }
  let response;
  try {
    response = await fetch(address(path, parameters), request);
  } catch {
    throw new Refusal(0, 'The server does not answer.');
  }
  const text = await response.text();
  if (!response.ok)
    throw new Refusal(
      response.status,
      messageOf(text) || `The server answered ${response.status}.`,
    );
  return text;
}

function messageOf(text) {
  try {
    return JSON.parse(text).message;
  } catch {
    return text.trim();
  }
}

// getText is for those who have to see the JSON as it was written.
export const getText = (path, parameters) => call('GET', path, parameters);

export const get = async (path, parameters) => JSON.parse(await getText(path, parameters));

export const post = (path, value) => call('POST', path, {}, value);

export const remove = (path) => call('DELETE', path, {});
