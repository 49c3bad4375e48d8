// What a recorded scenario expects of a request: what makes it this one, and not a detail more.
import { pathParameters } from './operations.js';
import { block, pair, property } from './yaml.js';

// recordedRequest gives the lines of a scenario's request.
export function recordedRequest(operation, entry, body) {
  return [
    ...block('path', named(pathParameters(operation, entry.path))),
    ...block('query', named(queryOf(entry))),
    ...block('headers', named(headersOf(entry))),
    ...bodyOf(body),
  ];
}

const named = (values) => Object.entries(values).flatMap(([name, value]) => property(name, value));

// queryOf leaves out what forced the answer: the file is to do that from now on.
function queryOf({ query }) {
  const parameters = new URLSearchParams(query ?? '');
  const found = {};
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    if (name !== '__code') found[name] = values.length > 1 ? values : values[0];
  }
  return found;
}

// headersOf keeps the headers that the Case API knows; the rest is the client's own affair.
function headersOf({ headers }) {
  const known = Object.entries(headers ?? {}).filter(([name]) => /^x-sf-/i.test(name));
  return Object.fromEntries(known.map(([name, value]) => [name.toLowerCase(), value]));
}

// A body that is not JSON cannot be matched, nor can one that the server does not read to its end.
function bodyOf(body) {
  if (body === undefined) return [];
  if (body.kind === 'string' || body.text === 'null' || isTooDeep(body)) {
    return ['# The body was not JSON that can be matched; any body fits.'];
  }
  return pair(['body', matchable(body)]);
}

// What json-tree.js has not read stands there as a literal.
function isTooDeep(node) {
  const children = node.items ?? node.members?.map(([, value]) => value) ?? [];
  return /^[[{]/.test(node.text ?? '') || children.some(isTooDeep);
}

// In a scenario's request, an object with one of these is a matcher.
const matchers = new Set(['regex', 'type', 'absent', 'contains', 'literal']);

// matchable has every object taken as it stands.
function matchable(node) {
  if (node.kind === 'array') return { ...node, items: node.items.map(matchable) };
  if (node.kind !== 'object') return node;
  if (node.members.some(([key]) => matchers.has(key))) {
    return { kind: 'object', members: [['literal', node]] };
  }
  return { ...node, members: node.members.map(([key, value]) => [key, matchable(value)]) };
}
