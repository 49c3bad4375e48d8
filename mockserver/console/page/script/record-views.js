// What is particular to cases and to customers in the lists of records.js.
import { get } from './api.js';
import { copy } from './clipboard.js';
import { conversation } from './conversation.js';
import { button, element } from './dom.js';
import { parse } from './json-tree.js';
import { view } from './json-view.js';
import { Records } from './records.js';
import { linkTo } from './router.js';

// cases are told what to do with one: edit it, or force answers for it.
export const cases = (does) =>
  new Records('cases', {
    noun: 'case',
    row: caseRow,
    actions: (record, text) => [
      button('', 'Edit…', () => does.edit(change(record)), { id: 'case-edit' }),
      button('', 'Force for this case', () => does.force(record.id), { id: 'case-force' }),
      ...usualActions(record, text),
    ],
    content: (record, text) => [
      aboutCase(record),
      element('div.sides', conversation(record), json(text)),
    ],
  });

export const customers = (does) =>
  new Records('customers', {
    noun: 'customer',
    row: customerRow,
    actions: (record, text) => [
      button('', 'Edit…', () => does.edit(changeCustomer(record))),
      button('', 'Force for this customer', () => does.force(record.id)),
      ...usualActions(record, text),
    ],
    content: async (record, text) => [await aboutCustomer(record), json(text)],
  });

const usualActions = ({ url }, text) => [
  button('', 'Copy JSON', () => copy(text, 'JSON')),
  element('a.button', { href: url, target: '_blank', rel: 'noopener' }, 'Open page'),
];

const json = (text) =>
  element('pre.code', { tabindex: '0', 'aria-label': 'The record as JSON' }, view(parse(text)));

const caseRow = ({ id, number, title, status, customerId, lastUpdated }) => [
  element('span.name', id),
  element(`span.tag.${status}`, status),
  element('span.summary', title),
  element('span.hint', `${number} · ${customerId} · updated ${day(lastUpdated)}`),
];

function aboutCase({ title, status, customerId, interactions = [] }) {
  return element('p.summary', [
    element('b', title),
    element(`span.tag.${status}`, status),
    ' · customer ',
    element('a', { href: linkTo('customers', customerId) }, customerId),
    ` · ${counted(interactions, 'interaction')}`,
  ]);
}

const customerRow = ({ id, url, name, email, ...custom }) => [
  element('span.name', id),
  // A company may define other custom fields than ours; the first is as good as any.
  element('span.summary', name ?? Object.values(custom)[0] ?? ''),
  element('span.hint', email ?? ''),
];

async function aboutCustomer({ id }) {
  const { cases: found } = await get(`customers/${encodeURIComponent(id)}/cases`);
  const links = found
    .slice(0, shown)
    .flatMap(({ id: one, title }, i) => [
      i === 0 ? ': ' : ', ',
      element('a', { href: linkTo('cases', one), title }, one),
    ]);
  return element('p.summary', counted(found, 'case'), links, found.length > shown ? ', …' : null);
}

// How many cases of a customer are named.
const shown = 20;

const counted = (list, noun) => `${list.length} ${noun}${list.length === 1 ? '' : 's'}`;

const day = (time) => time.slice(0, 10);

// change is a request that changes a case: it has all that can be changed, as it is now. Posts are
// added and never replaced, so they stay out.
const change = ({ id, number, url, created, lastUpdated, interactions, ...writable }) =>
  update(`/case/${encodeURIComponent(id)}`, writable);

const changeCustomer = ({ id, url, ...writable }) =>
  update(`/customer/${encodeURIComponent(id)}`, writable);

const update = (path, body) => ({
  method: 'PATCH',
  path,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});
