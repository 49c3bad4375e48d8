// Headers as lines of text, as in "Prefer: code=422", and back.

export const textOf = (headers) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

// valuesOf reads the lines, or says what is wrong with one of them.
export function valuesOf(text) {
  const headers = {};
  const names = new Set();
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim();
    if (colon < 1 || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
      return { headers, problem: `A header is a name, a colon and a value; this is none: ${line}` };
    if (names.has(name.toLowerCase()))
      return { headers, problem: `The header ${name} is there twice; put its values on one line.` };
    names.add(name.toLowerCase());
    headers[name] = line.slice(colon + 1).trim();
  }
  return { headers };
}
