// Which entries of the journal are shown.
import { byId, fill, group, option } from './dom.js';
import { operations, statuses } from './operations.js';
import { exceptions, rules } from './rules.js';

// Filters reads the controls and tells which entries they let through.
export class Filters extends EventTarget {
  #form = byId('filters');
  #text = byId('filter-text');
  #operation = byId('filter-operation');
  #status = byId('filter-status');
  #why = byId('filter-why');
  #scenarios = new Set();
  #searched = new WeakMap();

  constructor() {
    super();
    fill(this.#operation, [
      ...operations().map(({ name }) => option(name)),
      option('none', 'no such operation'),
    ]);
    fill(this.#status, [
      option('2xx'),
      option('4xx'),
      option('5xx'),
      ...statuses().map((status) => option(String(status))),
      option('0', 'no answer'),
    ]);
    this.#fillWhy();
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#form.addEventListener('input', () => this.dispatchEvent(new Event('change')));
  }

  focus() {
    this.#text.focus();
    this.#text.select();
  }

  // isOn tells whether any entry may be left out.
  get isOn() {
    return [this.#text, this.#operation, this.#status, this.#why].some(({ value }) => value !== '');
  }

  reset() {
    this.#form.reset();
    this.dispatchEvent(new Event('change'));
  }

  // meet offers the scenarios of entries for choice.
  meet(entries) {
    const before = this.#scenarios.size;
    for (const { answer } of entries) {
      if (answer.scenario) this.#scenarios.add(answer.scenario);
    }
    if (this.#scenarios.size > before) this.#fillWhy();
  }

  #fillWhy() {
    const names = [...rules, ...exceptions].map(([name]) => option(`rule ${name}`, name));
    const scenarios = [...this.#scenarios].sort().map((name) => option(`scenario ${name}`, name));
    const groups = [group('Rules', names), group('Scenarios', scenarios)];
    fill(this.#why, scenarios.length > 0 ? groups : groups.slice(0, 1));
  }

  // predicate is what the controls say now, as a function of an entry.
  predicate() {
    const operation = this.#operation.value;
    const status = this.#status.value;
    const [what, why] = split(this.#why.value);
    const words = this.#text.value.toLowerCase().split(/\s+/).filter(Boolean);
    return (entry) =>
      (operation === '' || (entry.operation ?? 'none') === operation) &&
      (status === '' || hasStatus(entry, status)) &&
      (what === '' || entry.answer[what] === why) &&
      (words.length === 0 || this.#contains(entry, words));
  }

  #contains(entry, words) {
    let text = this.#searched.get(entry);
    if (text === undefined) {
      text = searchable(entry).toLowerCase();
      this.#searched.set(entry, text);
    }
    return words.every((word) => text.includes(word));
  }
}

const split = (value) => {
  const space = value.indexOf(' ');
  return [value.slice(0, Math.max(space, 0)), value.slice(space + 1)];
};

const hasStatus = ({ answer }, wanted) =>
  wanted.endsWith('xx') ? String(answer.status)[0] === wanted[0] : answer.status === Number(wanted);

// searchable is all that a person may look for in an entry.
function searchable({ n, method, path, query, operation, headers, body, answer }) {
  const words = [`#${n}`, method, path, query, operation, asText(headers), asText(body)];
  const { status, rule, scenario, fault, because } = answer;
  const why = [rule, scenario, fault, answer.invented && 'invented', because];
  return [...words, status, ...why, asText(answer.body)].join('\n');
}

function asText(value) {
  try {
    return typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    return ''; // nested too deeply
  }
}
