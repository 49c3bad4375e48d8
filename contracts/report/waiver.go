package report

import (
	"cmp"
	"fmt"
	"time"

	"casemock/contracts/strictyaml"
	"casemock/contracts/wording"
)

// Waiver excuses one rule that a server is known to break, until a date.
type Waiver struct {
	Rule    string    `json:"rule"`    // as in updateCase/201/lastUpdated
	Reason  string    `json:"reason"`  // who knows of it, and what is being done
	Expires time.Time `json:"expires"` // the last day, in UTC, on which it holds
	File    string    `json:"file"`
	Line    int       `json:"line"`
}

// ReadWaivers reads a waiver file: a list of
//
//   - rule: updateCase/201/lastUpdated
//     reason: CRM-812, fixed in the March release
//     expires: 2025-03-31
//
// All three are required. The error lists every problem of the file with line and column: unknown
// rules and keys, missing reasons, dates that are none.
func ReadWaivers(path string) ([]Waiver, error) {
	file := strictyaml.ReadFile(path)
	var waivers []Waiver
	for _, document := range file.Documents {
		elements, _ := document.Root.List()
		for _, element := range elements {
			waivers = append(waivers, readWaiver(element))
		}
	}
	if problems := file.Problems(); len(problems) > 0 {
		return nil, strictyaml.Problems(problems)
	}
	return waivers, nil
}

func readWaiver(value strictyaml.Value) Waiver {
	fields := value.Mapping(strictyaml.Required("rule"), strictyaml.Required("reason"),
		strictyaml.Required("expires"))
	waiver := Waiver{File: value.File()}
	waiver.Line, _ = value.Place()
	if rule, ok := fields.Get("rule").Word(); ok {
		waiver.Rule = rule
		noteUnknownRule(fields.Get("rule"), rule)
	}
	waiver.Reason, _ = fields.Get("reason").Word()
	if date, ok := fields.Get("expires").Word(); ok {
		expires, err := time.Parse(time.DateOnly, date)
		if err != nil {
			fields.Get("expires").Note("must be a date such as 2025-03-31, got %q", date)
		}
		waiver.Expires = expires
	}
	return waiver
}

func noteUnknownRule(value strictyaml.Value, rule string) {
	if _, known := FindRule(rule); known {
		return
	}
	var ids []string
	for _, rule := range Rules() {
		ids = append(ids, rule.ID)
	}
	value.Note("%q is no rule%s", rule, cmp.Or(wording.DidYouMean(rule, ids),
		"; take it from a report, as in updateCase/201/lastUpdated"))
}

// Holds reports whether the waiver still holds: through the end of its last day.
func (w Waiver) Holds(now time.Time) bool { return now.Before(w.Expires.AddDate(0, 0, 1)) }

// Expiry is the warning about a waiver that does not hold any more.
func (w Waiver) Expiry() string {
	return fmt.Sprintf("%s:%d: the waiver for %s expired on %s; fix the server or renew it (%s)",
		w.File, w.Line, w.Rule, w.Expires.Format(time.DateOnly), w.Reason)
}

// waive excuses the failures for whose rules a waiver still holds, and says which waivers have expired or excuse
// nothing.
func waive(results []*Result, waivers []Waiver, now time.Time) (warnings []string) {
	used := make([]bool, len(waivers))
	for _, result := range results {
		for i := range result.Findings {
			warnings = append(warnings, result.Findings[i].waive(waivers, used, now)...)
		}
	}
	for i, waiver := range waivers {
		if !used[i] {
			warnings = append(warnings, fmt.Sprintf("%s:%d: the waiver for %s excuses nothing in this run", waiver.File,
				waiver.Line, waiver.Rule))
		}
	}
	return warnings
}

// waive looks for a waiver that holds, and gives the expiry of those that do not any more.
func (f *Finding) waive(waivers []Waiver, used []bool, now time.Time) (warnings []string) {
	for i := range waivers {
		if f.Severity != Failure || waivers[i].Rule != f.RuleID {
			continue
		}
		used[i] = true
		if waivers[i].Holds(now) {
			f.Waiver = &waivers[i]
			return warnings
		}
		warnings = append(warnings, waivers[i].Expiry())
	}
	return warnings
}
