// Shortcuts: single keys, which a person can turn off, and Escape.
import { byId, element } from './dom.js';
import { anyOpen } from './dialogs.js';

const remembered = 'casemock.shortcuts';

// listen binds shortcuts, [key, what it does, function], and lists them in the help.
export function listen(shortcuts) {
  const byKey = new Map(shortcuts.map(([key, , run]) => [key, run]));
  const enabled = byId('shortcuts-on');
  enabled.checked = localStorage.getItem(remembered) !== 'off';
  enabled.addEventListener('change', () =>
    localStorage.setItem(remembered, enabled.checked ? 'on' : 'off'),
  );
  byId('shortcuts').replaceChildren(...[...shortcuts, ...elsewhere].map(row));

  addEventListener('keydown', (event) => {
    const run = byKey.get(event.key);
    if (!run || event.defaultPrevented || hasModifier(event) || anyOpen()) return;
    if (event.key !== 'Escape' && (!enabled.checked || isTyping(event.target))) return;
    event.preventDefault();
    run();
  });
}

const row = ([key, what]) =>
  element('div', element('dt', element('kbd', key)), element('dd', what));

const hasModifier = (event) => event.ctrlKey || event.metaKey || event.altKey;

const elsewhere = [
  ['↑ ↓', 'in the list: move, Enter opens'],
  ['← ↑ ↓ →', 'in the grid: move, Enter forces'],
];

const isTyping = (target) => target.matches('input:not([type=checkbox]), select, textarea');
