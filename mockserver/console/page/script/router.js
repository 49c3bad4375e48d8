// Which view is shown, and what is open in it: #/requests/12, #/scenarios/updateCase%2F422.
import { markCurrent } from './dom.js';

const views = ['requests', 'force', 'scenarios', 'cases', 'customers', 'client', 'drift'];

// linkTo is the address of a view, or of something in it.
export const linkTo = (view, id = '') =>
  `#/${view}${id === '' ? '' : `/${encodeURIComponent(id)}`}`;

function current() {
  const [, view, ...id] = location.hash.split('/');
  if (!views.includes(view)) return ['requests', ''];
  try {
    return [view, decodeURIComponent(id.join('/'))];
  } catch {
    return [view, ''];
  }
}

// route shows the view of the address, now and whenever it changes. The handlers, by view, are told
// what is open in theirs; an empty text is nothing.
export function route(handlers) {
  const show = () => {
    const [view, id] = current();
    document.body.dataset.view = view;
    document.body.toggleAttribute('data-open', id !== '');
    for (const section of document.querySelectorAll('.view')) {
      section.toggleAttribute('data-shown', section.dataset.views.split(' ').includes(view));
      section.toggleAttribute('data-main', section.id === view);
    }
    markCurrent(document.querySelectorAll('nav a'), (link) => link.dataset.view === view, 'page');
    handlers[view]?.(id);
  };
  addEventListener('hashchange', show);
  show();
}

export const go = (view, id) => {
  location.hash = linkTo(view, id);
};

export const currentView = () => current()[0];
