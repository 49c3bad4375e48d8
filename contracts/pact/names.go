package pact

import (
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
	"casemock/contracts/target"
)

// What a verification gives is described in packages report and target. The names here are for Go tests that
// import this package alone.
type (
	// Report is the outcome of one verification.
	Report = report.Report
	// PairResult sums up the expectations of one operation and status.
	PairResult = report.PairResult
	// Result is what came of one expectation.
	Result = report.Result
	// Verdict is what came of an expectation, in a word.
	Verdict = report.Verdict
	// Finding is one thing that is wrong with an answer, or worth a warning.
	Finding = report.Finding
	// Exchange is one request to the server under test and its answer.
	Exchange = report.Exchange
	// Waiver excuses one rule that a server is known to break.
	Waiver = report.Waiver
	// Contract is what is verified.
	Contract = contract.Contract
	// ContactError says in one sentence why a server cannot be verified at all.
	ContactError = target.ContactError
	// ContactKind says why.
	ContactKind = target.ContactKind
)

// Why nothing could be verified, as in package target.
const (
	Unreachable   = target.Unreachable
	WrongScheme   = target.WrongScheme
	Untrusted     = target.Untrusted
	KeyRefused    = target.KeyRefused
	NotTheAPI     = target.NotTheAPI
	RedirectsAway = target.RedirectsAway
	BehindGateway = target.BehindGateway
)

// The verdicts, as in package report.
const (
	Verified     = report.Verified
	Broken       = report.Broken
	NotExercised = report.NotExercised
	Waived       = report.Waived
	Pending      = report.Pending
)

// Whether a finding breaks its expectation, as in package report.
const (
	Failure = report.Failure
	Warning = report.Warning
)
