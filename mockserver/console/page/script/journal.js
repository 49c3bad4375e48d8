// What the page knows of the world's journal: the newest entries, newest first.

// kept is how many entries the page keeps, whatever the server does.
export const kept = 1000;

export class Journal extends EventTarget {
  entries = [];
  total = 0; // how many the server keeps
  dropped = 0; // how many it has lost
  #known = new Map();

  // newest is the number of the newest entry, 0 for none.
  get newest() {
    return this.entries[0]?.n ?? 0;
  }

  find(n) {
    return this.#known.get(n);
  }

  // compare holds the list against what the server keeps now: false when that is less, because
  // somebody cleared it.
  compare({ total, dropped }) {
    if (total < this.entries.length) return false;
    if (total !== this.total || dropped !== this.dropped) {
      Object.assign(this, { total, dropped });
      this.dispatchEvent(new Event('count'));
    }
    return true;
  }

  // replace takes what GET requests answered, all of it.
  replace({ requests, total, dropped }) {
    this.entries = requests.slice(0, kept);
    this.#known = new Map(this.entries.map((entry) => [entry.n, entry]));
    Object.assign(this, { total, dropped });
    this.dispatchEvent(new Event('replace'));
  }

  // add takes entries that came since, in any order; those that are known already are left alone.
  add(entries) {
    const fresh = entries.filter((entry) => !this.#known.has(entry.n)).sort((a, b) => b.n - a.n);
    if (fresh.length === 0) return;
    for (const entry of fresh) this.#known.set(entry.n, entry);
    this.entries = [...fresh, ...this.entries].sort((a, b) => b.n - a.n);
    for (const lost of this.entries.splice(kept)) this.#known.delete(lost.n);
    this.total = Math.max(this.total, this.entries.length);
    this.dispatchEvent(new CustomEvent('add', { detail: fresh }));
  }
}
