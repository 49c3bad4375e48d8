// Package report writes what came of a verification: for people at a terminal ([Console]), for the
// machines of CI (JUnit XML, JSON, Markdown, the annotations of GitHub) and for everybody else (one HTML page).
// One mistake of a server shows in many answers: each format tells first what is wrong, each thing once ([Cause]),
// and then where.
//
// A report file may hold several suites, one for each verification that was written to it. A
// suite's name carries the provider, its address, the contract and the selection, so that a run
// replaces the former verdict of the same suite and no other.
//
// # The shape of the JSON report
//
//	{
//	  "format": "casepact-report/1",
//	  "suites": [{
//	    "name":        "Case API at http://127.0.0.1:8080: built-in scenarios",
//	    "exitCode":    1,              0 or 1, as casepact verify ended
//	    "counts":      {"verified", "broken", "notExercised", "waived", "pending"},
//	    "table":       [{"operation", "status", "verdict", "counts"}],
//	    "causes":      [Cause],        what is wrong, each thing once: see [Cause]
//	    "consumer", "provider", "providerUrl", "contract",
//	    "unit":        "story",        where the results are no expectations
//	    "started":     "2024-05-01T09:30:00Z",
//	    "duration":    731000000,      nanoseconds, like every duration here
//	    "results":     [Result],       an expectation each: see [Result]
//	    "warnings":    ["…"],          about the run as a whole
//	    "only", "skip": ["…"],         the selection, where there was one
//	    "requireAll":  false
//	  }]
//	}
//
// The names above stay; more may be added. Lists are in the contract's order, which is that of the
// documented table, and an empty one is [].
//
// # To add a format
//
// Write a function that puts a [Suite] into a file of the format, in a file of its name, and add it
// to the list in format.go. Its golden file goes into testdata.
package report
