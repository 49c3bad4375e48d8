// What was said in a case, as an agent reads it.
import { element } from './dom.js';

export function conversation({ description, interactions = [] }) {
  return element('section.conversation', { 'aria-label': 'Conversation' }, [
    description ? element('p.description', { dir: 'auto' }, description) : null,
    interactions.length > 0
      ? interactions.map(bubble)
      : element('p.empty', 'Nobody has written anything yet.'),
  ]);
}

function bubble({ author, body, service, contentType, created, linkUrl }) {
  const { name, handle, brandOwned } = author ?? { name: 'Unknown author' };
  return element(brandOwned ? 'article.brand' : 'article', [
    element('header', [element('b', name), handle ? element('span.handle', ` @${handle}`) : null]),
    element('p', { dir: 'auto' }, body),
    element('footer', [
      element('span', `${service} ${contentType}`),
      ' · ',
      element('time', { datetime: created }, moment(created)),
      link(linkUrl),
    ]),
  ]);
}

// Only what a browser opens as a page is a link: a server may send anything.
function link(address) {
  if (!URL.canParse(address) || !['http:', 'https:'].includes(new URL(address).protocol)) return null;
  const elsewhere = { href: address, target: '_blank', rel: 'noopener noreferrer' };
  return [' · ', element('a', elsewhere, 'open')];
}

// moment is a date-time where the reader is; what is none stays as it was sent.
function moment(text) {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return text ?? '';
  return at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
