package report

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
)

// Cause is one thing that is wrong with a server, however often it shows: a date-time of a wrong form is wrong
// wherever a case is answered.
type Cause struct {
	Message string   `json:"message"` // in a sentence without its full stop
	Rules   []string `json:"rules"`   // that are broken by it, each once
	Results []string `json:"results"` // the names of what is broken by it
	// Elements of lists show it, of so many that were looked at; both are 0 where it is about no list.
	Elements   int `json:"elements,omitempty"`
	OfElements int `json:"ofElements,omitempty"`

	first  *Finding
	result *Result // of the first
}

// Causes gathers what breaks the results, not counting what is waived or pending, by what is wrong: first what
// shows in most of them, then in the order in which it was found.
func (s Suite) Causes() []*Cause {
	var all []*Cause
	byKey := map[string]*Cause{}
	places := map[*Cause]places{}
	for _, result := range s.with(Broken) {
		for _, finding := range result.Failures() {
			key := causeKey(finding)
			known := byKey[key]
			if known == nil {
				known = &Cause{Message: causeMessage(finding), first: &finding, result: result}
				byKey[key], places[known] = known, newPlaces()
				all = append(all, known)
			}
			known.add(result, finding)
			places[known].add(finding)
		}
	}
	for _, cause := range all {
		cause.Elements, cause.OfElements = places[cause].count()
	}
	slices.SortStableFunc(all, func(a, b *Cause) int { return cmp.Compare(len(b.Results), len(a.Results)) })
	return all
}

func (c *Cause) add(result *Result, finding Finding) {
	if name := label(result); !slices.Contains(c.Results, name) {
		c.Results = append(c.Results, name)
	}
	if !slices.Contains(c.Rules, finding.RuleID) {
		c.Rules = append(c.Rules, finding.RuleID)
	}
}

// Extent is in how much it shows, as in 6 expectations, 9 of 9 elements. The unit is that of the report; empty: an
// expectation.
func (c *Cause) Extent(unit string) string {
	text := wording.Count(len(c.Results), cmp.Or(unit, expectation))
	switch {
	case c.OfElements > 0:
		text += fmt.Sprintf(", %d of %s", c.Elements, wording.Count(c.OfElements, "element"))
	case c.Elements > 0:
		text += ", " + wording.Count(c.Elements, "element")
	}
	return text
}

// shownNames are the names of the results, and how many there are more than a line has room for.
func (c *Cause) shownNames() string {
	const most = 5
	if len(c.Results) <= most+1 {
		return strings.Join(c.Results, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(c.Results[:most], ", "), len(c.Results)-most)
}

// causeKey is the same for findings that are due to the same, for all that they say.
func causeKey(finding Finding) string {
	about := aboutOf(finding)
	switch finding.Kind {
	case caseapi.StatusRule:
		return strings.Join([]string{about, string(finding.Kind), causeMessage(finding)}, "\n")
	case caseapi.SenseRule:
		return strings.Join([]string{about, anywhere(finding.Path), anywhere(finding.Message)}, "\n")
	}
	return strings.Join([]string{about, string(finding.Kind), anywhere(finding.Path), finding.Expected}, "\n")
}

// aboutOf says what kind of answer a finding is about: one with cases, with customers, or a refusal.
func aboutOf(finding Finding) string {
	name, rest, _ := strings.Cut(finding.RuleID, "/")
	operation, known := caseapi.FindOperation(caseapi.OperationName(name))
	if !known {
		return name
	}
	code, _, _ := strings.Cut(rest, "/")
	if status, err := strconv.Atoi(code); err == nil && status >= http.StatusBadRequest {
		return "refusal"
	}
	kind, isObject := caseapi.CustomObject(operation.Success().Schema)
	if !isObject {
		return string(operation.Success().Schema)
	}
	return string(kind)
}

// causeMessage is the sentence of a finding, for all places at once.
func causeMessage(finding Finding) string {
	if finding.Kind == caseapi.StatusRule && finding.Path == StatusPart {
		message, _, _ := strings.Cut(finding.Message, ": ") // the answer is quoted behind it
		return message
	}
	where := anywhere(finding.Path)
	finding.Message = strings.ReplaceAll(finding.Message, finding.Path, where)
	finding.Path = where
	return anywhere(sentenceOf(finding))
}

// anywhere is a path, or a text with one, without the numbers of elements and without the list that is the whole
// answer.
func anywhere(text string) string {
	return strings.TrimPrefix(arrayIndex.ReplaceAllString(text, "[]"), "[].")
}
