package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Suite is one verification, and how it was asked for.
type Suite struct {
	*Report
	// Only and Skip are the selection, in the words of casepact verify.
	Only []string `json:"only,omitempty"`
	Skip []string `json:"skip,omitempty"`
	// RequireAll makes an expectation that could not be exercised a failure.
	RequireAll bool `json:"requireAll"`
	// Pending is a pact that is verified for information: nothing in it fails the run.
	Pending bool `json:"pending,omitempty"`
}

// Name is the same for every run of the same contract against the same server, and for no other:
// "Case API at http://127.0.0.1:8080: built-in scenarios (only updateCase)".
func (s Suite) Name() string {
	return fmt.Sprintf("%s at %s: %s%s", s.Provider, s.ProviderURL, s.Contract, s.selection())
}

// stableName is the name without addresses, which may have a port of the day in them: CI servers know a test by
// it from one run to the next.
func (s Suite) stableName() string {
	contract := s.Contract
	if strings.Contains(contract, "://") {
		contract = "pact of " + s.Consumer
	}
	return fmt.Sprintf("%s: %s%s", s.Provider, contract, s.selection())
}

// selection says what was left out, in brackets; empty where all was asked for.
func (s Suite) selection() string {
	var selection []string
	if len(s.Only) > 0 {
		selection = append(selection, "only "+strings.Join(s.Only, ", "))
	}
	if len(s.Skip) > 0 {
		selection = append(selection, "without "+strings.Join(s.Skip, ", "))
	}
	if len(selection) == 0 {
		return ""
	}
	return " (" + strings.Join(selection, ", ") + ")"
}

// ExitCode is 0, or 1 when something is broken or is missing although all is required.
func (s Suite) ExitCode() int {
	if !s.Pending && s.Failed(s.RequireAll) {
		return 1
	}
	return 0
}

// BrokenRules lists the ids of the rules that are broken and not waived, each once, in the order in
// which they were found.
func (s Suite) BrokenRules() []string {
	var ids []string
	for _, result := range s.with(Broken) {
		for _, finding := range result.Failures() {
			if !slices.Contains(ids, finding.RuleID) {
				ids = append(ids, finding.RuleID)
			}
		}
	}
	return ids
}

// Missing names the expectations that were not exercised, but for those that are pending.
func (s Suite) Missing() []string {
	var labels []string
	for _, result := range s.with(NotExercised) {
		if !result.Pending {
			labels = append(labels, label(result))
		}
	}
	return labels
}

// expectation is what a result is about, unless the report says otherwise.
const expectation = "expectation"

// word is what a verdict is called.
func (s Suite) word(verdict Verdict) string {
	if s.Client && verdict == Verified {
		return "kept"
	}
	return string(verdict)
}

// side is whom the verdict is about.
func (s Suite) side() string {
	if s.Client {
		return "client"
	}
	return "server"
}

// unit is what each result is about.
func (s Suite) unit() string { return cmp.Or(s.Unit, expectation) }

// exercised counts the expectations that were sent to the server.
func (s Suite) exercised() int {
	counts := s.Counts()
	return counts.Total() - counts.NotExercised
}

// with lists the expectations that got a verdict.
func (s Suite) with(verdict Verdict) []*Result {
	var results []*Result
	for _, result := range s.Results {
		if result.Verdict == verdict {
			results = append(results, result)
		}
	}
	return results
}

// label is the shortest name of an expectation: its scenario's, or its description.
func label(result *Result) string { return cmp.Or(result.Scenario, result.Description) }

// summary is the description of an expectation without the scenario's name, which stands before it
// in a generated contract.
func summary(result *Result) string {
	return strings.TrimPrefix(result.Description, result.Scenario+": ")
}

// where says where an expectation comes from.
func where(result *Result) string { return cmp.Or(result.Source, "the pact file") }

// reason is why some expectations were not exercised or are open, and what would change that.
type reason struct {
	Text, Remedy string
	Results      []*Result
}

// reasons gathers what was not exercised, or is open, by its reason, since a few reasons go a long way.
func (s Suite) reasons(verdict Verdict) []*reason {
	var all []*reason
	for _, result := range s.with(verdict) {
		known := slices.IndexFunc(all, func(r *reason) bool {
			return r.Text == result.Reason && r.Remedy == result.Remedy
		})
		if known < 0 {
			known = len(all)
			all = append(all, &reason{Text: result.Reason, Remedy: result.Remedy})
		}
		all[known].Results = append(all[known].Results, result)
	}
	return all
}

// shownLabels are the first of the labels, where there are many and nobody looks for one among them.
func (r *reason) shownLabels(isClient bool) string {
	const most = 8
	if !isClient || len(r.Results) <= most {
		return r.Labels()
	}
	few := reason{Results: r.Results[:most]}
	return fmt.Sprintf("%s and %d more", few.Labels(), len(r.Results)-most)
}

// Labels names the expectations in a line.
func (r *reason) Labels() string {
	labels := make([]string, len(r.Results))
	for i, result := range r.Results {
		labels[i] = label(result)
	}
	return strings.Join(labels, ", ")
}

// warning is a finding that breaks nothing, with all the expectations in which it was met.
type warning struct {
	Finding
	Times int
}

// findingWarnings lists the warnings about answers. The same one is met wherever the same object is
// answered, and told once.
func (s Suite) findingWarnings() []*warning {
	var all []*warning
	for _, result := range s.Results {
		for _, finding := range result.Findings {
			if finding.Severity != Warning {
				continue
			}
			known := slices.IndexFunc(all, func(w *warning) bool {
				return w.Message == finding.Message && w.Kind == finding.Kind
			})
			if known < 0 {
				known = len(all)
				all = append(all, &warning{Finding: finding})
			}
			all[known].Times++
		}
	}
	return all
}
