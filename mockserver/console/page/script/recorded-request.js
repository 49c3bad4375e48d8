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

// A body that is not JSON cannot be matched.
function bodyOf(body) {
  if (body === undefined) return [];
  if (body.kind === 'string') return ['# The body was not JSON; any body fits.'];
  const { kept, lost } = matchable(body);
  const remark = lost ? ['# What cannot be matched was left out of the body.'] : [];
  return kept === undefined ? remark : [...remark, ...pair(['body', kept])];
}

// In a scenario's request, an object with one of these is a matcher.
const matchers = new Set(['regex', 'type', 'absent', 'contains', 'example']);

// matchable is what of a body can be matched, and whether something was lost.
function matchable(node) {
  switch (node.kind) {
    case 'object':
      return node.members.some(([key]) => matchers.has(key)) ? { lost: true } : object(node);
    case 'array':
      return array(node);
  }
  return node.text === 'null' ? { lost: true } : { kept: node };
}

function object(node) {
  const members = node.members.map(([key, value]) => [key, matchable(value)]);
  const kept = members.filter(([, value]) => value.kept).map(([key, value]) => [key, value.kept]);
  return { kept: { ...node, members: kept }, lost: members.some(([, { lost }]) => lost) };
}

// A list is matched from its start: after a lost element, the others would stand in another place.
function array(node) {
  const items = node.items.map(matchable);
  const end = items.findIndex(({ kept }) => !kept);
  const kept = (end < 0 ? items : items.slice(0, end)).map((item) => item.kept);
  return { kept: { ...node, items: kept }, lost: items.some(({ lost }) => lost) };
}
