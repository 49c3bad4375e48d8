// A request or an answer as a person reads it: a first line, the headers, the body.
import { cutTo } from './bytes.js';
import { copy } from './clipboard.js';
import { button, element } from './dom.js';
import { compact } from './json-tree.js';
import { view } from './json-view.js';
import { shortened } from './visible.js';

// message shows one side of an exchange. The body is a tree of json-tree.js, or undefined; cut is what
// the entry says of one that is not whole.
export function message(title, firstLine, headers, body, cut) {
  const name = title.toLowerCase();
  return element('section.message', { 'aria-label': title }, [
    element('header', element('h3', title), firstLine),
    headerList(headers ?? {}),
    cut ? element('p.cut', `The body is ${cutTo(cut)}.`) : null,
    body === undefined ? (cut ? null : element('p.empty', `The ${name} has no body.`)) : null,
    body === undefined ? null : bodyOf(name, body, cut),
  ]);
}

const mostShown = 600; // letters of a header's value

function headerList(headers) {
  const names = Object.keys(headers).sort();
  if (names.length === 0) return null;
  const rows = names.flatMap((name) => [
    element('dt', name),
    element('dd', shortened(headers[name], mostShown)),
  ]);
  return element('details.headers', { open: true }, [
    element('summary', names.length === 1 ? '1 header' : `${names.length} headers`),
    element('dl', rows),
  ]);
}

function bodyOf(whose, body, cut) {
  const isText = body.kind === 'string';
  const text = isText ? body.value : compact(body);
  const label = `Body of the ${whose}${cut ? ', its beginning' : ''}`;
  return element('div.body', [
    button('.quiet.copy', 'copy', () => copy(text, label), { 'aria-label': `Copy the ${label}` }),
    element('pre.code', { tabindex: '0', 'aria-label': label }, isText ? text : view(body)),
  ]);
}
