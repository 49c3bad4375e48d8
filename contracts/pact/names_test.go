package pact

import (
	"casemock/contracts/report"
	"casemock/contracts/target"
)

// What tests name often, where report is the word for what a verification gives.
type (
	Report       = report.Report
	Result       = report.Result
	Verdict      = report.Verdict
	ContactError = target.ContactError
	ContactKind  = target.ContactKind
)

const (
	Unreachable   = target.Unreachable
	BehindGateway = target.BehindGateway

	Verified     = report.Verified
	Broken       = report.Broken
	NotExercised = report.NotExercised
	Waived       = report.Waived
	Pending      = report.Pending
)
