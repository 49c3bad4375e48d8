#!/usr/bin/env node
"use strict";

// Runs casemock with the same arguments, and ends as it ends.

const { spawn } = require("node:child_process");
const os = require("node:os");

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
  child.on("exit", (code, signal) => process.exit(code ?? 128 + os.constants.signals[signal]));
}

try {
  run();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
