// Starts the page: one object for each subject, and how they hear of one another.
import { world } from './api.js';
import { Clock } from './clock.js';
import { byId } from './dom.js';
import { Drift, inFront } from './drift.js';
import { Filters } from './filters.js';
import { Force } from './force.js';
import { listRules, openHelp } from './help.js';
import { Journal } from './journal.js';
import { listen } from './keyboard.js';
import { Live } from './live.js';
import { say, tried } from './notice.js';
import { loadOperations } from './operations.js';
import { showProblems } from './problems.js';
import { cases, customers } from './record-views.js';
import { RequestDetail } from './request-detail.js';
import { RequestList } from './request-list.js';
import { askForReset, clearRequests } from './reset.js';
import { currentView, go, route } from './router.js';
import { ScenarioDialog } from './scenario-dialog.js';
import { Scenarios } from './scenarios.js';
import { SendDialog } from './send-dialog.js';
import { Server } from './server.js';
import { Verdict } from './verdict.js';
import { offerWorlds } from './world.js';

await loadOperations();

const server = new Server();
const journal = new Journal();
const filters = new Filters();
const list = new RequestList(journal, filters, server);
const sent = (entry) => {
  if (entry.world === world) go('requests', entry.n);
  else say(`Answered ${entry.answer.status}; it stands in world ${entry.world}.`);
};
const sendDialog = new SendDialog(sent);
const scenarioDialog = new ScenarioDialog((name) => {
  if (currentView() === 'scenarios' && scenarios.selected === name) tried(() => scenarios.show(name));
  else go('scenarios', name);
});
const detail = new RequestDetail(journal, server, { sendDialog, scenarioDialog, sent });
const force = new Force(journal);
const scenarios = new Scenarios(server, (name) => force.force({ scenario: name }), scenarioDialog);
const does = {
  edit: (request) => tried(() => sendDialog.open(request)),
  force: (id) => force.only(id),
};
const records = { cases: cases(does), customers: customers(does) };
const clock = new Clock();
const drift = new Drift();
const verdict = new Verdict(journal);
const live = new Live(journal, (state) => {
  byId('connection').textContent = state;
  byId('connection').dataset.state = state;
});

server.addEventListener('change', () => {
  byId('version').textContent = server.version;
  showProblems(server.problems);
  inFront(server);
});
server.look();
offerWorlds();
listRules();

// Whatever is not only read may have changed what the lists show.
journal.addEventListener('add', ({ detail: entries }) => {
  if (entries.every(({ method }) => method === 'GET')) return;
  for (const each of Object.values(records)) each.forget();
});

route({
  requests: (id) => {
    list.show(Number(id) || 0);
    detail.show(Number(id) || 0);
  },
  force: () => {
    list.show(0);
    detail.show(0);
  },
  scenarios: (name) => tried(() => scenarios.show(name)),
  cases: (id) => {
    clock.look().catch(() => {}); // the state of the connection is told elsewhere
    return tried(() => records.cases.show(id));
  },
  customers: (id) => tried(() => records.customers.show(id)),
  client: () => tried(() => verdict.show()),
  drift: () => tried(() => drift.show()),
});

function pause() {
  list.paused = !list.paused;
  byId('pause').setAttribute('aria-pressed', list.paused);
  byId('pause').textContent = list.paused ? 'Resume' : 'Pause';
}

function find() {
  const subjects = { requests: filters, force: filters, scenarios, drift, client: verdict, ...records };
  subjects[currentView()].focus();
}

function close() {
  document.activeElement.blur();
  go(currentView());
}

byId('pause').addEventListener('click', pause);
byId('send-open').addEventListener('click', () => tried(() => sendDialog.open()));
byId('clear').addEventListener('click', () => clearRequests(live));
byId('reset').addEventListener('click', () => askForReset(live, Object.values(records)));
byId('help-open').addEventListener('click', openHelp);

listen([
  ['/', 'find', find],
  ['j', 'open the next request', () => list.open(1)],
  ['k', 'open the one before', () => list.open(-1)],
  ['n', 'send a new request', () => tried(() => sendDialog.open())],
  ['a', 'send the open request again', () => detail.again()],
  ['e', 'edit it and send it', () => detail.edit()],
  ['c', 'copy it as curl', () => detail.copyCurl()],
  ['s', 'save it as scenario', () => detail.save()],
  ['f', 'go to the grid', () => force.focus()],
  ['p', 'pause and resume the list', pause],
  ['1', 'requests', () => go('requests')],
  ['2', 'force', () => go('force')],
  ['3', 'scenarios', () => go('scenarios')],
  ['4', 'cases', () => go('cases')],
  ['5', 'customers', () => go('customers')],
  ['?', 'this help', openHelp],
  ['Escape', 'close what is open', close],
]);
