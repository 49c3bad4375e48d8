// The documented operations, as the server's own description tells them.
import { get } from './api.js';

let table = [];

export async function loadOperations() {
  table = (await get('console/operations.json')).operations;
}

export const operations = () => table;

// statuses are the documented ones of all operations, in order.
export function statuses() {
  const all = new Set(
    table.flatMap((operation) => operation.responses.map((response) => response.status)),
  );
  return [...all].sort((a, b) => a - b);
}
