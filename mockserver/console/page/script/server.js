// What the server says of itself: its version, its address, and what is wrong with its files.
import { get } from './api.js';

const interval = 5000; // between two looks, in milliseconds

export class Server extends EventTarget {
  version = '';
  problems = [];

  // proxied says whether a real server answers in the place of the sandbox, and drift whether that is compared with
  // the documents.
  proxied = false;
  drift = false;

  // url is where the Case API answers. It is another origin where the admin API has its own address.
  url = location.origin;

  constructor() {
    super();
    setInterval(() => document.hidden || this.look(), interval);
  }

  // look asks again, and tells when something has changed.
  async look() {
    const before = this.#told();
    try {
      const { version, url, problems, proxied = false, drift = false } = await get('health');
      const address = (url || location.origin).replace(/\/+$/, '');
      Object.assign(this, { version, url: address, problems, proxied, drift });
    } catch {
      return; // the state of the connection is told elsewhere
    }
    if (this.#told() !== before) this.dispatchEvent(new Event('change'));
  }

  #told() {
    return JSON.stringify([this.version, this.url, this.problems, this.proxied, this.drift]);
  }
}
