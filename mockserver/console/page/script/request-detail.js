// One entry of the journal: what was asked, what was answered, and why.
import { getText } from './api.js';
import { because } from './because.js';
import { curl } from './curl.js';
import { button, byId, element } from './dom.js';
import { compact, fromValue, member, parse } from './json-tree.js';
import { message } from './message.js';
import { copy } from './notice.js';
import { clock, pathOf, took } from './request-row.js';
import { linkTo } from './router.js';
import { badge } from './status.js';

export class RequestDetail {
  #place = byId('request-detail');

  constructor(journal, server, saveDialog) {
    Object.assign(this, { journal, server, saveDialog });
  }

  // show opens an entry by its number; 0 closes.
  async show(n) {
    this.wanted = n;
    this.entry = undefined;
    const tree = n ? await this.#load(n) : undefined;
    if (this.wanted !== n) return; // somebody was faster
    this.#place.replaceChildren(...(n ? this.#parts(n, tree) : []));
    this.#place.hidden = !n;
    this.#place.scrollTop = 0;
  }

  // copyCurl copies the request as a line for the shell.
  copyCurl() {
    if (!this.entry) return;
    const body = this.requestBody;
    const text = body?.kind === 'string' ? body.value : body && compact(body);
    copy(curl(this.entry, text, this.server.url), 'curl line');
  }

  // save shows the entry as a scenario, if it can be one.
  save() {
    if (this.entry && !unsavable(this.entry)) this.saveDialog.open(this.entry);
  }

  // The entry as it was written; what the server has lost may still be known here.
  async #load(n) {
    try {
      return parse(await getText(`requests/${n}`));
    } catch {
      const known = this.journal.find(n);
      return known && fromValue(known);
    }
  }

  #parts(n, tree) {
    if (!tree) return gone(n);
    this.entry = JSON.parse(compact(tree));
    this.requestBody = member(tree, 'body');
    this.answerBody = member(tree, 'answer', 'body');
    return [this.#header(), because(this.entry), this.#sides()];
  }

  #header() {
    const { n, method } = this.entry;
    const reason = unsavable(this.entry);
    const saving = { id: 'save-scenario', disabled: Boolean(reason), title: reason };
    return element('header', [
      title(n, `${method} `, element('span.path', pathOf(this.entry))),
      element('span.actions', [
        button('', 'Copy as curl', () => this.copyCurl(), { id: 'copy-curl' }),
        button('', 'Save as scenario', () => this.save(), saving),
      ]),
      closing(),
    ]);
  }

  #sides() {
    const { time, headers, answer, durationMs } = this.entry;
    const asked = [element('code', { title: time }, clock(time))];
    const answered = [badge(answer.status), element('code', `${took(durationMs)} ms`)];
    return element('div.sides', [
      message('Request', asked, headers, this.requestBody),
      message('Answer', answered, answer.headers, this.answerBody),
    ]);
  }
}

// unsavable says why an entry cannot be a scenario; nothing when it can.
function unsavable({ operation, answer }) {
  if (!operation) return 'A scenario needs an operation, and this path has none';
  return answer.status || answer.fault ? undefined : 'There was no answer';
}

function gone(n) {
  const text = 'The journal does not have this request, or no longer.';
  return [element('header', title(n), closing()), element('p.empty', text)];
}

const title = (n, ...parts) =>
  element('h2', { id: 'detail-title' }, element('span.n', `#${n} `), parts);

const closing = () =>
  element(
    'a.close',
    { href: linkTo('requests'), 'aria-label': 'Close', title: 'Close (Esc)' },
    '×',
  );
