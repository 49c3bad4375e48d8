// A field for a text of many lines, with their numbers, and with what is wrong at which line.
import { button, byId, element } from './dom.js';

export class Editor {
  #area;
  #gutter;
  #list;
  #problems = [];

  // The field has the id, and beside it #…-gutter and #…-problems. changed is told when a person changes
  // the text.
  constructor(id, changed) {
    this.#area = byId(id);
    this.#gutter = byId(`${id}-gutter`);
    this.#list = byId(`${id}-problems`);
    this.#area.addEventListener('input', () => {
      this.#number();
      changed();
    });
    this.#area.addEventListener('scroll', () => (this.#gutter.scrollTop = this.#area.scrollTop));
  }

  get text() {
    return this.#area.value;
  }

  set text(text) {
    this.#area.value = text;
    this.#area.scrollTop = 0;
    this.show([]);
  }

  focus() {
    this.#area.focus();
  }

  // show marks what is wrong, {line, column, message}; no line is one of the whole text.
  show(problems) {
    this.#problems = problems;
    this.#list.replaceChildren(...problems.map((each) => this.#row(each)));
    this.#list.hidden = problems.length === 0;
    this.#area.setAttribute('aria-invalid', problems.length > 0);
    this.#number(true);
  }

  #row(problem) {
    const { line, column, message } = problem;
    const place = line ? [element('code', [line, column].filter(Boolean).join(':')), ' '] : [];
    return element('li', button('.problem', [...place, message], () => this.#goTo(problem)));
  }

  #goTo({ line = 1, column = 1 }) {
    const lines = this.text.split('\n');
    const before = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    const end = before + (lines[line - 1] ?? '').length;
    this.#area.focus();
    this.#area.setSelectionRange(Math.min(before + column - 1, end), end);
    const height = this.#area.scrollHeight / lines.length;
    this.#area.scrollTop = Math.max(0, (line - 4) * height);
  }

  // The numbers change when the lines do, or what is wrong with them.
  #number(always = false) {
    const count = this.text.split('\n').length;
    if (!always && count === this.#gutter.childElementCount) return;
    const wrong = new Map(this.#problems.map(({ line, message }) => [line, message]));
    const rows = Array.from({ length: count }, (_, i) =>
      wrong.has(i + 1)
        ? element('span.wrong', { title: wrong.get(i + 1) }, String(i + 1))
        : element('span', String(i + 1)),
    );
    this.#gutter.replaceChildren(...rows);
    this.#gutter.scrollTop = this.#area.scrollTop;
  }
}
