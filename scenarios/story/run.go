package story

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/contracts/target"
)

// Run plays stories on one server and reports what came of them. Client and Now must be set.
type Run struct {
	Client *target.Client
	// Sandbox gives a sandbox with the server's own custom fields, on which a story that is broken is played as
	// well. Nil: there is none.
	Sandbox func(structures caseapi.ObjectStructures) (*target.Client, error)
	// Repeat is how often each story is played, until it is broken; 0 is once.
	Repeat int
	// CustomerID is an existing customer that takes the place of each that a story creates, and is never changed;
	// empty: none.
	CustomerID string
	Waivers    []report.Waiver
	Now        func() time.Time
	// Progress is told before each story is played; nil: nobody is told.
	Progress func(number, total int, name string)
	// Meta is what the server says of its own fields; nil: it is asked, which is the first contact.
	Meta *target.Meta
}

// Play makes the first contact and plays the stories, one after the other; the contract is what the report calls
// them. The error is a [*target.ContactError] when there is no server to be judged, be it from the first or in
// the middle of the run, or that of the context: the report then tells of the stories so far. It is nil when
// there are none.
func (r *Run) Play(ctx context.Context, contract string, stories []*Story) (*report.Report, error) {
	told := &report.Report{Consumer: caseapi.Consumer, Provider: caseapi.Provider, ProviderURL: r.Client.ShownBase(),
		Contract: contract, Unit: "story", Started: r.Now(), Warnings: []string{}}
	var err error
	if r.Meta == nil {
		if r.Meta, err = r.Client.Preflight(ctx); err != nil {
			return nil, err
		}
	}
	for i, story := range stories {
		if r.Progress != nil {
			r.Progress(i+1, len(stories), story.Name)
		}
		var result *report.Result
		if result, err = r.story(ctx, story); err != nil {
			break
		}
		told.Results = append(told.Results, result)
	}
	r.conclude(told)
	if len(told.Results) == 0 {
		return nil, err
	}
	return told, err
}

func (r *Run) conclude(told *report.Report) {
	for _, object := range caseapi.ObjectTypes() {
		if unread := r.Meta.Unread(object); unread != "" {
			told.Warnings = append(told.Warnings, unread)
		}
	}
	if said := r.Client.LockedOut(); said != "" {
		told.Warnings = append(told.Warnings, said)
	}
	told.Conclude(r.Waivers, r.Now())
}

// story plays a story as often as it is to be played. The error says that there is nothing more to play.
func (r *Run) story(ctx context.Context, story *Story) (*report.Result, error) {
	if r.CustomerID != "" && changesCustomers(story) {
		return unchanged(story), nil
	}
	started := r.Now()
	player, times := r.play(ctx, r.Client, story, nextID()), 1
	for ; times < r.Repeat && ctx.Err() == nil && !player.failed(); times++ {
		player = r.play(ctx, r.Client, story, nextID())
	}
	if err := r.stillThere(ctx, player); err != nil {
		return nil, err
	}
	result := player.result(story)
	if player.failed() && r.Repeat > 1 {
		result.Description += fmt.Sprintf(" (when it was played for time %d of %d)", times, r.Repeat)
	}
	if player.failed() && story.Source.BuiltIn {
		result.Story = string(Format(r.adapt(story, true))) // else nobody knows what was played
	}
	if player.failed() && r.Sandbox != nil {
		if err := r.beside(ctx, story, player, result); err != nil {
			return nil, err
		}
	}
	result.Duration = r.Now().Sub(started)
	return result, nil
}

func changesCustomers(story *Story) bool {
	return slices.ContainsFunc(story.Steps, func(step Step) bool {
		return step.Operation.Name == caseapi.UpdateCustomer
	})
}

// unchanged is the result of a story that would change the customer who was given.
func unchanged(story *Story) *report.Result {
	result := (&Player{}).result(story)
	result.NotExercised(report.Obstacle("it changes a customer, and the one who was given is not to be changed",
		"a run without --customer-id"))
	return result
}

func (r *Run) play(ctx context.Context, client *target.Client, story *Story, id string) *Player {
	player := NewPlayer(client, caseapi.New(r.Meta.Structures()))
	player.SetID(id)
	player.Play(ctx, r.adapt(story, client == r.Client))
	return player
}

// adapt puts the given customer in the place of those that a story creates on the server, and the server's own
// fields in the place of those that a built-in story names.
func (r *Run) adapt(story *Story, onServer bool) *Story {
	adapted := *story
	adapted.Steps = slices.Clone(story.Steps)
	for i := range adapted.Steps {
		step := &adapted.Steps[i]
		if onServer && r.CustomerID != "" && step.Operation.Name == caseapi.CreateCustomer {
			*step = Step{Operation: caseapi.MustOperation(caseapi.FindCustomer), As: step.As,
				Path: map[string]string{"id": Literal(r.CustomerID)}, Line: step.Line}
		}
		if object, custom := caseapi.CustomObject(step.Operation.Success().Schema); custom && story.Source.BuiltIn &&
			r.Meta.Unread(object) == "" {
			step.Body = ownFields(step.Body, r.Meta.Structure(object))
		}
	}
	return &adapted
}

// stillThere asks whether the server still answers, where that is in doubt.
func (r *Run) stillThere(ctx context.Context, player *Player) error {
	for _, played := range player.Played {
		if played.Failed() && target.Elsewhere(played.Exchange) {
			if err := r.Client.StillThere(ctx); err != nil {
				return err
			}
			break
		}
	}
	return ctx.Err()
}

// beside puts the answers of the sandbox beside those of which something is wrong.
func (r *Run) beside(ctx context.Context, story *Story, player *Player, result *report.Result) error {
	sandbox, err := r.Sandbox(r.Meta.Structures())
	if err != nil {
		return fmt.Errorf("starting the sandbox: %w", err)
	}
	defer sandbox.Close()
	played := r.play(ctx, sandbox, story, player.id).Played
	for i := range result.Findings {
		finding := &result.Findings[i]
		if finding.Step <= len(played) {
			finding.Sandbox = played[finding.Step-1].Exchange
		}
	}
	return ctx.Err()
}

func (p *Player) failed() bool {
	for _, played := range p.Played {
		if played.Failed() {
			return true
		}
	}
	return false
}

// result is what came of a story. The first step of which there is no verdict is why there is none of the whole,
// unless another is broken.
func (p *Player) result(story *Story) *report.Result {
	result := &report.Result{Scenario: story.Name, Source: story.Source.String(), Description: story.Name,
		Findings: []report.Finding{}, Steps: []*report.Exchange{}}
	if story.Summary != "" {
		result.Description += ": " + story.Summary
	}
	for i, played := range p.Played {
		result.Findings = append(result.Findings, played.Findings...)
		result.Steps = append(result.Steps, played.Exchange)
		why := played.Unsent
		if why == nil {
			why = played.Unjudged
		}
		if why != nil && result.Verdict == "" {
			result.NotExercised(p.remedied(fmt.Errorf("step %d, %s: %w", i+1, played.Step.Operation.Name, why)))
		}
	}
	return result
}

// remedied says what helps where no customer can be created.
func (p *Player) remedied(err error) error {
	for _, played := range p.Played {
		if played.Step.Operation.Name == caseapi.CreateCustomer && played.Told.Status != http.StatusCreated {
			return report.WithRemedy(err, "--customer-id ID of an existing customer")
		}
	}
	return err
}
