// In front of a real server: where that and the documents part, and what there is not.
import { get } from './api.js';
import { byId, element } from './dom.js';
import { tried } from './notice.js';
import { linkTo } from './router.js';

// inFront hides what is about the sandbox's data where a real server has its own.
export function inFront({ proxied, drift }) {
  for (const link of document.querySelectorAll('nav a')) {
    const { view } = link.dataset;
    if (view === 'cases' || view === 'customers') link.hidden = proxied;
    if (view === 'drift') link.hidden = !drift;
  }
}

export class Drift {
  #list = byId('drift-list');

  constructor() {
    byId('drift-look').addEventListener('click', () => tried(() => this.show()));
  }

  focus() {
    byId('drift-look').focus();
  }

  // show asks anew each time: what is compared comes with the requests.
  async show() {
    const { differences, compared, dropped, unjudged, server } = await get('drift');
    const left = dropped + unjudged > 0 ? `, ${dropped + unjudged} not` : '';
    byId('drift-count').textContent = `${server}: ${compared} compared${left}`;
    const none = element('p.empty', 'Nowhere, as far as the requests of this world have shown.');
    this.#list.replaceChildren(...(differences.length > 0 ? differences.map(row) : [none]));
  }
}

function row({ rule, field, message, sentence, real, model, count, request }) {
  const times = count === 1 ? 'in one answer' : `in ${count} answers`;
  return element(
    'article.difference',
    element('h3', element('code', rule), rule.endsWith(`/${field}`) ? null : element('code', field)),
    element('p', `${message}, ${times}: `, element('a', { href: linkTo('requests', request) }, `request ${request}`)),
    element(
      'dl',
      element('dt', 'server'),
      element('dd', element('code', real)),
      element('dt', 'sandbox'),
      element('dd', element('code', model)),
    ),
    element('p.aside', sentence),
  );
}
