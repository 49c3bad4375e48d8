// The rules that decide an answer, in their order of precedence, and what happens before and after.

export const rules = [
  ['scenario', 'The request names a scenario', 'X-Mock-Scenario: name'],
  ['prefer', 'The request prefers a status', 'Prefer: code=422, or ?__code=422'],
  ['magic-id', 'The id asks for a status', '/case/force-422'],
  [
    'forced',
    'Somebody forced it, for the next matching requests',
    'this page, casemock force, POST force',
  ],
  ['live', 'A live scenario matches the request', 'live: true'],
  ['fail-rate', 'Left to chance', '--fail-rate updateCase/500=0.05'],
  ['sandbox', 'Nothing forces it: the sandbox does what is documented', ''],
];

// Answers that no rule of precedence decides.
export const exceptions = [
  ['no-such-operation', 'The Case API has no operation at this path'],
  ['refused', 'What the request asks for cannot be forced'],
  ['proxied', 'Nothing forces it: the real server has answered'],
  ['upstream-unavailable', 'Nothing forces it, and the real server has not answered'],
  ['rejected', 'It breaks the documents, and --judge reject keeps it from going on'],
  ['store-unavailable', 'The store that keeps the data cannot be reached'],
  ['internal-error', 'A mistake of casemock itself; its log says more'],
];

// sentence says in words why an entry was answered as it was.
export function sentence({ operation, answer }) {
  const { rule, status } = answer;
  if (rule === 'sandbox' && status) return `Nothing forces it: ${done(operation, status)}`;
  const [, words] = [...rules, ...exceptions].find(([name]) => name === rule) ?? ['', rule];
  return words;
}

const writing = ['createCase', 'updateCase', 'createCustomer', 'updateCustomer'];

// done says what the sandbox did with a request.
function done(operation, status) {
  if (status >= 300) return 'refused as documented';
  const how = writing.includes(operation) ? 'validated, stored' : 'validated, looked up';
  return `${how} and answered as documented`;
}

// place is the rule's place in the order of precedence, from 1; 0 for what stands outside.
export const place = (rule) => rules.findIndex(([name]) => name === rule) + 1;
