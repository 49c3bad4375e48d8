// A status as it is shown everywhere.
import { element } from './dom.js';

// kind is the class of a status, for its colour. None is what a fault leaves without a status.
export function kind(status) {
  if (!status) return 'none';
  if (status < 400) return 'ok';
  return status < 500 ? 'client' : 'server';
}

export const badge = (status) => element(`span.status.${kind(status)}`, status || '—');
