"use strict";

// Where the program is. There is a package for each platform, of which npm installs the right one, since the
// others name another operating system or processor.

const path = require("node:path");

/** The path of casemock for this machine. CASEMOCK_BINARY names another one. */
function program() {
  if (process.env.CASEMOCK_BINARY) return process.env.CASEMOCK_BINARY;
  const name = `@casemock/${process.platform}-${process.arch}`;
  const known = require("./package.json").optionalDependencies;
  if (!(name in known)) {
    throw new Error(`casemock: there is no program for ${process.platform} on ${process.arch}: ` +
      "build one with Go and name it in CASEMOCK_BINARY");
  }
  try {
    const directory = path.dirname(require.resolve(`${name}/package.json`));
    return path.join(directory, process.platform === "win32" ? "casemock.exe" : "casemock");
  } catch {
    throw new Error(`casemock: the package ${name} is not installed: install again, and let npm install ` +
      "optional dependencies (no --omit=optional, and no lock file or node_modules of another platform)");
  }
}

module.exports = { program };
