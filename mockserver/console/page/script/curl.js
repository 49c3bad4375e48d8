// An entry of the journal as a line for the shell.

// What a client adds by itself, what belongs to one connection, and what the journal does not keep.
export const clientsOwn = new Set([
  'host',
  'connection',
  'content-length',
  'accept-encoding',
  'user-agent',
  'cookie',
  'transfer-encoding',
  'trailer',
  'authorization',
  'proxy-authorization',
]);

const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;

// curl writes the request again. The journal keeps no key, so the line takes the shell's.
export function curl(entry, body, origin) {
  const query = entry.query ? `?${entry.query}` : '';
  const parts = [`curl -i -X ${entry.method} ${quote(origin + entry.path + query)}`];
  const names = Object.keys(entry.headers ?? {});
  if (names.some((name) => name.toLowerCase() === 'authorization')) parts.push(`-H ${key(entry)}`);
  for (const name of names) {
    if (!clientsOwn.has(name.toLowerCase())) parts.push(`-H ${quote(`${name}: ${entry.headers[name]}`)}`);
  }
  if (body !== undefined) {
    // Without this curl would call it a form.
    if (!names.some((name) => name.toLowerCase() === 'content-type'))
      parts.push("-H 'Content-Type:'");
    parts.push(`--data-raw ${quote(body)}`);
  }
  return parts.join(' \\\n  ');
}

function key(entry) {
  if (entry.answer.status === 401 && entry.answer.rule === 'sandbox')
    return quote('Authorization: not-a-key');
  return `"Authorization: ${keyOf(entry.world, '${CASEMOCK_API_KEY:-sandbox-key}')}"`;
}

// keyOf is the key that opens a world.
export const keyOf = (world, key = 'sandbox-key') =>
  world === 'default' ? key : `${key}/${world}`;
