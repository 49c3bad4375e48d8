// Forcing answers: the grid, for how many requests, and what is forced now.
import { get, post, remove } from './api.js';
import { button, byId, element } from './dom.js';
import { Grid } from './grid.js';
import { say, tried } from './notice.js';
import { go } from './router.js';
import { badge } from './status.js';

const soon = 200; // in milliseconds
const seldom = 5000;

export class Force {
  #grid = new Grid((operation, status) =>
    tried(() => this.force({ operation, status, id: this.#id.value.trim() || undefined })),
  );
  #how = byId('force-how');
  #times = byId('force-times');
  #id = byId('force-id');
  #delay = byId('force-delay');
  #fault = byId('force-fault');
  #looking = 0;

  // The journal tells when counts may have changed, and when something forced may be used up.
  constructor(journal) {
    journal.addEventListener('add', () => this.#lookSoon());
    journal.addEventListener('replace', () => this.#lookSoon());
    setInterval(() => document.hidden || this.#lookSoon(), seldom); // others force answers, too
    this.#how.addEventListener('submit', (event) => event.preventDefault());
    byId('forced-clear').addEventListener('click', () => tried(() => this.#clear()));
  }

  focus() {
    this.#grid.focus();
  }

  // only lets what is forced next be for one case or customer.
  only(id) {
    this.#id.value = id;
    addEventListener('hashchange', () => this.focus(), { once: true });
    go('force');
    say(`A click on a status forces it for ${id} alone.`);
  }

  // look asks for the counts and for what is forced.
  async look() {
    const [{ operations }, { force }] = await Promise.all([get('coverage'), get('force')]);
    this.#grid.count(operations);
    this.#grid.mark(force);
    byId('forced-list').replaceChildren(...force.map((entry, i) => this.#row(entry, i + 1)));
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
  // for the scenario's sequence once. It is as slow and as broken as the fields say.
  async force(asked) {
    if (!this.#how.reportValidity()) return;
    const how = {
      times: this.#times.value ? this.#times.valueAsNumber : undefined,
      delay: this.#delay.value.trim() || undefined,
      fault: this.#fault.value || undefined,
    };
    const entry = JSON.parse(await post('force', { ...asked, ...how }));
    const { times } = entry;
    const next = times === 1 ? 'the next request' : `the next ${times} requests`;
    const whose = entry.id ? ` of ${entry.id}` : '';
    const broken = [entry.delay && `after ${entry.delay}`, entry.fault].filter(Boolean).join(', ');
    say(
      `${entry.operation} answers ${entry.status || 'nothing'}${broken && ` (${broken})`} to ${next}${whose}.`,
    );
    await this.look();
  }

  async #remove(n) {
    await remove(`force/${n}`);
    await this.look();
  }

  async #clear() {
    await remove('force');
    say('Nothing is forced now.');
    await this.look();
    this.focus();
  }

  // n is the place in the list, from 1.
  #row({ operation, status, scenario, id, times, remaining, delay, fault }, n) {
    const usual = scenario === `${operation}/${status}`;
    const more = [usual ? null : scenario, delay && `after ${delay}`, fault].filter(Boolean);
    const left = remaining === times ? `${times}×` : `${remaining} of ${times} left`;
    const what = id ? `${operation} of ${id}` : operation;
    return element('li', [
      badge(status),
      element('span.what', what, more.length > 0 ? element('small', ` ${more.join(' · ')}`) : null),
      element('span.left', left),
      button('.quiet.remove', '×', () => tried(() => this.#remove(n)), {
        title: 'Take back',
        'aria-label': `Take back ${what} ${status}`,
      }),
    ]);
  }
}
