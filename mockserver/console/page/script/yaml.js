// Writing YAML that reads back as the same values. Only what is plainly safe stands without quotes.
// Everything is given as lines without indentation; whoever puts them under a key indents them.
import { fromValue } from './json-tree.js';

// property writes a key with a value of JavaScript.
export const property = (key, value) => pair([key, fromValue(value)]);

// pair writes a key with a tree of json-tree.js, on one line where that is a scalar or empty.
export function pair([key, node]) {
  const lines = write(node);
  if (!hasChildren(node)) return [`${scalar(key)}: ${lines[0]}`];
  return block(scalar(key), lines);
}

// block puts lines under a key; without lines there is no key either.
export const block = (key, lines) =>
  lines.length > 0 ? [`${key}:`, ...lines.map((line) => `  ${line}`)] : [];

// listItem makes lines an element of a list.
export const listItem = (lines) => lines.map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`));

function write(node) {
  switch (node.kind) {
    case 'object':
      return hasChildren(node) ? lastOfEach(node.members).flatMap(pair) : ['{}'];
    case 'array':
      return hasChildren(node) ? node.items.flatMap((item) => listItem(write(item))) : ['[]'];
    case 'string':
      return [scalar(node.value)];
  }
  return [node.text];
}

const hasChildren = (node) => (node.members ?? node.items ?? []).length > 0;

// A doubled key is an error in YAML; in JSON the last one counts.
const lastOfEach = (members) => [...new Map(members)];

// What begins with a letter and holds no sign that YAML may read otherwise.
const plain = /^[A-Za-z][A-Za-z0-9_.\/+@-]*(?: [A-Za-z0-9_.,\/+@()'-]+)*$/;

// Words that are, in one version of YAML or another, not text.
const taken = /^(?:true|false|yes|no|on|off|y|n|null|nan|inf)$/i;

const scalar = (text) => (plain.test(text) && !taken.test(text) ? text : quoted(text));

// What YAML does not print, and what no reader could see.
const hidden = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escape = (sign) => short[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

// A surrogate without its other half is no text in YAML.
const quoted = (text) =>
  `"${text.toWellFormed().replace(/["\\]/g, '\\$&').replace(hidden, escape)}"`;
