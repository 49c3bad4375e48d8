// The clock of the world: the time that its data shows, which can be set, moved on and stopped.
import { get, put, world } from './api.js';
import { byId } from './dom.js';
import { tried } from './notice.js';

export class Clock {
  #dialog = byId('clock');
  #button = byId('clock-open');
  #problem = byId('clock-problem');

  constructor() {
    byId('clock-title').textContent = `The clock of world ${world}`;
    this.#button.addEventListener('click', () => tried(() => this.#open()));
    this.#on('clock-set', () => ({
      time: byId('clock-time').value.trim(),
      step: byId('clock-step').value.trim() || undefined,
    }));
    this.#on('clock-move', () => ({ advance: byId('clock-advance').value.trim() }));
    for (const change of ['freeze', 'run', 'real'])
      byId(`clock-${change}`).addEventListener('click', () => this.#change({ [change]: true }));
  }

  // look asks what the clock shows.
  async look() {
    this.#show(await get('clock'));
  }

  async #open() {
    await this.look();
    this.#problem.textContent = '';
    byId('clock-time').value = this.reading.time;
    byId('clock-step').value = this.reading.step ?? '';
    this.#dialog.showModal();
  }

  #on(form, change) {
    byId(form).addEventListener('submit', (event) => {
      event.preventDefault();
      this.#change(change());
    });
  }

  async #change(change) {
    this.#problem.textContent = '';
    try {
      this.#show(await put('clock', change));
    } catch (error) {
      this.#problem.textContent = error.message;
    }
  }

  #show(reading) {
    this.reading = reading;
    const { time, state, step } = reading;
    const said = [time, words[state] ?? state, step && `a step of ${step} with each change`];
    byId('clock-now').textContent = said.filter(Boolean).join(' · ');
    this.#button.textContent = state === 'real' ? 'Clock…' : `Clock: ${time.slice(0, 16)}…`;
    this.#button.setAttribute('aria-pressed', state !== 'real');
  }
}

const words = { real: 'the real time', running: 'it runs', standing: 'it stands' };
