// A scenario as a row of the list, and as it stands in its file.
import { button, element } from './dom.js';
import { copy, tried } from './notice.js';
import { linkTo } from './router.js';
import { badge } from './status.js';

const builtIn = 'built in';

export function scenarioRow({ name, summary, statuses, live, source }) {
  return element('li', [
    element('a', { href: linkTo('scenarios', name), 'data-name': name }, [
      element('span.statuses', statuses.map(badge)),
      element('span.name', name),
      live ? element('b.tag', 'live') : null,
      source === builtIn ? null : element('b.tag', 'yours'),
      element('span.summary', summary),
    ]),
  ]);
}

// scenarioView is the scenario with what can be done with it.
export function scenarioView(scenario, force) {
  const { name, summary, yaml } = scenario;
  return [
    element('header', [
      element('h2', name),
      element('span.actions', [
        button('', 'Copy', () => copy(yaml, 'YAML')),
        button('', 'Force', () => tried(() => force(name))),
      ]),
      element(
        'a.close',
        { href: linkTo('scenarios'), 'aria-label': 'Close', title: 'Close (Esc)' },
        '×',
      ),
    ]),
    element('p.summary', summary),
    element('p.hint', facts(scenario).join(' · ')),
    element('pre.code', { tabindex: '0', 'aria-label': 'The scenario as YAML' }, coloured(yaml)),
  ];
}

function facts({ source, live, contract, given, then }) {
  return [
    source,
    live ? 'live: answers every request that matches' : 'answers when it is asked for',
    ...(then ? [`then: steps aside for the ${then}`] : []),
    contract ? 'part of the contract' : 'not part of the contract',
    ...given.map((state) => `given: ${state}`),
  ];
}

// coloured sets comments and keys apart; the rest is for reading.
function coloured(yaml) {
  return yaml.split(/(?<=\n)/).flatMap((line) => {
    if (/^\s*#/.test(line)) return [element('span.remark', line)];
    const [, indent, key, rest] = /^(\s*(?:- )*)([\w.-]+:(?=\s))?([^]*)$/.exec(line);
    return key ? [indent, element('span.key', key), rest] : [line];
  });
}
