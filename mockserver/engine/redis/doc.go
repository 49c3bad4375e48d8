// Package redis is an engine that keeps worlds in Redis (6 or later) or Valkey, where any number of processes share
// them.
//
// # Where everything is
//
// Each world has keys of its own. Their names share the part {world}, so that a cluster keeps them on one node and a
// script may use them together:
//
//	casemock:{world}:world     hash: epoch, number and tag of the version, arrivals, numbers of the journal
//	casemock:{world}:records   hash: the records
//	casemock:{world}:changes   stream: which records each of the last changes was about, under the change's number
//	casemock:{world}:journal   stream: the entries, under their numbers
//	casemock:{world}:counters  hash
//	casemock:{world}:notes     list
//	casemock:{world}:lost      how many entries there were in the world that was dropped; for a day
//	casemock:worlds            sorted set: the worlds by when they were used last
//	casemock:fingerprint       what the sandboxes have in common
//
// Whatever has to be done at once is a script in scripts/, of one round trip. Each change has a tag that nobody else
// uses: so a process that asks again, since it does not know whether its change was made, does not make it twice; and
// one that knows a change that Redis has lost, as a restart may do, is told the whole world.
package redis
