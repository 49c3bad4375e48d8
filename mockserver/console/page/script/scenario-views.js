// A scenario as a row of the list, and as it stands in its file.
import { copy } from './clipboard.js';
import { button, element } from './dom.js';
import { linkTo } from './router.js';
import { badge } from './status.js';

export function scenarioRow({ name, summary, statuses, live, origin }) {
  return element('li', [
    element('a', { href: linkTo('scenarios', name), 'data-name': name }, [
      element('span.statuses', statuses.map(badge)),
      element('span.name', name),
      live ? element('b.tag', 'live') : null,
      tags[origin] ? element('b.tag', tags[origin]) : null,
      element('span.summary', summary),
    ]),
  ]);
}

const tags = { file: 'yours', uploaded: 'uploaded' };

// scenarioView is the scenario with what can be done with it: force, edit, takeBack.
export function scenarioView(scenario, does) {
  const { name, summary, yaml, origin } = scenario;
  return [
    element('header', [
      element('h2', name),
      element('span.actions', [
        button('', 'Copy', () => copy(yaml, 'YAML')),
        button('', 'Edit…', () => does.edit(scenario), { id: 'scenario-edit' }),
        origin === 'uploaded'
          ? button('', 'Delete…', () => does.takeBack(scenario), { id: 'scenario-delete' })
          : null,
        button('', 'Force', () => does.force(name), { id: 'scenario-force' }),
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
