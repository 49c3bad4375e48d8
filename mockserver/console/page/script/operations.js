// The documented operations, as the server's own description tells them.
import { get } from './api.js';

let table = [];

export async function loadOperations() {
  table = (await get('console/operations.json')).operations;
}

export const operations = () => table;

export const findOperation = (name) => table.find((operation) => operation.name === name);

export const isDocumented = (operation, status) =>
  operation.responses.some((response) => response.status === status);

// statuses are the documented ones of all operations, in order.
export function statuses() {
  const all = new Set(
    table.flatMap((operation) => operation.responses.map((response) => response.status)),
  );
  return [...all].sort((a, b) => a - b);
}

// pathParameters takes the parameters out of a path as it was sent: {id: "1001"} of /case/1001.
export function pathParameters(operation, path) {
  const wanted = operation.path.split('/');
  const got = path.split('/');
  const found = {};
  wanted.forEach((part, i) => {
    if (part.startsWith('{')) found[part.slice(1, -1)] = unescaped(got[i] ?? '');
  });
  return found;
}

function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
