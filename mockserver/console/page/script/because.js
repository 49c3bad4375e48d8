// Why an entry was answered as it was: the rule, the scenario, and what nearly answered.
import { element } from './dom.js';
import { linkTo } from './router.js';
import { place, rules, sentence } from './rules.js';

export function because(entry) {
  const { operation, world, answer, nearest, violations = [], unjudged } = entry;
  const { rule, scenario, step, fault, invented, because, surprises, headers } = answer;
  const bugs = headers['X-Mock-Bugs'];
  return element('dl.because', [
    term('Why', element('b', rule), ` ${sentence(entry)}`, order(rule)),
    invented ? term('Invented', 'nothing was stored or looked up', reason(because)) : null,
    because && !invented ? term('Because', reason(because)) : null,
    scenario ? term('Scenario', linkToScenario(scenario), ` response ${step}`) : null,
    fault ? term('Fault', element('b', fault)) : null,
    bugs ? term('Bugs', element('b', bugs), ' wrong on purpose, as serve --bug asked') : null,
    surprises ? term('Surprises', element('b', surprises.join(', ')), ' legal, as serve --profile asked') : null,
    ...violations.map(violation),
    unjudged ? term('Not judged', unjudged) : null,
    nearest ? term('Nearest', linkToScenario(nearest.scenario), failed(nearest.failed)) : null,
    term('Operation', operation ?? 'none', element('small', ` world ${world}`)),
  ]);
}

const term = (name, ...parts) => element('div', element('dt', name), element('dd', parts));

const violation = ({ side, rule, path, message }) =>
  term(`The ${side}`, element('b', rule), failed(`${path} ${message}`));

const linkToScenario = (name) => element('a', { href: linkTo('scenarios', name) }, name);

const reason = (because) => (because ? failed(because) : null);

const failed = (condition) => element('span.failed', ` ${condition}`);

const order = (rule) =>
  place(rule) ? element('small', ` rule ${place(rule)} of ${rules.length}`) : null;
