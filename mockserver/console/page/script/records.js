// The world's cases, or its customers: a list to search and to page through, and one that is open.
import { get, getText } from './api.js';
import { byId, element, markCurrent } from './dom.js';
import { tried } from './notice.js';
import { go, linkTo } from './router.js';

const page = 50; // how many are read at once
const mostLooks = 10; // pages without a find that are read before a person has to ask for more
const soon = 250; // milliseconds after the last key, until it is searched

// Records shows one of the two: what is cases or customers. The view makes of a record the content of a
// row, the actions that stand above an open one, and its content.
export class Records {
  #asked = 0;
  #timer;

  constructor(what, view) {
    const section = byId(what);
    this.list = section.querySelector('ol');
    this.more = section.querySelector('.more');
    this.none = section.querySelector('.none');
    this.detail = section.querySelector('.detail');
    this.search = section.querySelector('form.search');
    Object.assign(this, { what, view, started: false });
    this.more.addEventListener('click', () => tried(() => this.#read()));
    this.search.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#begin(), soon);
    });
    this.search.addEventListener('submit', (event) => event.preventDefault());
    section.querySelector('form.open').addEventListener('submit', (event) => {
      event.preventDefault();
      const id = event.target.querySelector('input').value.trim();
      if (id) go(what, id);
    });
  }

  focus() {
    this.search.querySelector('input').focus();
  }

  // forget makes the list be read anew when it is shown next.
  forget() {
    this.started = false;
  }

  // show reads the first page, if it has not been read, and opens a record by its id.
  async show(id) {
    this.selected = id;
    if (!this.started) await this.#read();
    this.#mark();
    const parts = id ? await this.#open(id) : [];
    if (this.selected !== id) return; // somebody was faster
    this.detail.replaceChildren(...parts);
    this.detail.hidden = !id;
    this.detail.scrollTop = 0;
  }

  #mark() {
    markCurrent(this.list.querySelectorAll('a'), (link) => link.dataset.id === this.selected);
  }

  #begin() {
    this.started = false;
    tried(() => this.#read());
  }

  get #wanted() {
    return Object.fromEntries([...new FormData(this.search)].map(([k, v]) => [k, v.trim()]));
  }

  // The last search counts, whichever answer comes last.
  async #read(looks = 1) {
    const asked = ++this.#asked;
    const goesOn = this.started;
    const wanted = this.#wanted;
    const list = await get(this.what, { ...wanted, limit: page, after: goesOn ? this.next : '' });
    if (this.#asked !== asked) return;
    const rows = list[this.what].map((record) => {
      const address = { href: linkTo(this.what, record.id), 'data-id': record.id };
      return element('li', element('a', address, this.view.row(record)));
    });
    if (goesOn) {
      this.list.append(...rows);
      rows[0]?.firstElementChild.focus();
    } else {
      this.list.replaceChildren(...rows);
    }
    this.started = true;
    this.next = list.next;
    this.#mark();
    const searched = Object.values(wanted).some(Boolean);
    this.#tellEnd(searched);
    if (searched && rows.length === 0 && this.next && looks < mostLooks) await this.#read(looks + 1);
  }

  // A search looks at so many records at once: there may be more to look at, and nothing found yet.
  #tellEnd(searched) {
    const found = this.list.childElementCount;
    this.more.hidden = !this.next;
    this.more.textContent = searched ? 'Search on' : 'More';
    this.none.hidden = found > 0;
    if (searched) this.none.textContent = this.next ? 'None found so far.' : `No ${this.view.noun} fits.`;
    else this.none.textContent = `This world has no ${this.what}.`;
  }

  async #open(id) {
    try {
      const text = await getText(`${this.what}/${encodeURIComponent(id)}`);
      const record = JSON.parse(text);
      return [
        this.#header(id, this.view.actions(record, text)),
        ...(await this.view.content(record, text)),
      ];
    } catch (error) {
      return [this.#header(id, []), element('p.empty', error.message)];
    }
  }

  #header(id, actions) {
    const close = { href: linkTo(this.what), 'aria-label': 'Close', title: 'Close (Esc)' };
    return element('header', [
      element('h2', id),
      element('span.actions', actions),
      element('a.close', close, '×'),
    ]);
  }
}
