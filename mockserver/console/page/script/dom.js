// Building elements. Text only ever becomes text: nothing in the console parses markup, and what would
// hide in a text is seen.
import { escaped, visible } from './visible.js';

// element makes an element of a name with its classes, as in span.status.ok. Of what follows, plain
// objects are attributes and everything else children, lists of them too. Attributes that are null,
// undefined or false are left out, true is an empty one; on… is a listener. Children are nodes or
// text, null and undefined are none.
export function element(name, ...parts) {
  const [tag, ...classes] = name.split('.');
  const made = document.createElement(tag);
  if (classes.length > 0) made.classList.add(...classes);
  for (const part of parts.flat(Infinity)) {
    if (part === null || part === undefined) continue;
    if (part.constructor === Object) setAttributes(made, part);
    else if (part instanceof Node) made.append(part);
    else made.append(...visible(String(part)));
  }
  return made;
}

function setAttributes(made, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? '' : shownIn(key, value));
  }
}

// What an attribute says to people is as visible as what stands in the page.
const shownIn = (key, value) =>
  key === 'title' || key === 'aria-label' ? escaped(String(value)) : value;

export const byId = (id) => document.getElementById(id);

// button makes a button that does something. The name is that of its classes, as in .quiet; more are
// attributes.
export const button = (name, text, onclick, more = {}) =>
  element(`button${name}`, { type: 'button', onclick, ...more }, text);

// fill sets the options of a select after its first one, and keeps what is chosen.
export function fill(select, options) {
  const chosen = select.value;
  select.replaceChildren(select.firstElementChild, ...options);
  select.value = chosen;
  if (select.selectedIndex < 0) select.selectedIndex = 0;
}

export const option = (value, text = value) => element('option', { value }, text);

export const group = (label, options) => element('optgroup', { label }, options);

// markCurrent marks the one of some links that is open, for eyes and for screen readers.
export function markCurrent(links, isCurrent, kind = 'true') {
  for (const link of links) {
    if (isCurrent(link)) link.setAttribute('aria-current', kind);
    else link.removeAttribute('aria-current');
  }
}
