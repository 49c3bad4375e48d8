#!/usr/bin/env node
"use strict";

// Runs casemock with the same arguments, and ends as it ends.

const { spawn } = require("node:child_process");
const os = require("node:os");

// How often a launcher that npx runs asks whether it still has its parent, in milliseconds.
const PATIENCE = 250;

// endWithParent ends the server when npx is ended: that ends only the shell in between, which hands no signal on.
// Elsewhere a parent may go and mean the server to stay, such as a shell that started it in the background.
function endWithParent(child) {
  if (process.env.npm_command !== "exec") return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) child.kill("SIGTERM");
  }, PATIENCE).unref();
}

function run() {
  const child = spawn(require("../program.js").program(), process.argv.slice(2), { stdio: "inherit" });
  child.on("error", (error) => {
    console.error(`casemock: ${error.message}`);
    process.exitCode = 1;
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      // A terminal interrupts both; casemock would take a second one for impatience.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  endWithParent(child);
  child.on("exit", (code, signal) => process.exit(code ?? 128 + os.constants.signals[signal]));
}

try {
  run();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
