// Is the client right? Which rules it has broken, kept, and has still to keep.
import { get } from './api.js';
import { byId, element } from './dom.js';
import { tried } from './notice.js';
import { currentView, linkTo } from './router.js';

const again = 1000; // milliseconds until what is open is looked at once more

export class Verdict {
  #list = byId('client-list');
  #looking = false;
  #later = 0;

  constructor(journal) {
    byId('client-look').addEventListener('click', () => tried(() => this.show()));
    journal.addEventListener('add', () => this.#lookWhereShown());
  }

  focus() {
    byId('client-look').focus();
  }

  async show() {
    if (this.#looking) return;
    this.#looking = true;
    try {
      this.#tell(await get('verdict'));
    } finally {
      this.#looking = false;
    }
  }

  // What is open changes with time alone; a request that comes while the page asks is seen by then, too.
  #lookWhereShown() {
    if (this.#later !== 0) return;
    this.#later = setTimeout(() => {
      this.#later = 0;
      if (currentView() === 'client') this.show().catch(() => {}); // the state of the connection is told elsewhere
    }, again);
  }

  #tell({ rules, open, underway }) {
    const by = (verdict) => rules.filter((rule) => rule.verdict === verdict);
    const [broken, waiting, kept] = ['broken', 'open', 'kept'].map(by);
    byId('client-count').textContent =
      `${broken.length} broken, ${waiting.length} open, ${kept.length} kept, ` +
      `${by('not exercised').length} not exercised`;
    const told = [...broken, ...waiting, ...kept].map(row);
    const none = element('p.empty', 'Nothing yet: the client has met no answer that asks for something.');
    this.#list.replaceChildren(...(told.length > 0 ? told : [none]));
    if (open + underway > 0) this.#lookWhereShown();
  }
}

function row({ rule, verdict, sentence, evidence, broken }) {
  const more = broken - evidence.length;
  return element(
    'article.reaction',
    { 'data-verdict': verdict },
    element('h3', element('span.word', verdict), element('code', rule)),
    element('p.aside', sentence),
    evidence.map(proof),
    more > 0 ? element('p.aside', `and ${more} times more`) : null,
  );
}

function proof({ why, exchanges }) {
  return element(
    'p',
    why,
    exchanges.map(({ n, method, path, status }) =>
      element('a', { href: linkTo('requests', n) }, `${n}: ${method} ${path} ${status ?? 'no answer'}`),
    ),
  );
}
