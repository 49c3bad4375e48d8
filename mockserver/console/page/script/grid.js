// The grid of operations by documented status, each with how often it was answered.
import { byId, element } from './dom.js';
import { operations, statuses } from './operations.js';
import { kind } from './status.js';

export class Grid {
  #table = byId('grid');
  #cells = new Map(); // by operation/status

  // choose is told the operation and the status of a cell that was clicked.
  constructor(choose) {
    const columns = statuses();
    const heads = columns.map((status) => element(`th.${kind(status)}`, { scope: 'col' }, status));
    this.#table.tHead.replaceChildren(element('tr', element('td'), heads));
    this.#table.tBodies[0].replaceChildren(...operations().map((each) => this.#row(each, columns)));
    this.#table.querySelector('button').tabIndex = 0;
    this.#table.addEventListener('keydown', (event) => this.#arrow(event));
    this.#table.addEventListener('click', (event) => {
      const pair = event.target.closest('button')?.dataset.pair;
      if (pair) choose(...split(pair));
    });
  }

  focus() {
    this.#table.querySelector('button[tabindex="0"]').focus();
  }

  // count shows how often each answer was met, as GET coverage tells it.
  count(operations) {
    let met = 0;
    for (const [pair, cell] of this.#cells) {
      const [operation, status] = split(pair);
      const count = operations[operation]?.[status] ?? 0;
      if (count > 0) met++;
      cell.toggleAttribute('data-met', count > 0);
      cell.querySelector('.met').textContent = count ? short(count) : '·';
      cell.setAttribute('aria-label', `${operation} ${status}, answered ${count} times`);
    }
    byId('coverage').textContent = `${met} of ${this.#cells.size} answers met`;
  }

  // mark shows what is forced, as GET force tells it.
  mark(entries) {
    const left = new Map();
    for (const { operation, status, remaining } of entries) {
      const pair = `${operation}/${status}`;
      left.set(pair, (left.get(pair) ?? 0) + remaining);
    }
    for (const [pair, cell] of this.#cells) {
      cell.toggleAttribute('data-forced', left.has(pair));
      cell.querySelector('.left').textContent = left.has(pair) ? short(left.get(pair)) : '';
    }
  }

  #row(operation, columns) {
    const title = `${operation.method} ${operation.path}: ${operation.summary}`;
    const cells = columns.map((status) => element('td', this.#cell(operation, status)));
    return element('tr', element('th', { scope: 'row', title }, operation.name), cells);
  }

  // cell is null for a status that is not documented for the operation.
  #cell(operation, status) {
    const answer = operation.responses.find((response) => response.status === status);
    if (!answer) return null;
    const pair = `${operation.name}/${status}`;
    const attributes = { type: 'button', tabindex: '-1', title: answer.meaning, 'data-pair': pair };
    const cell = element(`button.${kind(status)}`, attributes, [
      element('span.code', status),
      element('span.met'),
      element('span.left'),
    ]);
    this.#cells.set(pair, cell);
    return cell;
  }

  // The grid is one stop of the Tab key; arrows go from cell to cell, over the gaps.
  #arrow(event) {
    const step = steps[event.key];
    const cell = event.target.closest('td');
    if (!step || !cell) return;
    event.preventDefault();
    const rows = this.#table.tBodies[0].rows;
    let row = cell.parentElement.sectionRowIndex;
    let column = cell.cellIndex;
    let next;
    do {
      row += step.down;
      column += step.right;
      next = rows[row]?.cells[column];
    } while (next && !next.firstElementChild);
    if (next?.firstElementChild.matches('button')) this.#moveTo(next.firstElementChild);
  }

  #moveTo(cell) {
    this.#table.querySelector('button[tabindex="0"]').tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
  }
}

const steps = {
  ArrowRight: { down: 0, right: 1 },
  ArrowLeft: { down: 0, right: -1 },
  ArrowDown: { down: 1, right: 0 },
  ArrowUp: { down: -1, right: 0 },
};

const split = (pair) => {
  const [operation, status] = pair.split('/');
  return [operation, Number(status)];
};

const short = (count) => (count < 1000 ? String(count) : `${Math.floor(count / 1000)}k`);
