// A request in the list: a link to all that is known of it.
import { element } from './dom.js';
import { linkTo } from './router.js';
import { badge } from './status.js';

export function requestRow(entry) {
  const path = pathOf(entry);
  return element('li', { 'data-n': entry.n }, [
    element('a', { href: linkTo('requests', entry.n) }, [
      element('span.n', `#${entry.n}`),
      element('time', { datetime: entry.time, title: entry.time }, clock(entry.time)),
      element('span.method', entry.method),
      element('span.path', { title: path }, path),
      badge(entry.answer.status),
      why(entry.answer),
      element('span.took', `${took(entry.durationMs)} ms`),
    ]),
  ]);
}

function why({ rule, scenario, fault, invented, because }) {
  const words = [scenario, fault, invented && 'invented', because].filter(Boolean);
  const rest = words.map((word) => ` ${word}`);
  return element('span.why', { title: rule + rest.join('') }, element('span.rule', rule), rest);
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
