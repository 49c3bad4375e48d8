// What is particular to cases and to customers in the lists of records.js.
import { get } from './api.js';
import { element } from './dom.js';
import { Records } from './records.js';
import { linkTo } from './router.js';

export const cases = () =>
  new Records(
    'cases',
    ({ id, number, title, status, customerId, lastUpdated }) => [
      element('span.name', id),
      element(`span.tag.${status}`, status),
      element('span.summary', title),
      element('span.hint', `${number} · ${customerId} · updated ${day(lastUpdated)}`),
    ],
    ({ customerId, interactions }) => {
      const customer = element('a', { href: linkTo('customers', customerId) }, customerId);
      return element(
        'p.summary',
        'Customer ',
        customer,
        ` · ${counted(interactions, 'interaction')}`,
      );
    },
  );

export const customers = () =>
  new Records(
    'customers',
    ({ id, url, name, email, ...custom }) => [
      element('span.name', id),
      // A company may define other custom fields than ours; the first is as good as any.
      element('span.summary', name ?? Object.values(custom)[0] ?? ''),
      element('span.hint', email ?? ''),
    ],
    async ({ id }) => {
      const { cases: found } = await get(`customers/${encodeURIComponent(id)}/cases`);
      const links = found
        .slice(0, shown)
        .flatMap(({ id: one, title }, i) => [
          i === 0 ? ': ' : ', ',
          element('a', { href: linkTo('cases', one), title }, one),
        ]);
      return element(
        'p.summary',
        counted(found, 'case'),
        links,
        found.length > shown ? ', …' : null,
      );
    },
  );

// How many cases of a customer are named.
const shown = 20;

const counted = (list, noun) => `${list.length} ${noun}${list.length === 1 ? '' : 's'}`;

const day = (time) => time.slice(0, 10);
