"use strict";

const { spawn } = require("node:child_process");
const { program } = require("./program.js");

/** How much is kept of what a server says. */
const KEPT = 64 * 1024;

/**
 * The command line of serve. An option is a flag: its value, true for a flag alone, false for none, or an
 * array for a flag that may be repeated.
 */
function commandLine(flags) {
  const line = ["serve"];
  for (const [name, value] of Object.entries({ addr: "127.0.0.1:0", ...flags })) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === undefined || one === false) continue;
      line.push(one === true ? `--${name}` : `--${name}=${one}`);
    }
  }
  return line;
}

/** A server that runs until stop is called, or this process ends. */
class Casemock {
  #child;
  #ended;
  #orphaned;

  #token;

  constructor(child, ended, { url, admin }, flags) {
    this.#child = child;
    this.#ended = ended;
    this.url = url;
    this.admin = admin;
    this.key = [flags["api-key"] ?? "sandbox-key"].flat()[0];
    this.#token = flags["admin-token"];
    this.#orphaned = () => child.kill("SIGKILL");
    process.on("exit", this.#orphaned);
    ended.then(() => process.off("exit", this.#orphaned));
  }

  /** Ends the server and waits until it has gone. */
  async stop() {
    this.#child.kill("SIGTERM");
    await this.#ended;
  }

  [Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]() {
    return this.stop();
  }

  /** Makes the next requests fail, as in force("updateCase/422", {times: 2}); ids and worlds as in the admin API. */
  force(scenario, { times, id, world } = {}) {
    return this.call("POST", "force", { scenario, times, id }, { world });
  }

  /** What was asked and answered, newest first; filters as in the admin API. */
  async requests(filters = {}) {
    return (await this.call("GET", "requests", undefined, filters)).requests;
  }

  /** Is the client right? Which rules it has kept and broken; wait as in "30s", until nothing is open. */
  verdict({ wait, world } = {}) {
    return this.call("GET", "verdict", undefined, { wait, world });
  }

  /** Forgets forced answers, the journal and every change. */
  reset({ world } = {}) {
    return this.call("POST", "reset", undefined, { world });
  }

  /** Calls the admin API and gives its answer; an error tells what it says. */
  async call(method, path, body, query = {}) {
    const address = new URL(`${this.admin}/${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) address.searchParams.set(name, value);
    }
    const headers = {};
    if (this.#token) headers.Authorization = `Bearer ${this.#token}`;
    if (body) headers["Content-Type"] = "application/json";
    const answer = await fetch(address, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`casemock: ${method} ${address.pathname} answers ${answer.status}: ${text.trim()}`);
    return text ? JSON.parse(text) : undefined;
  }
}

/** Waits until the server has said where it is: its URL in the first line, the console in the last one. */
function announced(child) {
  return new Promise((resolve) => {
    let said = "";
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (text) => {
      said = (said + text).slice(0, KEPT);
      const found = /^(\S+)\r?\n[^]*^Console: (\S+?)\/?\r?\n/m.exec(said);
      if (found) resolve({ url: found[1], admin: found[2] });
    });
  });
}

/** Starts a server on a free port. The options are the flags of casemock serve. */
async function startCasemock(flags = {}) {
  const child = spawn(program(), commandLine(flags), { stdio: ["ignore", "pipe", "pipe"] });
  let problems = "";
  child.stderr.setEncoding("utf8");
  child.stderr.on("data", (text) => (problems = (problems + text).slice(-KEPT)));
  const ended = new Promise((resolve) => child.on("close", resolve));
  const failed = new Promise((_, reject) => {
    child.on("error", reject);
    ended.then(() => reject(new Error(problems.trim() || "casemock ended without a word")));
  });
  failed.catch(() => {}); // it ends some time, which is no failure once it has started
  return new Casemock(child, ended, await Promise.race([announced(child), failed]), flags);
}

/** Starts a server, calls use with it, and stops it, whatever use does; gives what use gives. */
async function withCasemock(flags, use) {
  if (typeof flags === "function") [flags, use] = [{}, flags];
  const server = await startCasemock(flags);
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

module.exports = { startCasemock, withCasemock };
