// Forgetting: the list of requests, or all that happened in the world.
import { post, remove, world } from './api.js';
import { confirm } from './dialogs.js';
import { say, tried } from './notice.js';
import { currentView, go } from './router.js';

export const clearRequests = (live) =>
  tried(async () => {
    await remove('requests');
    await live.reload();
    if (currentView() === 'requests') go('requests');
  });

const whatIsLost =
  'Its data goes back to the seeded one. Forced answers, places in sequences, counts and the list of ' +
  'requests are forgotten.';

// askForReset resets the world if that is what is wanted. The records are what the page has read.
export const askForReset = (live, records) =>
  tried(async () => {
    if (!(await confirm(`Reset world ${world}?`, whatIsLost, 'Reset'))) return;
    await post('reset');
    for (const each of records) each.forget();
    await live.reload();
    go('requests');
    say(`World ${world} is as it was at the start.`);
  });
