// Forcing answers: the grid, for how many requests, and what is forced now.
import { get, post, remove } from './api.js';
import { byId, element } from './dom.js';
import { Grid } from './grid.js';
import { say, tried } from './notice.js';
import { badge } from './status.js';

const soon = 200; // in milliseconds
const seldom = 5000;

export class Force {
  #grid = new Grid((operation, status) =>
    tried(() => this.force({ operation, status, id: this.#id.value.trim() || undefined })),
  );
  #times = byId('force-times');
  #id = byId('force-id');
  #looking = 0;

  // The journal tells when counts may have changed, and when something forced may be used up.
  constructor(journal) {
    journal.addEventListener('add', () => this.#lookSoon());
    journal.addEventListener('replace', () => this.#lookSoon());
    setInterval(() => document.hidden || this.#lookSoon(), seldom); // others force answers, too
    byId('force-how').addEventListener('submit', (event) => event.preventDefault());
    byId('forced-clear').addEventListener('click', () => tried(() => this.#clear()));
  }

  focus() {
    this.#grid.focus();
  }

  // look asks for the counts and for what is forced.
  async look() {
    const [{ operations }, { force }] = await Promise.all([get('coverage'), get('force')]);
    this.#grid.count(operations);
    this.#grid.mark(force);
    byId('forced-list').replaceChildren(...force.map(row));
    byId('forced-none').hidden = force.length > 0;
    byId('forced-clear').hidden = force.length === 0;
  }

  // Many requests at once need one look.
  #lookSoon() {
    this.#looking ||= setTimeout(() => {
      this.#looking = 0;
      this.look().catch(() => {}); // the state of the connection is told elsewhere
    }, soon);
  }

  // force asks for an answer, {operation, status, id} or {scenario}, as often as the field says: empty,
  // for the scenario's sequence once.
  async force(asked) {
    if (!this.#times.reportValidity()) return;
    const wanted = this.#times.value ? this.#times.valueAsNumber : undefined;
    const entry = JSON.parse(await post('force', { ...asked, times: wanted }));
    const { times } = entry;
    const next = times === 1 ? 'the next request' : `the next ${times} requests`;
    const whose = entry.id ? ` of ${entry.id}` : '';
    say(`${entry.operation} answers ${entry.status || 'nothing'} to ${next}${whose}.`);
    await this.look();
  }

  async #clear() {
    await remove('force');
    say('Nothing is forced now.');
    await this.look();
    this.focus();
  }
}

function row({ operation, status, scenario, id, times, remaining }) {
  const unusual = scenario === `${operation}/${status}` ? null : element('small', ` ${scenario}`);
  const left = remaining === times ? `${times}×` : `${remaining} of ${times} left`;
  return element('li', [
    badge(status),
    element('span.what', operation, id ? ` of ${id}` : null, unusual),
    element('span.left', left),
  ]);
}
