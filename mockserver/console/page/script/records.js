// The world's cases, or its customers: a list to page through, and one as the API would answer it.
import { get, getText } from './api.js';
import { button, byId, element, markCurrent } from './dom.js';
import { parse } from './json-tree.js';
import { view } from './json-view.js';
import { copy, tried } from './notice.js';
import { go, linkTo } from './router.js';

const page = 50; // how many are read at once

// Records shows one of the two: what is cases or customers, row makes the content of a row, and about
// what stands above a record that is open.
export class Records {
  constructor(what, row, about) {
    const section = byId(what);
    this.list = section.querySelector('ol');
    this.more = section.querySelector('.more');
    this.detail = section.querySelector('.detail');
    this.input = section.querySelector('form input');
    Object.assign(this, { what, row, about, started: false });
    this.more.addEventListener('click', () => tried(() => this.#read()));
    section.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.input.value.trim()) go(what, this.input.value.trim());
    });
  }

  focus() {
    this.input.focus();
  }

  // forget makes the list be read anew when it is shown next.
  forget() {
    this.started = false;
  }

  // show reads the first page, if it has not been read, and opens a record by its id.
  async show(id) {
    this.selected = id;
    if (!this.started) await this.#read();
    markCurrent(this.list.querySelectorAll('a'), (link) => link.dataset.id === id);
    const parts = id ? await this.#open(id) : [];
    if (this.selected !== id) return; // somebody was faster
    this.detail.replaceChildren(...parts);
    this.detail.hidden = !id;
    this.detail.scrollTop = 0;
  }

  async #read() {
    const list = await get(this.what, { limit: page, after: this.started ? this.next : '' });
    const rows = list[this.what].map((record) => {
      const address = { href: linkTo(this.what, record.id), 'data-id': record.id };
      return element('li', element('a', address, this.row(record)));
    });
    if (this.started) {
      this.list.append(...rows);
      rows[0]?.firstElementChild.focus();
    } else {
      this.list.replaceChildren(...rows);
    }
    this.started = true;
    this.next = list.next;
    this.more.hidden = !list.next;
  }

  async #open(id) {
    try {
      const text = await getText(`${this.what}/${encodeURIComponent(id)}`);
      const record = JSON.parse(text);
      return [
        this.#header(id, [
          button('', 'Copy JSON', () => copy(text, 'JSON')),
          element('a.button', { href: record.url, target: '_blank', rel: 'noopener' }, 'Open page'),
        ]),
        await this.about(record),
        element(
          'pre.code',
          { tabindex: '0', 'aria-label': 'The record as JSON' },
          view(parse(text)),
        ),
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
