// A request or an answer as a person reads it: a first line, the headers, the body.
import { button, element } from './dom.js';
import { compact } from './json-tree.js';
import { view } from './json-view.js';
import { copy } from './notice.js';

// message shows one side of an exchange. The body is a tree of json-tree.js, or undefined.
export function message(title, firstLine, headers, body) {
  return element('section.message', { 'aria-label': title }, [
    element('header', element('h3', title), firstLine),
    headerList(headers ?? {}),
    body === undefined ? element('p.empty', 'no body') : bodyOf(title.toLowerCase(), body),
  ]);
}

function headerList(headers) {
  const names = Object.keys(headers).sort();
  if (names.length === 0) return null;
  const rows = names.flatMap((name) => [element('dt', name), element('dd', headers[name])]);
  return element('details.headers', { open: true }, [
    element('summary', names.length === 1 ? '1 header' : `${names.length} headers`),
    element('dl', rows),
  ]);
}

function bodyOf(whose, body) {
  const isText = body.kind === 'string';
  const text = isText ? body.value : compact(body);
  const label = `Body of the ${whose}`;
  return element('div.body', [
    button('.quiet.copy', 'copy', () => copy(text, label), { 'aria-label': `Copy the ${label}` }),
    element('pre.code', { tabindex: '0', 'aria-label': label }, isText ? text : view(body)),
  ]);
}
