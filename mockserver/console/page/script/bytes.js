// Sizes for people.

// size writes a number of bytes, as in 64 KB.
export function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  const [value, unit] = bytes < 1 << 20 ? [bytes / 1024, 'KB'] : [bytes / (1 << 20), 'MB'];
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} ${unit}`;
}

// cutTo says what is kept of a body that is not whole, as in "64 of 300 KB"; see bodyCut of an entry.
export function cutTo({ kept, size: whole }) {
  if (kept === 0) return whole ? `not kept: ${size(whole)}` : 'not kept';
  if (!whole) return `cut: the first ${size(kept)}`;
  const [number, unit] = size(kept).split(' ');
  const all = size(whole);
  return `cut: ${all.endsWith(` ${unit}`) ? number : `${number} ${unit}`} of ${all}`;
}
