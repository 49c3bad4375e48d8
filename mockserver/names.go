package mockserver

import (
	"casemock/contracts/strictyaml"
	"casemock/mockserver/admin"
	"casemock/mockserver/drift"
	"casemock/mockserver/journal"
	"casemock/mockserver/world"
)

type (
	// Entry is what the journal keeps of a request, and an observer is told.
	Entry = journal.Entry
	// Nearest is the scenario that a request came closest to.
	Nearest = journal.Nearest
	// FileProblems is the error of files that cannot be read as they stand: a line for each problem, as
	// file:line:column: message.
	FileProblems = strictyaml.Problems
	// ForcedAnswer is an answer that somebody asked for from outside.
	ForcedAnswer = world.ForcedAnswer
	// Coverage is how often each documented status of each operation was answered.
	Coverage = world.StatusCounts
	// Drift is where a real server and the documents part: see [Server.Drift].
	Drift = drift.Listing
	// Rule says what decided an answer.
	Rule = journal.Rule
)

// AdminPath is where the admin API and the console live.
const AdminPath = admin.Path

// DefaultWorld is the world of the bare key.
const DefaultWorld = world.Default

// KeptBody is how much of a body the journal keeps, in bytes.
const KeptBody = journal.KeptBody

// MaxJournalBytes is how much the journals of all worlds of a server keep together, in bytes, but for the newest
// request of each world, which is always kept.
const MaxJournalBytes = journal.MaxBytes

// The rules that can decide an answer, as they stand in X-Mock-Answer and in the journal.
const (
	RuleScenario      = journal.RuleScenario
	RulePrefer        = journal.RulePrefer
	RuleMagicID       = journal.RuleMagicID
	RuleForced        = journal.RuleForced
	RuleLive          = journal.RuleLive
	RuleFailRate      = journal.RuleFailRate
	RuleSandbox       = journal.RuleSandbox
	RuleNoOperation   = journal.RuleNoOperation
	RuleRefused       = journal.RuleRefused
	RuleProxied       = journal.RuleProxied
	RuleUnavailable   = journal.RuleUnavailable
	RuleRejected      = journal.RuleRejected
	RuleInternalError = journal.RuleInternalError

	RuleStoreUnavailable = journal.RuleStoreUnavailable
)
