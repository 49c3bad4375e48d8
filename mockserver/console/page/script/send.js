// Sending a request of the Case API. The server sends it to itself, with a right key of the world, and
// answers with the journal's entry: so a page can try what a browser would not send, and knows no key.
import { get, post } from './api.js';
import { clientsOwn } from './curl.js';
import { compact } from './json-tree.js';

// send sends {method, path, headers, body, withoutKey}, and gives the entry. It takes as long as the
// answer does; the signal ends it.
export const send = async (request, signal) => JSON.parse(await post('send', request, { signal }));

// examples are requests to begin with, one for each operation.
export const examples = async () => (await get('send')).examples;

// requestOf is the request of an entry once more, with its body as a tree of json-tree.js. The journal
// keeps no key: a wrong one becomes another wrong one.
export function requestOf(entry, body) {
  const headers = {};
  let withoutKey = true;
  for (const [name, value] of Object.entries(entry.headers ?? {})) {
    if (name.toLowerCase() === 'authorization') withoutKey = false;
    else if (!clientsOwn.has(name.toLowerCase())) headers[name] = value;
  }
  const refused = entry.answer.status === 401 && entry.answer.rule === 'sandbox';
  if (refused && !withoutKey) headers.Authorization = 'not-a-key';
  const path = entry.query ? `${entry.path}?${entry.query}` : entry.path;
  const text = body === undefined ? '' : body.kind === 'string' ? body.value : compact(body);
  return { method: entry.method, path, headers, body: text, withoutKey };
}

// unsendable says why an entry cannot be sent again; nothing when it can.
export const unsendable = ({ bodyCut }) =>
  bodyCut ? 'The journal does not keep all of the body' : undefined;
