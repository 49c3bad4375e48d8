// The list of rules in the help.
import { byId, element } from './dom.js';
import { rules } from './rules.js';

export function listRules() {
  const rows = rules.map(([name, words, example]) => {
    const shown = example ? element('code', example) : null;
    return element('li', element('b', name), ` ${words}`, shown);
  });
  byId('rules').replaceChildren(...rows);
}

export const openHelp = () => byId('help').showModal();
