package pact

import "casemock/contracts/report"

// What a verification gives, for Go tests that import this package alone; see package report.
type (
	Report     = report.Report
	PairResult = report.PairResult
	Result     = report.Result
	Verdict    = report.Verdict
	Finding    = report.Finding
	Exchange   = report.Exchange
	Waiver     = report.Waiver
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
