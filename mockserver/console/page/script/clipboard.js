// Putting text into the clipboard, in the ways that browsers leave open.
import { byId } from './dom.js';
import { say } from './notice.js';

// copy copies a text; what names it in what is said of it. Where the browser keeps its clipboard to
// itself, the text is shown, selected, for the person to copy.
export async function copy(text, what) {
  if ((await written(text)) || copiedByHand(text)) {
    say(`${what} copied.`);
    return;
  }
  const area = byId('copy-text');
  byId('copy-title').textContent = `Copy: ${what}`;
  area.value = text;
  byId('copy').showModal();
  area.select();
}

// written is false without TLS where this is no page of the same machine, and where somebody forbids it.
async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// The older way works from a field with the focus: an open dialog lets none beside it have that.
function copiedByHand(text) {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  (document.querySelector('dialog[open]') ?? document.body).append(area);
  area.focus();
  area.select();
  let done = false;
  try {
    done = document.execCommand('copy');
  } catch {
    // Then not.
  }
  area.remove();
  focused?.focus();
  return done;
}
