// A request in the list: a link to all that is known of it.
import { element } from './dom.js';
import { linkTo } from './router.js';
import { badge } from './status.js';
import { shortened } from './visible.js';

export function requestRow(entry) {
  const path = pathOf(entry);
  const wrong = broken(entry) || errorOf(entry.answer);
  return element('li', { 'data-n': entry.n }, [
    element('a', { href: linkTo('requests', entry.n) }, [
      element('span.n', `#${entry.n}`),
      element('time', { datetime: entry.time, title: entry.time }, clock(entry.time)),
      element('span.operation', entry.operation ?? 'no operation'),
      element('span.path', { title: shortened(path, mostSaid) }, [
        element('span.method', entry.method),
        ` ${path.slice(0, mostShown)}`,
      ]),
      badge(entry.answer.status),
      why(entry.answer),
      wrong ? element('span.error', { title: wrong }, wrong.slice(0, mostShown)) : null,
      element('span.took', `${took(entry.durationMs)} ms`),
    ]),
  ]);
}

const mostShown = 300; // what lies beyond is cut by the width of any screen
const mostSaid = 400;

function why({ rule, scenario, fault, invented }) {
  const words = [scenario, fault, invented && 'invented'].filter(Boolean);
  const rest = words.map((word) => ` ${word}`);
  return element('span.why', { title: rule + rest.join('') }, element('span.rule', rule), rest);
}

// broken names what breaks the documents in an exchange with a real server, and who is to blame.
const broken = ({ violations = [] }) =>
  violations.map(({ side, rule }) => `${side}: ${rule}`).join(', ');

// errorOf is what an answer says of its error: the sandbox's reason, else the body's own words.
function errorOf({ status, because, body }) {
  if (because) return because;
  if (!status || status < 400) return '';
  const words = typeof body === 'string' ? body : (body?.message ?? body?.error);
  return typeof words === 'string' ? words.split('\n', 1)[0] : '';
}

// pathOf is the path with the query, as it was sent.
export const pathOf = ({ path, query }) => (query ? `${path}?${query}` : path);

const twoDigits = (number) => String(number).padStart(2, '0');

// clock is the time of day where the reader is.
export function clock(time) {
  const at = new Date(time);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(':');
}

// took writes milliseconds with three digits that count.
export const took = (ms) =>
  ms < 10 ? ms.toFixed(2) : ms < 100 ? ms.toFixed(1) : String(Math.round(ms));
