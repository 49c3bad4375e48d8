// The loaded scenarios, by operation, and one of them with its YAML.
import { get } from './api.js';
import { confirm } from './dialogs.js';
import { byId, element, markCurrent } from './dom.js';
import { say, tried } from './notice.js';
import { operations } from './operations.js';
import { go } from './router.js';
import { scenarioRow, scenarioView } from './scenario-views.js';
import { takeBack } from './uploads.js';

export class Scenarios {
  #list = byId('scenario-list');
  #detail = byId('scenario-detail');
  #text = byId('scenario-text');
  #known = [];

  // force is told the name of a scenario that is to be forced; the dialog edits one.
  constructor(server, force, dialog) {
    this.does = {
      force: (name) => tried(() => force(name)),
      edit: (scenario) => dialog.edit(scenario),
      takeBack: (scenario) => tried(() => this.#takeBack(scenario)),
    };
    this.#text.addEventListener('input', () => this.#render());
    byId('scenario-new').addEventListener('click', () => dialog.create());
    server.addEventListener('change', () => {
      if (this.#known.length > 0) tried(() => this.#load()); // the files may have changed
    });
  }

  focus() {
    this.#text.focus();
  }

  // show lists the scenarios, anew each time since files may have changed, and opens one by its name.
  async show(name) {
    this.selected = name;
    await this.#load();
    const parts = name ? await this.#open(name) : [];
    if (this.selected !== name) return;
    this.#detail.replaceChildren(...parts);
    this.#detail.hidden = !name;
    this.#detail.scrollTop = 0;
  }

  async #open(name) {
    return scenarioView(await get(`scenarios/${encodeURIComponent(name)}`), this.does);
  }

  async #takeBack({ name, world }) {
    const whose = world ? `world ${world}` : 'all worlds';
    const lost = 'Its text is gone. What it stood before is in force again.';
    if (!(await confirm(`Delete ${name}, uploaded for ${whose}?`, lost, 'Delete'))) return;
    await takeBack(name, !world);
    say(`${name} is deleted.`);
    go('scenarios');
  }

  async #load() {
    this.#known = (await get('scenarios')).scenarios;
    this.#render();
  }

  #render() {
    const words = this.#text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = this.#known.filter((scenario) => contains(scenario, words));
    const all = this.#known.length;
    byId('scenario-count').textContent = words.length > 0 ? `${shown.length} of ${all}` : `${all}`;
    const sections = operations().flatMap(({ name }) => section(name, shown));
    const none = element('p.empty', 'No scenario has these words.');
    this.#list.replaceChildren(...(sections.length > 0 ? sections : [none]));
    markCurrent(this.#list.querySelectorAll('a'), (link) => link.dataset.name === this.selected);
  }
}

function contains({ name, summary, source, given, origin }, words) {
  const text = [name, summary, source, origin, ...given].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

// section is a list of one, or of none where the operation has no scenario to show.
function section(operation, scenarios) {
  const rows = scenarios.filter((each) => each.operation === operation).map(scenarioRow);
  if (rows.length === 0) return [];
  return [
    element('section', { 'aria-label': operation }, element('h3', operation), element('ol', rows)),
  ];
}
