// What the server says of itself: its version, its address, and what is wrong with its files.
import { get } from './api.js';

const interval = 5000; // between two looks, in milliseconds

export class Server extends EventTarget {
  version = '';
  problems = [];

  // url is where the Case API answers. It is another origin where the admin API has its own address.
  url = location.origin;

  constructor() {
    super();
    setInterval(() => document.hidden || this.look(), interval);
  }

  // look asks again, and tells when something has changed.
  async look() {
    const before = JSON.stringify([this.version, this.url, this.problems]);
    try {
      const { version, url, problems } = await get('health');
      Object.assign(this, { version, url: (url || location.origin).replace(/\/+$/, ''), problems });
    } catch {
      return; // the state of the connection is told elsewhere
    }
    if (JSON.stringify([this.version, this.url, this.problems]) !== before)
      this.dispatchEvent(new Event('change'));
  }
}
