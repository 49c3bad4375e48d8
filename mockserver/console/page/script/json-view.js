// Pretty-printed JSON, as nodes of the page or as text.
import { element } from './dom.js';

// view writes a tree of json-tree.js, coloured, two spaces a level.
export function view(node) {
  const parts = [];
  write(node, '', parts);
  return parts;
}

// pretty is the same as text.
export const pretty = (node) =>
  view(node)
    .map((part) => (typeof part === 'string' ? part : part.raw))
    .join('');

function write(node, indent, parts) {
  switch (node.kind) {
    case 'object':
      series('{', '}', node.members, indent, parts, ([key, value], inner) => {
        parts.push(coloured('key', JSON.stringify(key)), ': ');
        write(value, inner, parts);
      });
      return;
    case 'array':
      series('[', ']', node.items, indent, parts, (item, inner) => write(item, inner, parts));
      return;
    case 'string':
      parts.push(coloured('string', JSON.stringify(node.value)));
      return;
  }
  parts.push(coloured(node.kind, node.text));
}

function series(open, close, children, indent, parts, one) {
  if (children.length === 0) {
    parts.push(open + close);
    return;
  }
  const inner = `${indent}  `;
  parts.push(`${open}\n`);
  children.forEach((child, i) => {
    parts.push(inner);
    one(child, inner);
    parts.push(i < children.length - 1 ? ',\n' : '\n');
  });
  parts.push(indent + close);
}

// raw keeps the text as it is: what is shown of it has escapes that are none of JSON's.
const coloured = (kind, text) => Object.assign(element(`span.${kind}`, text), { raw: text });
