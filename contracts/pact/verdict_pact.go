package pact

import (
	"regexp"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
)

// addVerdict adds what Pact found and our own checks did not: in most cases the same is said
// twice, and ours has the documented sentence.
func (e *check) addVerdict(verdict contract.Matched) {
	if e.result.Verdict == report.NotExercised || verdict.Holds {
		return
	}
	if e.got == nil {
		if err := e.wrongValues(); err != nil && e.call.Method == "" {
			e.result.NotExercised(err) // Pact could not even make the request
			return
		}
		if len(e.result.Findings) == 0 {
			e.fail(report.ConnectionPart, caseapi.SyntaxRule, "there is no answer"+reasonOf(verdict))
		}
		return
	}
	for _, mismatch := range verdict.Mismatches {
		// A wrong status makes all the rest wrong, a wrong content type the body.
		if !e.found(report.StatusPart) && !e.found(report.ContentTypePart) {
			e.addMismatch(mismatch)
		}
	}
	if len(e.result.Failures()) == 0 {
		e.fail(report.PactPart, caseapi.ValueRule, "Pact refuses the answer"+reasonOf(verdict))
	}
}

// reasonOf is why Pact had no answer to look at, to end a message with; empty where it says nothing.
func reasonOf(verdict contract.Matched) string {
	if verdict.Problem == "" {
		return ""
	}
	return ": " + verdict.Problem
}

// found reports whether there is a failure at the path, above or below it.
func (e *check) found(path string) bool {
	for _, finding := range e.result.Findings {
		if finding.Severity == report.Failure && (covers(finding.Path, path) || covers(path, finding.Path)) {
			return true
		}
	}
	return false
}

func covers(above, below string) bool {
	rest, ok := strings.CutPrefix(below, above)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

var missingKeys = regexp.MustCompile(`missing the following keys: (.*)$`)

func (e *check) addMismatch(mismatch contract.Mismatch) {
	switch mismatch.Kind {
	case contract.StatusMismatch:
		e.addPactFinding(report.StatusPart, caseapi.StatusRule, mismatch.Text, "",
			strconv.Itoa(e.got.Status))
	case contract.HeaderMismatch:
		e.addPactFinding(mismatch.Header, caseapi.ContentTypeRule, mismatch.Text, "",
			e.got.Headers.Get(mismatch.Header))
	default:
		path := bodyPath(mismatch.Path)
		if keys := missingKeys.FindStringSubmatch(mismatch.Text); keys != nil {
			for name := range strings.SplitSeq(keys[1], ", ") {
				e.addPactFinding(strings.TrimPrefix(path+"."+name, "body."), caseapi.RequiredRule,
					"is missing", "present", "missing")
			}
			return
		}
		e.addBodyMismatch(path, mismatch.Text)
	}
}

func (e *check) addBodyMismatch(path, description string) {
	message, expected := "Pact: "+description, ""
	if sent, ok := e.sent[path]; ok {
		message, expected = path+" was sent and accepted, and comes back as another", contract.JSONText(sent)
	} else if value, ok := valueAt(e.interaction.ExpectedBody(), path); ok {
		expected = contract.JSONText(value)
	}
	received := ""
	if e.body != nil {
		actual, _ := valueAt(e.body, path)
		received = contract.JSONText(actual)
	}
	e.addPactFinding(path, caseapi.ValueRule, message, expected, received)
}

func (e *check) addPactFinding(
	path string, kind caseapi.Rule, message, expected, actual string,
) {
	if !e.found(path) {
		e.fail(path, kind, message).Beside(expected, actual)
	}
}

// bodyPath writes Pact's JSON path as ours: $.interactions[0].body becomes interactions[0].body.
func bodyPath(identifier string) string {
	path := strings.TrimPrefix(strings.TrimPrefix(identifier, "$"), ".")
	if path == "" || path == "/" {
		return report.BodyPart
	}
	return strings.NewReplacer("['", ".", "']", "").Replace(path)
}

var pathStep = regexp.MustCompile(`[^.\[\]]+`)

// valueAt walks a JSON value down a path.
func valueAt(value any, path string) (any, bool) {
	if path == report.BodyPart {
		return value, value != nil
	}
	for _, step := range pathStep.FindAllString(path, -1) {
		switch at := value.(type) {
		case map[string]any:
			below, ok := at[step]
			if !ok {
				return nil, false
			}
			value = below
		case []any:
			index, err := strconv.Atoi(step)
			if err != nil || index >= len(at) {
				return nil, false
			}
			value = at[index]
		default:
			return nil, false
		}
	}
	return value, true
}
