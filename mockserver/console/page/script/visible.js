// Text from outside, so that what it has in it can be seen: characters that show nothing, or that turn
// the letters around them the other way, are written as escapes.

// Control characters but for tab and line feed; what directs, joins and separates text unseen; halves
// of characters. The joiners of emoji and of some scripts stay.
const hidden =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\p{Cs}\u{e0000}-\u{e007f}]/gu;

const escape = (character) => {
  const code = character.codePointAt(0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
};

// escaped is for where there is only text, as in a title.
export const escaped = (text) => text.replace(hidden, escape);

// visible gives the text in pieces, each escape an element by itself. Most texts are one piece.
export function visible(text) {
  const pieces = [];
  let from = 0;
  for (const { 0: character, index } of text.matchAll(hidden)) {
    if (index > from) pieces.push(text.slice(from, index));
    const shown = document.createElement('span');
    shown.className = 'control';
    shown.title = `the character U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    shown.textContent = escape(character);
    pieces.push(shown);
    from = index + character.length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

// shortened leaves out the middle of a long text: what tells two paths apart is mostly at their ends.
export function shortened(text, most) {
  const letters = Array.from(text.length > most ? text : '');
  if (letters.length <= most) return text;
  const end = Math.floor(most / 3);
  return `${letters.slice(0, most - end).join('')} … ${letters.slice(-end).join('')}`;
}
