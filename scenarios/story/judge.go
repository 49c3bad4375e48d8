package story

import (
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
	"casemock/contracts/report"
	"casemock/contracts/transport"
	"casemock/scenarios/matcher"
)

// judge holds an answer against the documents, against the answers before it where the same is not wrong already,
// and against what the step expects.
func (p *Player) judge(answer *transport.Answer, played *Played) {
	operation := played.Step.Operation
	if _, documented := operation.Response(answer.Status); documented {
		for _, violation := range p.api.ValidateResponse(operation, answer.Status, answer.Headers, answer.Body) {
			p.violation(played, violation)
		}
	}
	isReadable := !report.Told(played.Findings, report.BodyPart, "")
	for _, difference := range p.model.Judge(played.Told) {
		if (isReadable || difference.Path == report.StatusPart) && !played.told(difference) {
			p.difference(played, difference)
		}
	}
	p.expected(played)
}

// told reports whether the same is wrong already, by itself or against another answer.
func (p *Played) told(difference consistency.Difference) bool {
	return report.Told(p.Findings, difference.Path, difference.Message) ||
		difference.Property != "" && report.Told(p.Findings, difference.Property, difference.Message)
}

func (p *Player) violation(played *Played, violation caseapi.Violation) {
	finding := report.Finding{Kind: violation.Rule, Path: violation.Path, Message: violation.Message,
		Expected: violation.Expected, Actual: violation.Actual}
	if violation.Tolerable() {
		finding.Severity = report.Warning
	}
	p.add(played, p.part(played.Step.Operation, violation.Path), finding)
}

// part names the part of an answer that a path is about: one for all custom fields, which no rule can
// name.
func (p *Player) part(operation *caseapi.Operation, path string) string {
	name := path[strings.LastIndex(path, ".")+1:]
	object, _ := caseapi.CustomObject(operation.Success().Schema)
	if _, custom := p.api.Structures().Of(object).Field(name); custom && !caseapi.Documented(object, name) {
		return strings.TrimSuffix(path, name) + report.CustomPart
	}
	return path
}

func (p *Player) difference(played *Played, difference consistency.Difference) {
	finding := report.Finding{Kind: caseapi.SenseRule, Message: difference.Message,
		Expected: difference.Expected, Actual: difference.Actual, Sentence: difference.Row.Sentence}
	if difference.Warning {
		finding.Severity = report.Warning
	}
	p.add(played, difference.Path, finding)
}

// expected holds the answer against what the story demands beyond the documents.
func (p *Player) expected(played *Played) {
	expect, told := played.Step.Expect, played.Told
	if expect == nil {
		return
	}
	if expect.Status != 0 && told.Status != expect.Status {
		p.add(played, report.StoryPart, report.Finding{Kind: caseapi.StatusRule,
			Message:  "answered " + strconv.Itoa(told.Status) + ", and the story expects " + strconv.Itoa(expect.Status),
			Expected: strconv.Itoa(expect.Status), Actual: strconv.Itoa(told.Status)})
		return
	}
	if expect.Body == nil {
		return
	}
	filled, err := p.answers.fillMatcher(expect.Body)
	if err != nil {
		played.Unjudged = p.explain(err)
		return
	}
	actual := told.Answer
	if actual == nil {
		actual = matcher.Missing
	}
	if mismatch := matcher.Match(filled, actual); mismatch != nil {
		path := mismatch.Path
		if path == "" {
			path = report.BodyPart
		}
		p.add(played, report.StoryPart, report.Finding{Kind: caseapi.ValueRule, Path: path,
			Message: "is not what the story expects", Expected: mismatch.Expected, Actual: mismatch.Actual})
	}
}

// add adds a finding about a part of an answer. Where it has no path of its own, that is it.
func (p *Player) add(played *Played, part string, finding report.Finding) {
	rule := report.RuleAt(p.pair(played), part)
	finding.RuleID, finding.Step, finding.Exchange = rule.ID, len(p.Played), played.Exchange
	if finding.Path == "" {
		finding.Path = part
	}
	if finding.Sentence == "" {
		finding.Sentence = rule.Sentence
	}
	if finding.Severity == "" {
		finding.Severity = report.Failure
	}
	for _, text := range []*string{&finding.Path, &finding.Message, &finding.Expected, &finding.Actual} {
		*text = p.client.Shown(*text) // an answer may repeat the key
	}
	played.Findings = append(played.Findings, finding)
}

// pair is the documented answer that a finding is about: the one that came, the expected one, or the one that a
// right request gets.
func (p *Player) pair(played *Played) caseapi.Pair {
	operation, status := played.Step.Operation, played.Told.Status
	if _, documented := operation.Response(status); !documented || played.Step.Expect != nil {
		status = played.Step.answer().Status
	}
	return caseapi.Pair{Operation: operation.Name, Status: status}
}
