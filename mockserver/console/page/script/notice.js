// A line at the foot of the page that says what was done, or why not. Screen readers read it out.
import { byId } from './dom.js';

const shown = 6000; // in milliseconds

let timer;

export function say(text, kind = 'done') {
  const notice = byId('notice');
  notice.textContent = text;
  notice.dataset.kind = kind;
  clearTimeout(timer);
  timer = setTimeout(() => notice.replaceChildren(), shown);
}

// tried runs something that may be refused, and says so when it is. It returns what that returned.
export async function tried(action) {
  try {
    return await action();
  } catch (error) {
    say(error.message, 'error');
    return undefined;
  }
}

// copy puts text into the clipboard.
export function copy(text, what) {
  return tried(async () => {
    await (navigator.clipboard ? navigator.clipboard.writeText(text) : copyByHand(text));
    say(`${what} copied.`);
  });
}

// A page that did not come over TLS, or from this machine, is not given the clipboard.
function copyByHand(text) {
  const area = document.createElement('textarea');
  area.value = text;
  (document.querySelector('dialog[open]') ?? document.body).append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (!done)
    throw new Error('The browser keeps the clipboard to itself; select the text and copy it.');
}
