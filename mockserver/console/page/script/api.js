// The admin API, in the world that the page shows.

const query = new URLSearchParams(location.search);

// world is the one whose requests, data and forced answers are shown.
export const world = query.get('world') || 'default';

// Refusal is an answer of the admin API that is not a success. Its message is for people, and its answer
// is the body, where that is JSON.
class Refusal extends Error {
  constructor(status, message, answer) {
    super(message);
    Object.assign(this, { status, answer });
  }
}

// address is the URL of an endpoint. It lies below the page, so that a proxy may put the server
// anywhere; a token that was typed into the page's own URL is left out, as fetch wants it.
export function address(path, parameters = {}) {
  const url = new URL(path, location.origin + location.pathname);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== '' && value !== undefined) url.searchParams.set(name, value);
  }
  if (world !== 'default' && !('world' in parameters)) url.searchParams.set('world', world);
  return url;
}

async function call(method, path, parameters, more = {}) {
  const request = { method, cache: 'no-store', ...more };
  let response;
  try {
    response = await fetch(address(path, parameters), request);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refusal(0, 'The server does not answer.');
  }
  const text = await response.text();
  if (!response.ok) throw refusal(response.status, text);
  return text;
}

function refusal(status, text) {
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    answer = { message: text.trim() };
  }
  return new Refusal(status, answer?.message || `The server answered ${status}.`, answer);
}

const asJSON = (value) =>
  value === undefined
    ? {}
    : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) };

// getText is for those who have to see the JSON as it was written.
export const getText = (path, parameters) => call('GET', path, parameters);

export const get = async (path, parameters) => JSON.parse(await getText(path, parameters));

// post may be ended by a signal.
export const post = (path, value, { signal } = {}) =>
  call('POST', path, {}, { ...asJSON(value), signal });

export const put = async (path, value) => JSON.parse(await call('PUT', path, {}, asJSON(value)));

export const putText = (path, parameters, text) => call('PUT', path, parameters, { body: text });

export const remove = (path, parameters) => call('DELETE', path, parameters);
