// One entry of the journal: what was asked, what was answered, and why.
import { getText } from './api.js';
import { because } from './because.js';
import { copy } from './clipboard.js';
import { curl } from './curl.js';
import { button, byId, element } from './dom.js';
import { compact, fromValue, member, parse } from './json-tree.js';
import { message } from './message.js';
import { tried } from './notice.js';
import { clock, pathOf, took } from './request-row.js';
import { linkTo } from './router.js';
import { requestOf, send, unsendable } from './send.js';
import { badge } from './status.js';
import { shortened } from './visible.js';

export class RequestDetail {
  #place = byId('request-detail');

  // The dialogs are those to send a request and to save a scenario; sent is told of an entry to open.
  constructor(journal, server, { sendDialog, scenarioDialog, sent }) {
    Object.assign(this, { journal, server, sendDialog, scenarioDialog, sent });
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
    if (!this.entry || unsendable(this.entry)) return;
    const body = this.requestBody;
    const text = body?.kind === 'string' ? body.value : body && compact(body);
    copy(curl(this.entry, text, this.server.url), 'curl line');
  }

  // save shows the entry as a scenario, if it can be one.
  save() {
    if (this.entry && !unsavable(this.entry))
      tried(() => this.scenarioDialog.record(this.entry));
  }

  // again sends the request once more, as it is.
  again() {
    if (!this.entry || unsendable(this.entry)) return;
    tried(async () => this.sent(await send(requestOf(this.entry, this.requestBody))));
  }

  // edit opens the request in the form, to change it before it is sent.
  edit() {
    if (!this.entry || unsendable(this.entry)) return;
    tried(() => this.sendDialog.open(requestOf(this.entry, this.requestBody)));
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
    return [this.#header(), wholePath(pathOf(this.entry)), because(this.entry), this.#sides()].filter(Boolean);
  }

  #header() {
    const { n, method } = this.entry;
    const path = pathOf(this.entry);
    return element('header', [
      title(n, `${method} `, element('span.path', shortened(path, mostShown))),
      element('span.actions', [
        this.#action('send-again', 'Send again', () => this.again(), unsendable(this.entry)),
        this.#action('send-edit', 'Edit and send…', () => this.edit(), unsendable(this.entry)),
        this.#action('copy-curl', 'Copy as curl', () => this.copyCurl(), unsendable(this.entry)),
        this.#action('save-scenario', 'Save as scenario…', () => this.save(), unsavable(this.entry)),
      ]),
      closing(),
    ]);
  }

  // An action that is not to be had says why.
  #action(id, text, run, reason) {
    return button('', text, run, { id, disabled: Boolean(reason), title: reason });
  }

  #sides() {
    const { time, headers, bodyCut, answer, durationMs } = this.entry;
    const asked = [element('code', { title: time }, clock(time))];
    const answered = [badge(answer.status), element('code', `${took(durationMs)} ms`)];
    return element('div.sides', [
      message('Request', asked, headers, this.requestBody, bodyCut),
      message('Answer', answered, answer.headers, this.answerBody, answer.bodyCut),
    ]);
  }
}

const mostShown = 90; // letters of a path

// wholePath is null for one that the title has room for.
function wholePath(path) {
  if (shortened(path, mostShown) === path) return null;
  return element('details.whole', [
    element('summary', `The whole path, ${path.length} characters`),
    element('code', path),
  ]);
}

// unsavable says why an entry cannot be a scenario; nothing when it can.
function unsavable({ operation, answer }) {
  if (!operation) return 'A scenario needs an operation, and this path has none';
  if (answer.bodyCut && answer.fault !== 'malformed-json')
    return 'The journal keeps only the beginning of the answer';
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
