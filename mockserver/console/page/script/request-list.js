// The list of requests, newest first. Rows are made once; only what changed is touched.
import { world } from './api.js';
import { keyOf } from './curl.js';
import { button, byId, element, markCurrent } from './dom.js';
import { requestRow } from './request-row.js';
import { examples } from './send.js';

export class RequestList {
  #list = byId('request-list');
  #rows = new Map(); // by the entry's number
  #waiting = [];
  #frame = 0;
  #paused = false;

  constructor(journal, filters, server) {
    Object.assign(this, { journal, filters, server, lets: filters.predicate() });
    journal.addEventListener('replace', () => this.#renew());
    journal.addEventListener('count', () => this.#say());
    journal.addEventListener('add', ({ detail }) => this.#later(detail));
    filters.addEventListener('change', () => {
      this.lets = filters.predicate();
      this.#rebuild();
    });
    this.#list.addEventListener('keydown', (event) => this.#arrow(event));
  }

  // paused holds the list still; what comes meanwhile is shown afterwards.
  get paused() {
    return this.#paused;
  }

  set paused(value) {
    this.#paused = value;
    if (value) this.#say();
    else this.#rebuild();
  }

  // show marks the row of an entry and brings it into sight; 0 marks none.
  show(n) {
    this.#select(n);
    this.#rows.get(n)?.scrollIntoView({ block: 'nearest' });
  }

  #select(n) {
    this.selected = n;
    const chosen = this.#rows.get(n)?.firstElementChild;
    const links = [...this.#list.querySelectorAll('[aria-current]'), chosen].filter(Boolean);
    markCurrent(links, (link) => link === chosen);
  }

  // open goes to the next row, or to the one before, and opens its entry.
  open(steps) {
    this.#move(steps)?.click();
  }

  // move goes some rows down, or up, from the one that is focused or selected.
  #move(steps) {
    const rows = [...this.#list.children];
    const focused = document.activeElement.closest('#request-list li');
    const from = rows.indexOf(focused ?? this.#rows.get(this.selected));
    const to = from < 0 ? (steps > 0 ? 0 : rows.length - 1) : from + steps;
    const link = rows[Math.max(0, Math.min(rows.length - 1, to))]?.firstElementChild;
    link?.focus();
    return link;
  }

  #arrow(event) {
    const steps = keys[event.key];
    if (!steps || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#move(steps);
  }

  // Many requests may come between two frames of the screen; the page changes once for all of them.
  #later(entries) {
    this.#waiting.push(...entries);
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#paused) this.#say();
      else this.#add(this.#waiting.splice(0));
    });
  }

  // renew forgets the rows: what has the number of a former entry may be another one.
  #renew() {
    this.#rows.clear();
    this.filters.meet(this.journal.entries);
    this.#rebuild();
    this.show(this.selected);
  }

  #rebuild() {
    this.#waiting = [];
    const rows = this.journal.entries.filter(this.lets).map((entry) => this.#row(entry));
    const shown = [...this.#list.children];
    // A row that is put in anew, even where it was, takes no click that began before.
    if (rows.length !== shown.length || rows.some((row, i) => row !== shown[i])) {
      this.#list.replaceChildren(...rows);
    }
    this.#select(this.selected);
    this.#say();
  }

  #add(entries) {
    this.filters.meet(entries);
    this.#dropLost();
    const shown = entries.filter(this.lets).sort((a, b) => b.n - a.n);
    const newest = Number(this.#list.firstElementChild?.dataset.n ?? 0);
    if (shown.length > 0 && shown.at(-1).n < newest) {
      this.#rebuild(); // one came late, and not on top
      return;
    }
    this.#list.prepend(...shown.map((entry) => this.#row(entry)));
    this.#select(this.selected);
    this.#say();
  }

  // The journal keeps so many entries and no more.
  #dropLost() {
    for (const [n, row] of this.#rows) {
      if (this.journal.find(n)) continue;
      row.remove();
      this.#rows.delete(n);
    }
  }

  #row(entry) {
    if (!this.#rows.has(entry.n)) this.#rows.set(entry.n, requestRow(entry));
    return this.#rows.get(entry.n);
  }

  // say tells how many are shown, of how many, and what to do when there are none.
  #say() {
    const { entries, total, dropped } = this.journal;
    const shown = this.#list.childElementCount;
    const parts = [this.filters.isOn ? `${shown} of ${entries.length}` : `${entries.length}`];
    if (total > entries.length) parts.push(`newest of ${total}`);
    if (dropped > 0) parts.push(`${dropped} older lost`);
    if (this.#paused) parts.push(`${this.#waiting.length} new`);
    byId('request-count').textContent = parts.join(' · ');
    const hint = entries.length > 0 ? this.#noneFits() : this.#start();
    byId('request-none').replaceChildren(...hint);
    byId('request-none').hidden = shown > 0;
  }

  #noneFits() {
    const all = button('.quiet', 'Show all', () => this.filters.reset());
    return ['No request fits the filters. ', all];
  }

  #start() {
    const line = element('pre.code');
    this.#lookup().then((path) => {
      line.textContent = `curl -i -H 'Authorization: ${keyOf(world)}' '${this.server.url}${path}'`;
    });
    return [
      element('p', 'No requests yet. They appear here as they come.'),
      element('p', button('', 'Send one…', () => byId('send-open').click()), ' or, in a terminal:'),
      line,
    ];
  }

  // lookup is the path of a case that there is.
  async #lookup() {
    return (await examples()).find(({ operation }) => operation === 'lookupCase').path;
  }
}

// The keys that go through the list, with how many rows they go.
const keys = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
};
