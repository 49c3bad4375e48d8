package explore

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/scenarios/story"
)

// play sends steps to the server, with a model that knows nothing yet: each sequence has customers of
// its own. It ends with what is no answer of the server: that is the error.
func (e *explorer) play(ctx context.Context, steps []story.Step) ([]*story.Played, error) {
	e.plays++
	player := story.NewPlayer(e.options.Server, e.api)
	player.SetID(e.runID())
	for _, step := range steps {
		e.announce(player, step)
		played := player.Step(ctx, step)
		e.note(played)
		e.tell()
		if err := ends(ctx, played); err != nil {
			return player.Played, err
		}
	}
	return player.Played, nil
}

// ends says why nothing more is sent after a step; nil where there is more.
func ends(ctx context.Context, played *story.Played) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return played.Unjudged
}

// runID is that of the present play, which no other play has.
func (e *explorer) runID() string {
	run := cmp.Or(e.options.Run, e.options.Seed%1e4*1e3)
	return fmt.Sprintf("%07d%05d", run%1e7, e.plays%1e5)
}

// announce tells the player which ids the steps have made up.
func (e *explorer) announce(player *story.Player, step story.Step) {
	body, _ := step.Body.(map[string]any)
	customer, _ := body["customerId"].(string)
	for id, object := range map[string]caseapi.ObjectType{
		customer: caseapi.CustomerObject, step.Path["id"]: step.Operation.Object,
	} {
		if strings.HasPrefix(id, invented) {
			player.Invented(object, strings.ReplaceAll(id, runID, e.runID()))
		}
	}
}

// failures are the findings of a step that break the documents.
func failures(played *story.Played) []report.Finding {
	var all []report.Finding
	for _, finding := range played.Findings {
		if finding.Severity == report.Failure {
			all = append(all, finding)
		}
	}
	return all
}

// note keeps count of what an answer says about the run.
func (e *explorer) note(played *story.Played) {
	operation, status := played.Step.Operation.Name, played.Told.Status
	if created := status < http.StatusMultipleChoices && played.Told.Answer != nil; created {
		switch operation {
		case caseapi.CreateCustomer:
			e.outcome.Customers++
		case caseapi.CreateCase:
			e.outcome.Cases++
		}
	} else if e.refused[operation] == nil {
		e.refused[operation] = played.Exchange
	}
	switch {
	case status != 0:
		e.outcome.Met[caseapi.Pair{Operation: operation, Status: status}]++
	case len(played.Findings) > 0:
		e.unanswered[operation]++
	}
}

// beside plays the story of a finding on the sandbox, and sets its answer beside that of the server. Where
// that is not possible there is none.
func (e *explorer) beside(ctx context.Context, found *Finding) {
	if e.options.Sandbox == nil || ctx.Err() != nil {
		return
	}
	sandbox, err := e.options.Sandbox()
	if err != nil {
		return
	}
	player := story.NewPlayer(sandbox, e.api)
	player.SetID(found.run)
	player.Play(ctx, found.Story)
	if found.Step <= len(player.Played) {
		found.Sandbox = player.Played[found.Step-1].Exchange
	}
}
