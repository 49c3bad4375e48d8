package explore

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"casemock/contracts/report"
	"casemock/contracts/target"
	"casemock/scenarios/story"
)

// How many requests a finding may take besides: a part of what is left of the budget, no less than what is
// worth beginning with and no more than what hardly ever helps.
const (
	leastForFinding, mostForFinding = 60, 400
	partForFinding                  = 4
)

// errSpent says that no more requests may be sent for a finding.
var errSpent = errors.New("no more requests may be sent for this finding")

// investigate asks whether a finding shows again, and makes the steps that show it as few and as simple
// as it can. The error is one that ends the exploration.
func (e *explorer) investigate(
	ctx context.Context, played []*story.Played, steps []story.Step, met report.Finding,
) error {
	found := &Finding{Before: len(steps), FoundAfter: e.options.Server.Sent(), Flaky: true,
		Source: fmt.Sprintf("sequence %d of seed %d", e.outcome.Sequences, e.options.Seed)}
	e.outcome.Findings = append(e.outcome.Findings, found)
	e.shrinking = true
	defer func() { e.shrinking = false }()
	found.shownBy(played, met, e.runID())
	hasty := e.options.Server.Patience.Limit() > 0 && played[len(played)-1].Hasty
	err := e.narrow(ctx, found, steps)
	if found.Flaky && hasty && err == nil {
		e.wasLate(found)
		return nil
	}
	if err == nil && !found.Flaky {
		err = e.consequences(ctx, found)
	}
	found.Requests = e.options.Server.Sent() - found.FoundAfter
	found.Story.Name, found.Story.Summary = e.nameOf(found), found.Sentence
	e.beside(ctx, found)
	return err
}

// shownBy takes over what shows the finding: the last of the steps does.
func (f *Finding) shownBy(played []*story.Played, finding report.Finding, run string) {
	f.Finding, f.Story, f.Steps, f.run = finding, &story.Story{}, nil, run
	for _, step := range played {
		f.Story.Steps = append(f.Story.Steps, step.Step)
		f.Steps = append(f.Steps, step.Exchange)
	}
	f.Step = len(played)
}

// narrow sends what shows the finding once more, makes it smaller, and sends the last of it once more.
func (e *explorer) narrow(ctx context.Context, found *Finding, steps []story.Step) error {
	if shown, err := e.confirm(ctx, found, steps); err != nil || !shown {
		return err
	}
	limit := e.options.Server.Sent() + e.share()
	s := &shrinker{api: e.api, field: fieldOf(found.Path), stepsAlone: found.Path == report.ConnectionPart,
		try: func(candidate []story.Step) (int, error) {
			if e.options.Server.Sent()+len(candidate) > limit {
				return -1, errSpent
			}
			played, err := e.play(ctx, candidate)
			at, _ := find(played, found.Finding)
			if at >= 0 {
				err = nil
			}
			return at, err
		}}
	shrunk, err := s.shrink(steps)
	if err != nil && !errors.Is(err, errSpent) {
		return err
	}
	// Where what is left does not show it again, what was confirmed first stays what there is to tell.
	_, err = e.confirm(ctx, found, tidied(shrunk))
	return err
}

// wasLate takes back a finding that does not show when the server is given time, as it was not any more, and
// gives it time again from now on.
func (e *explorer) wasLate(found *Finding) {
	delete(e.known, key(found.Finding))
	e.outcome.Findings = e.outcome.Findings[:len(e.outcome.Findings)-1]
	e.options.Server.Patience = target.NewPatience(e.options.Server.Patience.Limit())
}

// share is how many requests a finding may take.
func (e *explorer) share() int {
	if e.options.Budget == 0 {
		return mostForFinding
	}
	left := e.options.Budget - e.options.Server.Sent()
	return min(max(left/partForFinding, leastForFinding), mostForFinding, left)
}

// confirm sends steps again, a few times at most, until they show the finding. The server has all the
// time that it may take to show a write, whatever was waited for in vain before.
func (e *explorer) confirm(ctx context.Context, found *Finding, steps []story.Step) (bool, error) {
	server := e.options.Server
	worn := server.Patience
	defer func() { server.Patience = worn }()
	const times = 2
	for range times {
		server.Patience = target.NewPatience(worn.Limit())
		played, err := e.play(ctx, steps)
		if at, shown := find(played, found.Finding); at >= 0 {
			found.shownBy(played[:at+1], shown, e.runID())
			found.Flaky = false
			return true, nil
		}
		if err != nil {
			return false, err
		}
	}
	return false, nil
}

// find looks for the same finding in what was played.
func find(played []*story.Played, wanted report.Finding) (int, report.Finding) {
	for i, step := range played {
		for _, finding := range failures(step) {
			if key(finding) == key(wanted) {
				return i, finding
			}
		}
	}
	return -1, report.Finding{}
}

// fieldOf is the property that a finding is about: the last one of its path.
func fieldOf(path string) string {
	field := path[strings.LastIndex(path, ".")+1:]
	field, _, _ = strings.Cut(field, "[")
	return field
}

// tidied gives no names to answers of which nothing speaks.
func tidied(steps []story.Step) []story.Step {
	spoken := map[string]bool{}
	for _, step := range steps {
		for _, name := range references(step) {
			spoken[name] = true
		}
	}
	for i := range steps {
		if !spoken[steps[i].As] {
			steps[i].As = ""
		}
	}
	return steps
}

// nameOf calls the story of a finding after the rule that it breaks. Two kinds of findings may break one.
func (e *explorer) nameOf(found *Finding) string {
	name := strings.NewReplacer("/", "-", ".", "-", "[]", "", " ", "-").Replace(found.RuleID)
	name = strings.ReplaceAll(name, "--", "-")
	again := 1
	for _, other := range e.outcome.Findings {
		if other != found && other.RuleID == found.RuleID {
			again++
		}
	}
	if again > 1 {
		name += fmt.Sprintf("-%d", again)
	}
	return name
}
