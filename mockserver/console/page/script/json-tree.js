// JSON as it was written. JSON.parse forgets doubled keys, the digits of large numbers and the order
// of keys that look like numbers; who tests a server sends just that, and wants to see it.
//
// A node is {kind: 'object', members: [[key, node], …]}, {kind: 'array', items: [node, …]},
// {kind: 'string', value}, or {kind: 'number' | 'literal', text}.

const token = /[{}[\]:,]|"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null/g;

// What lies deeper stays a single literal: nobody could read it, and the stack has an end.
const deepest = 64;

// parse reads valid JSON.
export function parse(text) {
  return new Reader(text.match(token) ?? []).value(0);
}

class Reader {
  #tokens;
  #at = 0;

  constructor(tokens) {
    this.#tokens = tokens;
  }

  value(depth) {
    const next = this.#tokens[this.#at++];
    if (next === undefined) throw new SyntaxError('the JSON ends too early');
    if (next === '{' || next === '[') return this.#nested(next, depth);
    if (next.startsWith('"')) return { kind: 'string', value: JSON.parse(next) };
    return { kind: /^[tfn]/.test(next) ? 'literal' : 'number', text: next };
  }

  #nested(bracket, depth) {
    if (depth === deepest) return this.#unread(bracket);
    if (bracket === '[') return { kind: 'array', items: this.#series(() => this.value(depth + 1)) };
    const member = () => {
      const key = JSON.parse(this.#tokens[this.#at]);
      this.#at += 2; // the key and its colon
      return [key, this.value(depth + 1)];
    };
    return { kind: 'object', members: this.#series(member) };
  }

  #series(one) {
    const all = [];
    while (!isClosing(this.#tokens[this.#at])) {
      all.push(one());
      if (this.#tokens[this.#at] === ',') this.#at++;
    }
    this.#at++;
    return all;
  }

  #unread(bracket) {
    const from = this.#at;
    for (let open = 1; open > 0; this.#at++) {
      const next = this.#tokens[this.#at];
      if (next === '{' || next === '[') open++;
      else if (isClosing(next)) open--;
    }
    return { kind: 'literal', text: bracket + this.#tokens.slice(from, this.#at).join('') };
  }
}

const isClosing = (text) => text === '}' || text === ']' || text === undefined;

export const fromValue = (value) => parse(JSON.stringify(value));

// member finds a property of an object, the last one of that name; undefined when there is none.
export function member(node, ...path) {
  for (const name of path) {
    node = node?.members?.findLast(([key]) => key === name)?.[1];
  }
  return node;
}

// compact writes a node as JSON without white space.
export function compact(node) {
  switch (node.kind) {
    case 'object':
      return `{${node.members.map(property).join(',')}}`;
    case 'array':
      return `[${node.items.map(compact).join(',')}]`;
    case 'string':
      return JSON.stringify(node.value);
  }
  return node.text;
}

const property = ([key, value]) => `${JSON.stringify(key)}:${compact(value)}`;
