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
