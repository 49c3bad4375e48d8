// Dialogs: they close with Escape, with their close buttons and with a click beside them; not so those
// that somebody writes in, where a click beside is a slip.
import { byId } from './dom.js';

for (const dialog of document.querySelectorAll('dialog')) {
  dialog.addEventListener('click', (event) => {
    const beside = event.target === dialog && !('keep' in dialog.dataset);
    if (beside || event.target.closest('[data-close]')) dialog.close();
  });
  // What was focused before may be gone; the shortcuts wait for no field that nobody sees.
  dialog.addEventListener('close', () => {
    if (dialog.contains(document.activeElement)) document.activeElement.blur();
  });
}

export const anyOpen = () => document.querySelector('dialog[open]') !== null;

// confirm asks before something that cannot be undone; true when the answer is yes.
export function confirm(title, text, yes) {
  byId('confirm-title').textContent = title;
  byId('confirm-text').textContent = text;
  const button = byId('confirm-yes');
  button.textContent = yes;
  const dialog = byId('confirm');
  dialog.showModal();
  return new Promise((resolve) => {
    const agree = () => {
      resolve(true);
      dialog.close();
    };
    button.addEventListener('click', agree, { once: true });
    dialog.addEventListener(
      'close',
      () => {
        button.removeEventListener('click', agree);
        resolve(false);
      },
      { once: true },
    );
  });
}
