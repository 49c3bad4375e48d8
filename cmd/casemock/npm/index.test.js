"use strict";

// node --test: the helper against the program that CASEMOCK_BINARY names, or that npm has installed.

const assert = require("node:assert");
const { test } = require("node:test");
const { startCasemock, withCasemock } = require(process.env.PACKAGE ?? "./index.js");

function update(server, id = "1001") {
  return fetch(`${server.url}/case/${id}`, {
    method: "PATCH",
    headers: { Authorization: server.key, "Content-Type": "application/json" },
    body: JSON.stringify({ title: "Parcel lost" }),
  });
}

test("an update is answered, and what use gives comes back", async () => {
  const title = await withCasemock({ cases: 3 }, async (server) => (await (await update(server)).json()).title);
  assert.equal(title, "Parcel lost");
});

test("flags are handed on: a value, a list, one alone", async () => {
  const flags = { "api-key": ["first", "second"], "fail-rate": "updateCase/500=1", "tls-self-signed": false };
  await withCasemock(flags, async (server) => {
    assert.equal(server.key, "first");
    assert.equal((await update(server)).status, 500);
  });
});

test("answers are forced, seen and forgotten", async () => {
  await withCasemock(async (server) => {
    await server.force("updateCase/422", { id: "1001" });
    assert.equal((await update(server)).status, 422);
    assert.deepEqual((await server.requests({ limit: 1 })).map((r) => r.answer.rule), ["forced"]);
    await server.reset();
    assert.deepEqual(await server.requests(), []);
    await assert.rejects(server.force("updateCase/418"), /answers 400: .*418/s);
  });
});

test("a client is judged", async () => {
  await withCasemock(async (server) => {
    await server.force("updateCase/422", { times: 2 });
    await update(server);
    await update(server);
    const { rules } = await server.verdict();
    assert.deepEqual(rules.filter((r) => r.verdict === "broken").map((r) => r.rule), ["updateCase/422/no-retry"]);
  });
});

test("an admin API elsewhere, behind a token, is found", async () => {
  await withCasemock({ "admin-addr": "127.0.0.1:0", "admin-token": "secret-of-a-test" }, async (server) => {
    assert.ok(!server.admin.startsWith(server.url));
    await server.force("updateCase/401");
    assert.equal((await update(server)).status, 401);
  });
});

test("servers run side by side, and have gone when they are stopped", async () => {
  const servers = await Promise.all([startCasemock(), startCasemock()]);
  assert.notEqual(servers[0].url, servers[1].url);
  await Promise.all(servers.map((server) => server.stop()));
  await assert.rejects(update(servers[0]));
  await servers[0].stop(); // again does no harm
});

test("what use throws comes back, and the server has gone", async () => {
  let left;
  await assert.rejects(withCasemock((server) => { left = server; throw new Error("mine"); }), /^Error: mine$/);
  await assert.rejects(update(left));
});

test("a wrong flag is told in the program's words", async () => {
  await assert.rejects(startCasemock({ casse: 3 }), /there is no flag --casse; did you mean --cases/);
});
