package story

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
	"casemock/contracts/report"
	"casemock/contracts/target"
)

// Player plays steps on one server, one after the other, and holds each answer against the documents, against
// the answers before it, and against what the step expects.
type Player struct {
	// Played are the steps so far.
	Played []*Played

	id      string // what ${run.id} stands for
	client  *target.Client
	api     *caseapi.API
	model   *consistency.Model
	answers answers
	named   map[string]int  // the number of the step that an answer is of, by its name
	settled map[string]bool // the paths of which a GET was answered rightly since the last write

	demanded demands
}

// Played is a step with what came of it.
type Played struct {
	Step Step
	// Unsent says why the step was not sent; nil when it was.
	Unsent error
	// Exchange is the request and its answer as a report may show them; nil when nothing was sent.
	Exchange *report.Exchange
	// Told is the same as a model is told it, the answer decoded; the status is 0 where there was none.
	Told consistency.Exchange
	// Findings are what is wrong with the answer, and what is worth a warning.
	Findings []report.Finding
	// Hasty says that nothing was waited for, since patience was spent before: what is wrong may only be late.
	Hasty bool
	// Unjudged says why there is no verdict about the answer, such as a budget that was spent; nil when there
	// is one.
	Unjudged error
}

// Failed reports whether something is wrong with the answer.
func (p *Played) Failed() bool {
	return slices.ContainsFunc(p.Findings, func(f report.Finding) bool { return f.Severity == report.Failure })
}

// NewPlayer begins with a server of which nothing is known but what its meta objects say: the API carries the
// custom fields.
func NewPlayer(client *target.Client, api *caseapi.API) *Player {
	player := &Player{client: client, api: api, model: consistency.NewModel(api),
		answers: answers{}, named: map[string]int{}, settled: map[string]bool{}, demanded: demands{}}
	player.SetID(nextID())
	return player
}

// SetID sets what ${run.id} stands for: digits that no other playing has, unless it is set.
func (p *Player) SetID(id string) {
	p.id = id
	p.answers[runName] = map[string]any{"id": id}
}

// runName is reserved: it is no step's.
const runName = "run"

func nextID() string {
	number, err := rand.Int(rand.Reader, big.NewInt(1_000_000_000_000))
	must(err)
	return fmt.Sprintf("%012d", number)
}

// Invented says that no server has an object with this id: the steps make it up.
func (p *Player) Invented(object caseapi.ObjectType, id string) { p.model.Invented(object, id) }

// Play plays all steps of a story, also those after one that failed. It ends early with the context.
func (p *Player) Play(ctx context.Context, story *Story) {
	for _, step := range story.Steps {
		if ctx.Err() != nil {
			return
		}
		p.Step(ctx, step)
	}
}

// Step plays one step: it sends it, judges the answer, and learns from it what holds from now on. As long as the
// client is patient, a request is sent again that changed nothing and may be answered otherwise a little
// later, once everything that was written is known everywhere: a lookup, a list or a search of which
// something is wrong, unless it was right since the last write, and a refusal that is wrong, or of something
// that later steps speak of.
func (p *Player) Step(ctx context.Context, step Step) *Played {
	played := &Played{Step: step, Hasty: p.client.Patience.Spent()}
	p.Played = append(p.Played, played)
	call, err := p.call(&step, played)
	if err != nil {
		played.Unsent = err
		return played
	}
	p.client.Patience.Until(ctx, func() bool {
		if played.refused() && !isRead(step.Operation) {
			played.Told.Repeated = true // it may have been applied all the same
		}
		p.ask(ctx, call, played)
		if p.demandsMore(played) {
			call, _ = p.call(&step, played) // as before, completed
			p.ask(ctx, call, played)
			p.warnOfDemands(played)
		}
		return played.Unjudged != nil || !played.mayPass() || isRead(step.Operation) && p.settled[call.Path]
	})
	if ctx.Err() != nil && played.mayPass() {
		played.Findings, played.Unjudged = nil, ctx.Err() // it might have been right in the end
	}
	p.settle(call.Path, played)
	p.model.Learn(played.Told)
	if step.As != "" {
		p.answers[step.As], p.named[step.As] = played.Told.Answer, len(p.Played)
	}
	return played
}

// settle remembers which reads were right since the last write: what a server has shown once, it is not late
// with.
func (p *Player) settle(path string, played *Played) {
	switch {
	case !isRead(played.Step.Operation):
		clear(p.settled)
	case played.Step.Operation.HasBody(): // a search asks something else each time
	case played.Told.Status == http.StatusOK && !played.Failed():
		p.settled[path] = true
	}
}

// mayPass reports whether the same request may be answered otherwise a little later, and can be sent again.
func (p *Played) mayPass() bool {
	wanted := p.Step.As != "" && p.Step.Expect == nil
	return p.Failed() && isRead(p.Step.Operation) || p.refused() && (p.Failed() || wanted)
}

// refused reports whether the answer is a refusal as of something that is not known yet: nothing was changed.
func (p *Played) refused() bool {
	switch p.Told.Status {
	case http.StatusBadRequest, http.StatusNotFound, http.StatusUnprocessableEntity:
		return true
	}
	return false
}

// isRead reports whether an operation changes nothing.
func isRead(operation *caseapi.Operation) bool {
	switch operation.Name {
	case caseapi.SearchCustomers, caseapi.BestmatchCustomers:
		return true
	}
	return operation.Method == http.MethodGet
}

// ask sends a request and judges what comes.
func (p *Player) ask(ctx context.Context, call target.Call, played *Played) {
	answer, exchange, err := p.client.Do(ctx, call)
	played.Exchange, played.Findings, played.Unjudged = exchange, nil, nil
	played.Told.Status, played.Told.Answer = 0, nil
	if err != nil {
		p.unanswered(ctx, err, played)
		return
	}
	played.Told.Status = answer.Status
	if body, violations := caseapi.Decode(answer.Body); violations == nil {
		played.Told.Answer = body
	}
	played.Told.Repeated = played.Told.Repeated || answer.Repeated
	p.judge(answer, played)
}

// unanswered tells what is no fault of the server from what is.
func (p *Player) unanswered(ctx context.Context, err error, played *Played) {
	switch {
	case ctx.Err() != nil:
		played.Unjudged = ctx.Err()
	case errors.Is(err, target.ErrBudget):
		played.Unjudged = target.ErrBudget
	case report.Unjudged(err) != nil:
		played.Unjudged = report.Unjudged(err)
	default:
		p.add(played, report.ConnectionPart, report.Finding{Kind: caseapi.StatusRule,
			Message: "there is no answer: " + p.client.Shown(err.Error())})
	}
}
