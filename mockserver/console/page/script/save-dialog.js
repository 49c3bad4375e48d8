// Showing an entry as a scenario file, to take along.
import { get } from './api.js';
import { byId, element } from './dom.js';
import { copy, say } from './notice.js';
import { fileFor, nameFor, scenarioFile } from './scenario-file.js';

export class SaveDialog {
  #dialog = byId('save');
  #name = byId('save-name');
  #live = byId('save-live');
  #yaml = byId('save-yaml');

  constructor() {
    byId('save-how').addEventListener('submit', (event) => event.preventDefault());
    byId('save-how').addEventListener('input', () => this.#write());
    byId('save-copy').addEventListener('click', () => this.#copy());
    byId('save-download').addEventListener('click', () => this.#download());
  }

  async open(entry, requestBody, answerBody) {
    this.entry = entry;
    const undocumented = await breaksDocuments(entry.answer.scenario);
    this.known = { requestBody, answerBody, undocumented };
    this.#name.value = nameFor(entry);
    this.#live.checked = true;
    this.#write();
    this.#dialog.showModal();
  }

  get #chosenName() {
    return this.#name.value.trim() || nameFor(this.entry);
  }

  #write() {
    const chosen = { name: this.#chosenName, live: this.#live.checked };
    this.#yaml.textContent = scenarioFile(this.entry, { ...this.known, ...chosen });
  }

  // What has no valid name could not be loaded.
  #copy() {
    if (this.#name.reportValidity()) copy(this.#yaml.textContent, 'Scenario');
  }

  #download() {
    if (!this.#name.reportValidity()) return;
    const file = fileFor(this.#chosenName);
    const content = new Blob([this.#yaml.textContent], { type: 'application/yaml' });
    const url = URL.createObjectURL(content);
    element('a', { href: url, download: file }).click();
    URL.revokeObjectURL(url);
    say(`${file} downloaded.`);
  }
}

// Whether the scenario that answered breaks the documents on purpose: its copy has to say so, too.
async function breaksDocuments(name) {
  if (!name) return false;
  try {
    const { yaml } = await get(`scenarios/${encodeURIComponent(name)}`);
    return /^[^#]*\bundocumented:\s*true\b/m.test(yaml);
  } catch {
    return false;
  }
}
