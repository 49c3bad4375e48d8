package verdict

import (
	"regexp"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
)

// AddMatched adds what Pact found and our own checks did not: in most cases the same is said
// twice, and ours has the documented sentence.
func (a *Answer) AddMatched(matched contract.Matched) {
	if a.Result.Verdict == report.NotExercised || matched.Holds {
		return
	}
	if a.Got == nil {
		if len(a.Result.Findings) == 0 {
			a.Fail(report.ConnectionPart, caseapi.SyntaxRule, "there is no answer"+reasonOf(matched))
		}
		return
	}
	for _, mismatch := range matched.Mismatches {
		// A wrong status makes all the rest wrong, a wrong content type the body.
		if !a.Found(report.StatusPart) && !a.Found(report.ContentTypePart) {
			a.addMismatch(mismatch)
		}
	}
	if len(a.Result.Failures()) == 0 {
		a.Fail(report.PactPart, caseapi.ValueRule, "Pact refuses the answer"+reasonOf(matched))
	}
}

// reasonOf is why Pact had no answer to look at, to end a message with; empty where it says nothing.
func reasonOf(matched contract.Matched) string {
	if matched.Problem == "" {
		return ""
	}
	return ": " + matched.Problem
}

var missingKeys = regexp.MustCompile(`missing the following keys: (.*)$`)

func (a *Answer) addMismatch(mismatch contract.Mismatch) {
	switch mismatch.Kind {
	case contract.StatusMismatch:
		a.addPactFinding(report.StatusPart, caseapi.StatusRule, mismatch.Text, "",
			strconv.Itoa(a.Got.Status))
	case contract.HeaderMismatch:
		a.addPactFinding(mismatch.Header, caseapi.ContentTypeRule, mismatch.Text, "",
			a.Got.Headers.Get(mismatch.Header))
	default:
		path := bodyPath(mismatch.Path)
		if keys := missingKeys.FindStringSubmatch(mismatch.Text); keys != nil {
			for name := range strings.SplitSeq(keys[1], ", ") {
				a.addPactFinding(strings.TrimPrefix(path+"."+name, "body."), caseapi.RequiredRule,
					"is missing", "present", "missing")
			}
			return
		}
		a.addBodyMismatch(path, mismatch.Text)
	}
}

func (a *Answer) addBodyMismatch(path, description string) {
	message, expected := "Pact: "+description, ""
	if sent, ok := a.Sent[path]; ok {
		message, expected = path+" was sent and accepted, and comes back as another", contract.JSONText(sent)
	} else if value, ok := valueAt(a.Interaction.ExpectedBody(), path); ok {
		expected = contract.JSONText(value)
	}
	received := ""
	if a.Body != nil {
		actual, _ := valueAt(a.Body, path)
		received = contract.JSONText(actual)
	}
	a.addPactFinding(path, caseapi.ValueRule, message, expected, received)
}

func (a *Answer) addPactFinding(
	path string, kind caseapi.Rule, message, expected, actual string,
) {
	if !a.Found(path) {
		a.Fail(path, kind, message).Beside(expected, actual)
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
