// The form for a request: an example of each operation, or one of the journal, to change and to send.
import { world } from './api.js';
import { byId, option } from './dom.js';
import { pretty } from './json-view.js';
import { parse } from './json-tree.js';
import { examples, send } from './send.js';
import { textOf, valuesOf } from './header-text.js';

export class SendDialog {
  #dialog = byId('send');
  #operation = byId('send-operation');
  #method = byId('send-method');
  #path = byId('send-path');
  #key = byId('send-key');
  #headers = byId('send-headers');
  #body = byId('send-body');
  #problem = byId('send-problem');
  #sending; // the AbortController of a request under way

  // sent is told the entry of a request that was answered.
  constructor(sent) {
    this.sent = sent;
    byId('send-key-right').textContent = `the key of world ${world}`;
    this.#operation.addEventListener('change', () => this.#fill(this.#chosen()));
    this.#body.addEventListener('input', () => this.#judgeBody());
    this.#headers.addEventListener('input', () => this.#say(valuesOf(this.#headers.value).problem));
    byId('send-form').addEventListener('input', () => (this.draft = true));
    byId('send-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#dialog.addEventListener('close', () => this.#sending?.abort());
  }

  // open shows the form with a request, or else as it was left; at first, with an example.
  async open(request) {
    await this.#offer();
    if (request || !this.draft) this.#fill(request ?? this.#chosen());
    this.#dialog.showModal();
    (request ? this.#body : this.#operation).focus();
  }

  // offer lists the examples anew: they name a case and a customer that there are, and custom fields.
  async #offer() {
    this.examples = (await examples()) ?? [];
    const rows = this.examples.map(({ operation, method, path }) =>
      option(operation, `${operation}: ${method} ${path}`),
    );
    this.#operation.replaceChildren(option('', 'as below'), ...rows);
  }

  #chosen() {
    const found = this.examples.find(({ operation }) => operation === this.#operation.value);
    const chosen = found ?? this.examples[0];
    this.#operation.value = chosen.operation;
    return { ...chosen, body: chosen.body === undefined ? '' : JSON.stringify(chosen.body) };
  }

  #fill({ method, path, headers, body, withoutKey }) {
    this.#method.value = method;
    this.#path.value = path;
    this.#key.value = withoutKey ? 'none' : '';
    this.#headers.value = textOf(headers ?? {});
    this.#body.value = indented(body ?? '');
    this.#judgeBody();
  }

  async #send() {
    const { headers, problem } = valuesOf(this.#headers.value);
    if (problem) return this.#say(problem);
    const request = {
      method: this.#method.value.trim(),
      path: this.#path.value.trim(),
      headers,
      body: this.#body.value,
      withoutKey: this.#key.value === 'none',
    };
    this.#wait(true);
    try {
      const entry = await send(request, this.#sending.signal);
      this.#sending = undefined;
      this.draft = false;
      this.#dialog.close();
      this.sent(entry);
    } catch (error) {
      if (error.name !== 'AbortError') this.#say(error.message);
    } finally {
      this.#wait(false);
    }
  }

  #wait(waiting) {
    this.#sending = waiting ? new AbortController() : undefined;
    byId('send-now').disabled = waiting;
    byId('send-now').textContent = waiting ? 'Waiting for the answer…' : 'Send';
    if (waiting) this.#say();
  }

  #say(problem = '') {
    this.#problem.textContent = problem;
  }

  // What is not JSON may be sent: the answer to it is worth a look, too.
  #judgeBody() {
    this.#say(isJSON(this.#body.value) ? '' : 'The body is not JSON. It is sent as it stands.');
  }
}

function isJSON(text) {
  if (text.trim() === '') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

// indented sets JSON out in lines, and leaves every digit and doubled key.
const indented = (text) => (text !== '' && isJSON(text) ? pretty(parse(text)) : text);
