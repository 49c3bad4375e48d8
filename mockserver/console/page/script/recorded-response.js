// What a recorded scenario answers: what was answered, to the letter.
import { isDocumented } from './operations.js';
import { block, pair, property } from './yaml.js';

// recordedResponse gives the lines of a scenario's response.
export function recordedResponse(operation, entry, body, undocumented) {
  const { status, fault } = entry.answer;
  const lines = [];
  if (status) lines.push(`status: ${status}`);
  if (status && (undocumented || !isDocumented(operation, status)))
    lines.push('undocumented: true');
  if (fault) lines.push(`fault: ${fault}`);
  lines.push(...delayOf(entry), ...block('headers', headersOf(entry.answer)));
  if (status && body && fault !== 'malformed-json') lines.push(...pair(['body', literal(body)]));
  return lines;
}

// A shorter time is the server's own, in milliseconds.
const noticeable = 20;

// Only a scenario takes its time; these faults take none.
function delayOf({ answer, durationMs }) {
  const immediate = ['connection-reset', 'empty-response'].includes(answer.fault);
  if (!answer.scenario || immediate || durationMs < noticeable) return [];
  return [`delay: ${Math.round(durationMs)}ms`];
}

// What the server writes by itself; with it go the headers of CORS.
const own =
  /^(allow|connection|content-(length|type)|date|preference-applied|vary|x-mock-answer)$/i;

const isOwn = (name) => own.test(name) || /^access-control-/i.test(name);

const headersOf = ({ headers }) =>
  Object.entries(headers ?? {})
    .filter(([name]) => !isOwn(name))
    .flatMap(([name, value]) => property(name.toLowerCase(), escaped(value)));

// literal keeps text from being read as a template.
function literal(node) {
  switch (node.kind) {
    case 'object':
      return { ...node, members: node.members.map(([key, value]) => [key, literal(value)]) };
    case 'array':
      return { ...node, items: node.items.map(literal) };
    case 'string':
      return { ...node, value: escaped(node.value) };
  }
  return node;
}

const escaped = (text) => text.replaceAll('{{', '{{ "{{" }}');
