// Why an entry was answered as it was: the rule, the scenario, and what nearly answered.
import { element } from './dom.js';
import { linkTo } from './router.js';
import { place, rules, sentence } from './rules.js';

export function because({ operation, world, answer, nearest }) {
  const { rule, scenario, step, fault, headers } = answer;
  const bugs = headers['X-Mock-Bugs'];
  return element('dl.because', [
    term('Why', element('b', rule), ` ${sentence(rule)}`, order(rule)),
    scenario ? term('Scenario', linkToScenario(scenario), ` response ${step}`) : null,
    fault ? term('Fault', element('b', fault)) : null,
    bugs ? term('Bugs', element('b', bugs), ' wrong on purpose, as serve --bug asked') : null,
    nearest ? term('Nearest', linkToScenario(nearest.scenario), failed(nearest.failed)) : null,
    term('Operation', operation ?? 'none', element('small', ` world ${world}`)),
  ]);
}

const term = (name, ...parts) => element('div', element('dt', name), element('dd', parts));

const linkToScenario = (name) => element('a', { href: linkTo('scenarios', name) }, name);

const failed = (condition) => element('span.failed', ` ${condition}`);

const order = (rule) =>
  place(rule) ? element('small', ` rule ${place(rule)} of ${rules.length}`) : null;
