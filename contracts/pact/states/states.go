package states

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	"casemock/contracts/report"
)

// Source is one of the ways in which provider states are brought about.
type Source interface {
	// SetUp gives the values that the request is to use. An error that is [ErrUnknown] passes the state
	// on to the next source; any other leaves the expectation not exercised.
	SetUp(ctx context.Context, state string, params map[string]any) (map[string]any, error)
	// TearDown is given the values with the parameters.
	TearDown(ctx context.Context, state string, params map[string]any) error
}

// ErrUnknown says that a source does not know a state, so that the next one is asked.
var ErrUnknown = errors.New("does not know the state")

// Remedy is what helps where a state cannot be brought about.
const Remedy = "--states FILE or --state-url URL that brings the state about"

// Options are what a server's owner gave, and what their ways need of the run.
type Options struct {
	File string // a path, see [File]; empty: none
	URL  string // the server's own provider-state change URL; empty: none

	Base    string        // of the server under test, without a slash at its end
	HTTP    *http.Client  // by which steps and the URL are asked
	Timeout time.Duration // of one setup or teardown of a file
}

// Owner is the ways that a server's owner gave, in the order in which they are asked: the states file,
// then the server's own state-change URL.
type Owner struct {
	sources   []Source
	file      *File // the first of them; nil without one
	processes processes
}

// New reads the file and checks the URL. The error is [strictyaml.Problems] for a file, and names the flag
// for a URL.
func New(options Options) (*Owner, error) {
	owner := &Owner{}
	if options.File != "" {
		file, err := ReadFile(options.File)
		if err != nil {
			return nil, err
		}
		owner.file = file
		owner.sources = append(owner.sources, fileSource{file, tools{options, &owner.processes}})
	}
	if options.URL != "" {
		source, err := newURLSource(options.URL, options.HTTP)
		if err != nil {
			return nil, err
		}
		owner.sources = append(owner.sources, source)
	}
	return owner, nil
}

// Given reports whether there is any.
func (o *Owner) Given() bool { return len(o.sources) > 0 }

// File is the states file; nil without one.
func (o *Owner) File() *File { return o.file }

// Prepare makes ready to bring the states of one expectation about. The last source is asked for what the
// owner's do not know.
func (o *Owner) Prepare(last Source) *Preparation {
	return &Preparation{owner: o, last: last, returned: map[string]bool{}}
}

// Preparation is the states of one expectation.
type Preparation struct {
	owner *Owner
	last  Source
	done  []prepared // in order
	owned bool
	// returned are the names of the values that setups gave; the others are the contract's own examples.
	returned map[string]bool
}

// prepared is a state that was brought about, to be torn down by the same source.
type prepared struct {
	source Source
	state  string
	params map[string]any // with the values
}

// halfDoneError is that of a setup which has done something, or may have: it is to be torn down.
type halfDoneError struct{ error }

func (e halfDoneError) Unwrap() error { return e.error }

// Owned reports whether one of the states, at least, was brought about by the server's owner.
func (p *Preparation) Owned() bool { return p.owned }

// NotReturned are those of some values that no setup of the server's owner gave, so that the contract's examples
// stand in their place, each once. There are none where no state is the owner's.
func (p *Preparation) NotReturned(names []string) []string {
	var missing []string
	for _, name := range names {
		if p.owned && !p.returned[name] && !slices.Contains(missing, name) {
			missing = append(missing, name)
		}
	}
	return missing
}

// SetUp brings a state about. What the setup does not say is taken from the state's parameters.
func (p *Preparation) SetUp(
	ctx context.Context, state string, params map[string]any,
) (map[string]any, error) {
	var refusals []error
	owners := len(p.owner.sources)
	for i, source := range append(p.owner.sources[:owners:owners], p.last) {
		values, err := source.SetUp(ctx, state, params)
		if errors.Is(err, ErrUnknown) {
			refusals = append(refusals, err)
			continue
		}
		all := map[string]any{}
		maps.Copy(all, params)
		maps.Copy(all, values)
		if err == nil || errors.As(err, &halfDoneError{}) {
			p.done = append(p.done, prepared{source, state, all})
		}
		if err != nil {
			return nil, err
		}
		p.owned = p.owned || i < owners
		for name := range values {
			p.returned[name] = true
		}
		return all, nil
	}
	return nil, unknownState(state, refusals)
}

// unknownState tells what each source said, the last of which is the API itself.
func unknownState(state string, refusals []error) error {
	reason := "the state “" + state + "” cannot be brought about through the API"
	for _, refusal := range refusals[:len(refusals)-1] {
		if text := refusal.Error(); text != ErrUnknown.Error() {
			reason += "; " + text
		}
	}
	return report.Obstacle(reason, Remedy)
}

// TearDown undoes the states that were brought about, the last one first, once, and ends what commands
// have left running. What goes wrong touches the expectation itself not.
func (p *Preparation) TearDown(ctx context.Context) (problems []error) {
	for len(p.done) > 0 {
		last := len(p.done) - 1
		done := p.done[last]
		p.done = p.done[:last] // before it is tried: once is enough, however it ends
		if err := done.source.TearDown(ctx, done.state, done.params); err != nil {
			problems = append(problems, fmt.Errorf("tearing down the state “%s”: %w", done.state, err))
		}
	}
	p.owner.processes.end()
	return problems
}
