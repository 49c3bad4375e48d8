// What is wrong with the files that the server has read, beside the scenarios and in the navigation.
import { byId, element } from './dom.js';

export function showProblems(problems) {
  byId('problems').hidden = problems.length === 0;
  byId('problem-count').hidden = problems.length === 0;
  byId('problem-count').textContent = problems.length;
  const many = problems.length === 1 ? 'One problem' : `${problems.length} problems`;
  byId('problems-title').textContent =
    `${many} in changed files; the last good version is in force`;
  byId('problem-list').replaceChildren(...problems.map(row));
}

// A problem of a whole file has no line.
function row({ file, line, column, message }) {
  const place = [file, line, column].filter(Boolean).join(':');
  return element('li', element('code', place), ` ${message}`);
}
