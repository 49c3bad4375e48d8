// A scenario as a text to change, to load into this server, and to take along.
import { getText, world } from './api.js';
import { copy } from './clipboard.js';
import { byId, element } from './dom.js';
import { Editor } from './editor.js';
import { say } from './notice.js';
import { nameIn, problemsIn, problemsOf, upload } from './uploads.js';

const soon = 350; // milliseconds after the last key, until the text is checked

export class ScenarioDialog {
  #dialog = byId('save');
  #name = byId('save-name');
  #live = byId('save-live');
  #forAll = byId('save-for-all');
  #editor = new Editor('save-yaml', () => this.#edited());
  #timer;

  // loaded is told the name of a scenario that was put in force.
  constructor(loaded) {
    this.loaded = loaded;
    byId('save-world').textContent = `only in world ${world}`;
    byId('save-how').addEventListener('submit', (event) => event.preventDefault());
    byId('save-how').addEventListener('input', () => (this.written = this.#write()));
    byId('save-copy').addEventListener('click', () => this.#take((text) => copy(text, 'Scenario')));
    byId('save-download').addEventListener('click', () => this.#take((text) => this.#download(text)));
    byId('save-load').addEventListener('click', () => this.#take((text) => this.#load(text)));
    this.#forAll.addEventListener('change', () => this.#check());
  }

  // record shows an entry of the journal as a scenario. The server writes it.
  async record(entry) {
    this.entry = entry;
    this.#name.value = nameFor(entry);
    this.#live.checked = true;
    this.written = this.#write();
    await this.written;
    this.#show('Save as scenario');
  }

  // edit shows a scenario that is in force.
  edit({ name, yaml }) {
    this.entry = undefined;
    this.draft = undefined;
    this.#editor.text = yaml;
    this.#show(`Edit ${name}`);
  }

  // create shows a scenario to begin with, or the one that was begun.
  create() {
    this.entry = undefined;
    this.#editor.text = this.draft ?? beginning;
    this.#show('New scenario');
    this.#check();
  }

  get #isForAll() {
    return this.#forAll.value === 'all';
  }

  #show(title) {
    byId('save-title').textContent = title;
    byId('save-how').hidden = !this.entry;
    this.#dialog.showModal();
    if (!this.entry) this.#editor.focus();
  }

  // What a person has changed is no longer what the server wrote.
  #edited() {
    this.entry = undefined;
    byId('save-how').hidden = true;
    this.draft = this.#editor.text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), soon);
  }

  // The last text counts, whichever answer comes last.
  async #check() {
    const text = this.#editor.text;
    const problems = await problemsIn(text, this.#isForAll);
    if (this.#editor.text === text) this.#editor.show(problems);
  }

  // The last change counts, whichever answer comes last. What has no valid name is not asked for.
  async #write() {
    if (!this.#name.checkValidity()) return;
    const chosen = { name: this.#name.value.trim(), live: this.#live.checked };
    this.chosen = chosen;
    let refused;
    const yaml = await getText(`requests/${this.entry.n}/scenario`, chosen).catch((refusal) => {
      refused = refusal;
      return '';
    });
    if (this.chosen !== chosen) return;
    this.#editor.text = yaml;
    if (refused) this.#editor.show(problemsOf(refused));
  }

  // take gives the text to somebody, once it is written; a name that is none could not be loaded.
  async #take(give) {
    if (this.entry && !this.#name.reportValidity()) return;
    await this.written;
    if (this.#editor.text.trim()) await give(this.#editor.text);
  }

  // A file that would not pass lint is no use to anybody.
  async #download(text) {
    const problems = await problemsIn(text, this.#isForAll);
    this.#editor.show(problems);
    if (problems.length === 0) download(text);
  }

  async #load(text) {
    try {
      await upload(text, this.#isForAll);
    } catch (error) {
      if (this.#editor.text === text) this.#editor.show(problemsOf(error));
      return;
    }
    this.draft = undefined;
    this.#dialog.close();
    const where = this.#isForAll ? 'all worlds' : `world ${world}`;
    say(`${nameIn(text)} is in force in ${where}.`);
    this.loaded(nameIn(text));
  }
}

function download(text) {
  const file = fileFor(nameIn(text));
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  element('a', { href: url, download: file }).click();
  URL.revokeObjectURL(url);
  say(`${file} downloaded.`);
}

// nameFor is the name that the server proposes: it is its own for each request of a world.
const nameFor = ({ operation, answer, n }) =>
  `recorded/${operation}-${answer.status || answer.fault}-${n}`;

// fileFor makes a file's name of a scenario's.
const fileFor = (name) => `${name.replaceAll(/[^A-Za-z0-9._-]+/g, '-')}.yaml`;

const beginning = `name: mine/closed
summary: The CRM does not take updates of case 1001.
operation: updateCase
request:
  path: {id: "1001"}
responses:
  - status: 422
    body: {error: case_closed, message: "Case {{ .request.path.id }} is closed."}
live: true
`;
