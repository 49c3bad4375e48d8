package explore

import (
	"context"
	"errors"
	"fmt"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/contracts/target"
	"casemock/contracts/transport"
	"casemock/scenarios/story"
)

// Options say what is explored, and how far.
type Options struct {
	Server *target.Client // its budget bounds the requests, shrinking included
	Meta   *target.Meta   // what the first contact has learned
	Budget int            // that of Server; 0: any number
	// Sandbox makes a server that keeps the documents, to show its answers beside those of the server;
	// nil: none are shown.
	Sandbox func() (*target.Client, error)

	Seed uint64
	// Run tells the words of this run from those of another one with the same seed, so that a server that keeps its
	// data does not take them for duplicates: up to seven digits. 0: the seed does, and the same run gives the same
	// words.
	Run        uint64
	Sequences  int
	Steps      int    // calls of a sequence; those about long lists have more
	CustomerID string // an existing customer for new cases, who is not changed; empty: customers are created
	// Tried reports whether an operation is tried; nil: each is. Others are called only where a case or a
	// customer is needed.
	Tried func(caseapi.OperationName) bool
	// Progress is told after each request how far it is; nil: nobody is.
	Progress func(Progress)
}

// Progress is how far an exploration is.
type Progress struct {
	Sequence, Sequences int // the number of the present one, from 1, and of all
	Requests, Budget    int
	Findings            int
	Shrinking           bool // a finding is being made smaller
}

// Outcome is what came of an exploration.
type Outcome struct {
	Findings  []*Finding
	Sequences int // that were played, the last one perhaps in part
	Requests  int
	// Customers and Cases were left behind on the server: the API deletes nothing.
	Customers, Cases int
	// Met counts the answers by operation and status.
	Met map[caseapi.Pair]int
	// Ended says why it ended before its last sequence; empty where it did not.
	Ended string
}

// Finding is something that the documents forbid, with the story that shows it.
type Finding struct {
	report.Finding // Step is one of the story
	// Story has the fewest steps that were found to show it, and the simplest values.
	Story *story.Story
	Steps []*report.Exchange // what was sent at last, with the answers
	// Flaky says that it did not show when the same was sent again.
	Flaky bool
	// Also are rules that are broken by the same.
	Also []string

	// Source says where it was met, as in "sequence 5 of seed 1"; whoever saves the story may say where.
	Source string

	FoundAfter int // requests
	Before     int // steps, before they were made fewer
	Requests   int // that all this took

	run string // what the words of the steps had in them
}

// Explore plays sequences until their number or the budget is reached, or the context ends: what was
// found until then is in the outcome, beside an error as well. An error says that the server cannot
// be explored, or not any further.
func Explore(ctx context.Context, options Options) (*Outcome, error) {
	if options.Tried == nil {
		options.Tried = func(caseapi.OperationName) bool { return true }
	}
	if options.Progress == nil {
		options.Progress = func(Progress) {}
	}
	e := &explorer{
		options: options,
		api:     caseapi.New(options.Meta.Structures()),
		outcome: &Outcome{Met: map[caseapi.Pair]int{}},
		known:   map[string]bool{}, unanswered: map[caseapi.OperationName]int{},
		refused: map[caseapi.OperationName]*report.Exchange{},
	}
	err := e.explore(ctx)
	e.outcome.Requests = options.Server.Sent()
	switch {
	case ctx.Err() != nil:
		e.outcome.Ended, err = "it was interrupted", nil
	case errors.Is(err, target.ErrBudget):
		e.outcome.Ended, err = fmt.Sprintf("the budget of %d requests is spent", options.Budget), nil
	}
	return e.outcome, err
}

type explorer struct {
	options Options
	api     *caseapi.API
	outcome *Outcome
	plays   int
	known   map[string]bool // the keys of what was found
	// shrinking says that a finding is being made smaller.
	shrinking bool
	// refused is the first refusal of each operation.
	refused map[caseapi.OperationName]*report.Exchange
	// unanswered counts the requests without an answer, by operation.
	unanswered map[caseapi.OperationName]int
}

// mostUnanswered is how often an operation may give no answer until it is not tried any more: each time
// may take the whole time limit.
const mostUnanswered = 3

func (e *explorer) settings() Settings {
	return Settings{
		Structures: e.api.Structures(), Seed: e.options.Seed, Steps: e.options.Steps,
		CustomerID: e.options.CustomerID, Tried: func(name caseapi.OperationName) bool {
			return e.options.Tried(name) && e.unanswered[name] < mostUnanswered
		},
	}
}

func (e *explorer) explore(ctx context.Context) error {
	generator := NewGenerator(e.settings())
	for e.outcome.Sequences < e.options.Sequences {
		e.outcome.Sequences++
		e.tell()
		if err := e.sequence(ctx, generator.Next()); err != nil {
			return err
		}
		if err := e.fruitless(); err != nil {
			return err
		}
	}
	return nil
}

// fruitless says that nothing can be created, after a few sequences in which everything was refused.
func (e *explorer) fruitless() error {
	const few = 3
	if e.outcome.Sequences != few || e.outcome.Cases > 0 {
		return nil
	}
	switch {
	case e.outcome.Customers == 0 && e.options.CustomerID == "":
		return fmt.Errorf("the server creates no customer%s: give --customer-id of one that exists",
			e.refusal(caseapi.CreateCustomer))
	case e.options.Tried(caseapi.CreateCase) || e.options.Tried(caseapi.UpdateCase):
		return fmt.Errorf("the server creates no case%s: there is nothing to explore", e.refusal(caseapi.CreateCase))
	}
	return nil
}

// refusal quotes the first refusal of an operation.
func (e *explorer) refusal(of caseapi.OperationName) string {
	refused := e.refused[of]
	switch {
	case refused == nil:
		return ""
	case refused.Status == 0:
		return " (there is no answer: " + refused.Problem + ")"
	}
	return fmt.Sprintf(" (%d%s)", refused.Status, transport.Excerpt([]byte(refused.ResponseBody)))
}

func (e *explorer) tell() {
	e.options.Progress(Progress{
		Sequence: e.outcome.Sequences, Sequences: e.options.Sequences,
		Requests: e.options.Server.Sent(), Budget: e.options.Budget,
		Findings: len(e.outcome.Findings), Shrinking: e.shrinking,
	})
}

// sequence plays a sequence and looks into the first thing that is new in it: what comes after may
// follow from it.
func (e *explorer) sequence(ctx context.Context, sequence *story.Story) error {
	played, err := e.play(ctx, sequence.Steps)
	for i, step := range played {
		for _, finding := range failures(step) {
			if e.known[key(finding)] {
				continue
			}
			if gone := e.gone(ctx, step); gone != nil {
				return gone
			}
			e.known[key(finding)] = true
			return errors.Join(e.investigate(ctx, played[:i+1], sequence.Steps[:i+1], finding), err)
		}
	}
	return err
}

// key is the same for findings that are told once.
func key(finding report.Finding) string { return finding.RuleID + " " + string(finding.Kind) }

// gone says that there is no server any more, where that is why a request has no answer of its own, or
// that it has locked us out, where that is why a key is refused.
func (e *explorer) gone(ctx context.Context, played *story.Played) error {
	server := e.options.Server
	if lockedOut := server.LockedOut(); lockedOut != "" {
		var contact *target.ContactError
		if _, err := server.Preflight(ctx); errors.As(err, &contact) && contact.Kind == target.KeyRefused {
			return errors.New(lockedOut)
		}
	}
	if target.Elsewhere(played.Exchange) {
		return server.StillThere(ctx)
	}
	return nil
}
