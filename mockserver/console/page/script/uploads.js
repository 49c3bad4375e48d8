// Giving the server a scenario while it runs, and taking it back.
import { putText, remove, world } from './api.js';

const path = (name) => `scenarios/${encodeURIComponent(name)}`;

// of is what the admin API calls the worlds that a scenario is for: this one, or all of them.
const of = (forAll) => ({ world: forAll ? '' : world });

// upload puts the scenario of a text in force. The error of a text with problems lists them.
export const upload = (text, forAll) => putText(path(nameIn(text)), of(forAll), text);

// problemsIn asks what is wrong with a text, [{line, column, message}], and changes nothing.
export async function problemsIn(text, forAll) {
  try {
    await putText(path(nameIn(text)), { ...of(forAll), check: true }, text);
    return [];
  } catch (error) {
    return problemsOf(error);
  }
}

// problemsOf are those of a refusal, with their places where it tells some.
export const problemsOf = (error) => error.answer?.problems ?? [{ message: error.message }];

// takeBack deletes what was uploaded for this world, or for all.
export const takeBack = (name, forAll) => remove(path(name), of(forAll));

// nameIn finds the name that a scenario's text gives it. The path has to say the same; where the text
// has none, the server says so.
export function nameIn(text) {
  const [, quoted, bare] = /^name:[ \t]*(?:["']([^"'\n]*)["']|([^#\n]*))/m.exec(text) ?? [];
  return (quoted ?? bare ?? '').trim() || 'unnamed';
}
