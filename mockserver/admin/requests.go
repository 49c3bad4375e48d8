package admin

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/mockserver/journal"
)

// filterParameters are those of both GET requests and DELETE requests.
var filterParameters = []parameter{
	{"operation", func(r *call, text string) error { return readOperation(&r.filter.Operation, text) }},
	{"status", func(r *call, text string) error { return readNumber(&r.filter.Status, text) }},
	{"scenario", func(r *call, text string) error { r.filter.Scenario = text; return nil }},
	{"since", func(r *call, text string) error { return readSince(&r.filter, text) }},
	{"limit", func(r *call, text string) error { return readNumber(&r.filter.Limit, text) }},
}

// readNumber reads a parameter of which zero says something else than nothing.
func readNumber(into **int, text string) error {
	*into = new(int)
	return readWhole(*into, text)
}

func readWhole(into *int, text string) (err error) {
	if *into, err = strconv.Atoi(text); err != nil || *into < 0 {
		return fmt.Errorf("must be a whole number, got %q", text)
	}
	return nil
}

func readOperation(into *caseapi.OperationName, text string) error {
	*into = caseapi.OperationName(text)
	if _, ok := caseapi.FindOperation(*into); !ok {
		return fmt.Errorf("must be one of the API, and there is no operation %q", text)
	}
	return nil
}

// readSince reads the number of an entry or a date-time.
func readSince(into *journal.Filter, value string) error {
	if n, err := strconv.ParseUint(value, 10, 64); err == nil {
		into.SinceN = n
		return nil
	}
	// In a query, + stands for a space, which no date-time has: the + of an offset was not escaped.
	at, err := caseapi.ParseTime(strings.ReplaceAll(value, " ", "+"))
	if err != nil {
		return fmt.Errorf("must be the number of a request or a date-time, got %q", value)
	}
	into.SinceTime = at
	return nil
}

// requestCounts is what GET requests says beside the requests.
type requestCounts struct {
	Total   int      `json:"total"`   // how many are kept and fit the filter
	Dropped uint64   `json:"dropped"` // how many the journal has lost
	Notes   []string `json:"notes,omitempty"`
}

// listRequests lists the requests newest first.
func listRequests(r *call) (int, any, error) {
	var counts requestCounts
	log := r.world.Log()
	if _, err := log.State(r.Context()); err != nil {
		return 0, nil, err
	}
	elements := func(yield func(any) bool) {
		for entry, err := range log.NewestFirst(r.Context()) {
			breakOff(err)
			if !r.filter.Lets(entry) {
				continue
			}
			counts.Total++
			if (r.filter.Limit == nil || counts.Total <= *r.filter.Limit) && !yield(entry) {
				return
			}
		}
	}
	return http.StatusOK, longList{"requests", elements, func() any {
		state, err := log.State(r.Context())
		breakOff(err)
		counts.Dropped, counts.Notes = state.Dropped, state.Notes
		return counts
	}}, nil
}

// breakOff ends an answer that is under way and cannot be written to its end: the client is to see that it is not
// whole.
func breakOff(err error) {
	if err != nil {
		panic(http.ErrAbortHandler)
	}
}

func showRequest(r *call) (int, any, error) {
	entry, err := r.findRequest()
	return http.StatusOK, entry, err
}

// findRequest is the entry of the journal that the path names.
func (r *call) findRequest() (*journal.Entry, error) {
	n, err := strconv.ParseUint(r.parameters["n"], 10, 64)
	if err == nil {
		entry, kept, err := journal.Find(r.Context(), r.world.Log(), n)
		if kept || err != nil {
			return entry, err
		}
	}
	return nil, failure{http.StatusNotFound,
		fmt.Sprintf("the journal does not have a request %s, or no longer", r.parameters["n"])}
}

// clearRequests forgets the requests that GET would list. Without a filter it forgets what was said about
// those that are gone, too.
func clearRequests(r *call) (int, any, error) {
	if r.filter != (journal.Filter{}) {
		return http.StatusNoContent, nil, r.world.Log().Forget(r.Context(), r.filter)
	}
	r.server.Worlds.Forgive(r.world.Name)
	return http.StatusNoContent, nil, r.world.Log().Clear(r.Context())
}

func countRequests(r *call) (int, any, error) {
	var asked journal.Question
	if err := r.read(&asked, "body"); err != nil {
		return 0, nil, err
	}
	count, err := journal.CountIn(r.Context(), r.world.Log(), asked)
	if r.Context().Err() != nil {
		panic(http.ErrAbortHandler) // nobody waits for the number any longer
	}
	if wrong := (journal.QuestionError{}); errors.As(err, &wrong) {
		err = refused("%v", err)
	}
	return http.StatusOK, count, err
}
