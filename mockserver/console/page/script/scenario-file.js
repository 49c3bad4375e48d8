// An entry of the journal as a scenario file that replays it.
import { findOperation } from './operations.js';
import { recordedRequest } from './recorded-request.js';
import { recordedResponse } from './recorded-response.js';
import { block, listItem, property } from './yaml.js';

// nameFor proposes a name: it is its own for each request of a world.
export const nameFor = ({ operation, answer, n }) =>
  `recorded/${operation}-${answer.status || answer.fault}-${n}`;

// fileFor makes a file's name of a scenario's.
export const fileFor = (name) => `${name.replaceAll(/[^A-Za-z0-9._-]+/g, '-')}.yaml`;

// scenarioFile writes the file. The bodies are trees of json-tree.js, or undefined. What answered may
// have broken the documents on purpose; undocumented says so.
export function scenarioFile(entry, { name, live, requestBody, answerBody, undocumented }) {
  const operation = findOperation(entry.operation);
  const response = recordedResponse(operation, entry, answerBody, undocumented);
  const lines = [
    `# Recorded from request ${entry.n} of world ${entry.world}.`,
    ...property('name', name),
    ...property('summary', `${entry.method} ${entry.path} is answered as on ${entry.time}.`),
    ...property('operation', entry.operation),
    ...block('request', recordedRequest(operation, entry, requestBody)),
    ...block('responses', listItem(response)),
    ...property('live', live),
    ...property('contract', false),
  ];
  return `${lines.join('\n')}\n`;
}
