// Showing an entry as a scenario file, to take along. The server writes it.
import { getText } from './api.js';
import { byId, element } from './dom.js';
import { copy, say } from './notice.js';

export class SaveDialog {
  #dialog = byId('save');
  #name = byId('save-name');
  #live = byId('save-live');
  #yaml = byId('save-yaml');

  constructor() {
    byId('save-how').addEventListener('submit', (event) => event.preventDefault());
    byId('save-how').addEventListener('input', () => (this.written = this.#write()));
    byId('save-copy').addEventListener('click', () => this.#copy());
    byId('save-download').addEventListener('click', () => this.#download());
  }

  async open(entry) {
    this.entry = entry;
    this.#name.value = nameFor(entry);
    this.#live.checked = true;
    this.written = this.#write();
    await this.written;
    this.#dialog.showModal();
  }

  get #chosenName() {
    return this.#name.value.trim() || nameFor(this.entry);
  }

  // The last change counts, whichever answer comes last. What has no valid name is not asked for.
  async #write() {
    if (!this.#name.checkValidity()) return;
    const chosen = { name: this.#chosenName, live: this.#live.checked };
    this.chosen = chosen;
    const yaml = await getText(`requests/${this.entry.n}/scenario`, chosen).catch(
      (refusal) => `# ${refusal.message}\n`,
    );
    if (this.chosen === chosen) this.#yaml.textContent = yaml;
  }

  // What has no valid name could not be loaded.
  async #copy() {
    if (!this.#name.reportValidity()) return;
    await this.written;
    copy(this.#yaml.textContent, 'Scenario');
  }

  async #download() {
    if (!this.#name.reportValidity()) return;
    await this.written;
    const file = fileFor(this.#chosenName);
    const content = new Blob([this.#yaml.textContent], { type: 'application/yaml' });
    const url = URL.createObjectURL(content);
    element('a', { href: url, download: file }).click();
    URL.revokeObjectURL(url);
    say(`${file} downloaded.`);
  }
}

// nameFor is the name that the server proposes: it is its own for each request of a world.
const nameFor = ({ operation, answer, n }) =>
  `recorded/${operation}-${answer.status || answer.fault}-${n}`;

// fileFor makes a file's name of a scenario's.
const fileFor = (name) => `${name.replaceAll(/[^A-Za-z0-9._-]+/g, '-')}.yaml`;
