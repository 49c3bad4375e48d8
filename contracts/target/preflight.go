package target

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/contracts/transport"
)

// Preflight is the first contact: a few harmless requests with the key. What makes every further request
// pointless is said once, as a [*ContactError]. Otherwise it gives what the server's meta objects say.
func (c *Client) Preflight(ctx context.Context) (*Meta, error) {
	probes, err := c.probeAll(ctx)
	if err == nil {
		err = c.refusal(probes)
	}
	if err != nil {
		return nil, c.redactor.contact(err)
	}
	return learn(probes), nil
}

// preflightPaths are the meta objects, in the order of [caseapi.ObjectTypes], and a case that
// cannot exist: a server that guards only what is there shows its login page nowhere else.
func preflightPaths() []string {
	var paths []string
	for _, object := range caseapi.ObjectTypes() {
		paths = append(paths, MetaPath(object))
	}
	return append(paths, "/case/"+rand.Text())
}

// MetaPath is where a server says which custom fields an object has.
func MetaPath(object caseapi.ObjectType) string { return "/meta/object/" + string(object) }

// probe is one request of the first contact.
type probe struct {
	path string
	got  *transport.Answer
	err  error // why there is no answer; nil with one
}

// probeAll asks for each path, patiently where it was not the server that answered: it may only just be
// starting. Where that was in vain, the others will hardly be better.
func (c *Client) probeAll(ctx context.Context) ([]*probe, error) {
	var probes []*probe
	patience := c.Patience
	for _, path := range preflightPaths() {
		made := &probe{path: path}
		var err error
		patience.Until(ctx, func() bool {
			err = c.ask(ctx, made)
			return err != nil || !made.mayPass()
		})
		if err != nil {
			return nil, err
		}
		if made.mayPass() {
			patience = NewPatience(-1)
		}
		probes = append(probes, made)
	}
	return probes, nil
}

// ask sends the request. The error says that no request will get through; one that gets no answer
// is no more than that: what is wrong with a path need not be wrong with the server.
func (c *Client) ask(ctx context.Context, made *probe) error {
	made.got, _, made.err = c.Do(ctx, c.Read(made.path))
	switch {
	case errors.Is(made.err, ErrBudget):
		return made.err
	case made.err != nil && (ctx.Err() != nil || neverConnects(made.err)):
		return c.connectionError(made.err)
	case made.err == nil && speaksTLS(made.got):
		return c.wrongScheme("http", "https", nil)
	}
	return nil
}

// mayPass reports whether the answer, or that there is none, need not be the server's last word.
func (p *probe) mayPass() bool {
	if p.got == nil {
		return !transport.IsLate(p.err) && report.Unjudged(p.err) == nil
	}
	return p.isGateway() || p.got.Status >= http.StatusInternalServerError
}
