// Switching to another world: another page, the same view.
import { get, world } from './api.js';
import { byId, option } from './dom.js';

export function offerWorlds() {
  const input = byId('world-name');
  input.value = world;
  document.title = world === 'default' ? 'casemock' : `casemock · ${world}`;
  input.addEventListener('focus', () => {
    list();
    input.select();
  });
  input.addEventListener('input', (event) => {
    if (isChosen(event)) switchTo(input.value);
  });
  input.addEventListener('blur', () => {
    input.value = world;
  });
  byId('world').addEventListener('submit', (event) => {
    event.preventDefault();
    switchTo(input.value.trim());
  });
}

// isChosen tells that a name was taken from the list, and not typed.
const isChosen = ({ inputType }) => !inputType || inputType === 'insertReplacementText';

// list offers the worlds that somebody has entered so far.
async function list() {
  try {
    const { worlds } = await get('worlds');
    byId('worlds').replaceChildren(...worlds.map((name) => option(name)));
  } catch {
    // A name can be typed all the same.
  }
}

function switchTo(name) {
  if ((name || 'default') === world) return;
  const url = new URL(location.href);
  if (name === '' || name === 'default') url.searchParams.delete('world');
  else url.searchParams.set('world', name);
  url.hash = url.hash.split('/').slice(0, 2).join('/'); // what is open belongs to this world
  location.assign(url);
}
