// Keeping the journal up to date: by server-sent events, or by asking when they do not come through.
import { address, get } from './api.js';
import { kept } from './journal.js';

const patience = 5000; // how long a stream may take to open, in milliseconds
const interval = 2000; // between two questions, in milliseconds
const seldom = 5000; // between two looks at what the stream does not tell

// Live keeps a journal up to date for as long as the page is to be seen. It tells how: live, polling or
// offline.
export class Live {
  #stream;
  #timer;
  #loaded; // a promise: the list has been read, and what follows can be added to it

  constructor(journal, tell) {
    this.journal = journal;
    this.tell = tell;
    document.addEventListener('visibilitychange', () =>
      document.hidden ? this.#stop() : this.#listen(),
    );
    this.#catchUp().catch(() => {}); // the stream says so as well
    this.#listen();
    setInterval(() => document.hidden || this.#compare().catch(() => {}), seldom);
  }

  // reload reads the whole list anew, as after a reset.
  async reload() {
    this.#loaded = get('requests', { limit: kept }).then((list) => this.journal.replace(list));
    return this.#loaded.catch((error) => {
      this.#loaded = undefined;
      throw error;
    });
  }

  // What came since the last look. After a break it may be another server, whose numbers begin anew.
  async #catchUp() {
    if (!this.#loaded) return this.reload();
    await this.#loaded;
    this.journal.add((await get('requests', { since: this.journal.newest })).requests);
  }

  // Nothing tells when somebody clears the journal, nor how much the server keeps.
  async #compare() {
    if (!this.#loaded) return;
    const list = await get('requests', { limit: 1 });
    if (!this.journal.compare(list)) await this.reload();
  }

  #listen() {
    this.#stop();
    const stream = new EventSource(address('requests/stream'));
    this.#stream = stream;
    this.#timer = setTimeout(() => this.#poll(), patience);
    stream.addEventListener('open', () => {
      clearTimeout(this.#timer);
      this.#catchUp().then(
        () => this.tell('live'),
        () => this.#poll(),
      );
    });
    stream.addEventListener('request', (event) => this.journal.add([JSON.parse(event.data)]));
    stream.addEventListener('error', () => {
      // The browser tries again by itself, unless the answer was no stream at all.
      if (stream.readyState === EventSource.CLOSED) this.#poll();
      else this.#offline();
    });
  }

  async #poll() {
    this.#stop();
    try {
      await this.#catchUp();
      this.tell('polling');
      this.#timer = setTimeout(() => this.#poll(), interval);
    } catch {
      this.#offline();
      this.#timer = setTimeout(() => this.#listen(), interval);
    }
  }

  #offline() {
    clearTimeout(this.#timer);
    this.#loaded = undefined;
    this.tell('offline');
  }

  #stop() {
    this.#stream?.close();
    clearTimeout(this.#timer);
  }
}
