package mockserver

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"casemock/contracts/caseapi"
)

// requestFilter is what the requests that are meant can be narrowed by. Its zero value means all.
type requestFilter struct {
	operation caseapi.OperationName
	status    *int // 0 is what a fault left without an answer
	scenario  string
	sinceN    uint64    // excluded itself
	sinceTime time.Time // excluded itself
	limit     *int      // the newest so many
}

// filterParameters are those of both GET requests and DELETE requests.
var filterParameters = []adminParameter{
	{"operation", func(r *adminRequest, text string) error { return r.filter.setOperation(text) }},
	{"status", func(r *adminRequest, text string) error { return readNumber(&r.filter.status, text) }},
	{"scenario", func(r *adminRequest, text string) error { r.filter.scenario = text; return nil }},
	{"since", func(r *adminRequest, text string) error { return r.filter.setSince(text) }},
	{"limit", func(r *adminRequest, text string) error { return readNumber(&r.filter.limit, text) }},
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

func (f *requestFilter) setOperation(text string) error {
	f.operation = caseapi.OperationName(text)
	if _, ok := caseapi.FindOperation(f.operation); !ok {
		return fmt.Errorf("must be one of the API, and there is no operation %q", text)
	}
	return nil
}

// setSince reads the number of an entry or a date-time.
func (f *requestFilter) setSince(value string) error {
	if n, err := strconv.ParseUint(value, 10, 64); err == nil {
		f.sinceN = n
		return nil
	}
	// In a query, + stands for a space, which no date-time has: the + of an offset was not escaped.
	at, err := caseapi.ParseTime(strings.ReplaceAll(value, " ", "+"))
	if err != nil {
		return fmt.Errorf("must be the number of a request or a date-time, got %q", value)
	}
	f.sinceTime = at
	return nil
}

func (f requestFilter) lets(entry *Entry) bool {
	return (f.operation == "" || entry.Operation == f.operation) &&
		(f.status == nil || entry.Answer.Status == *f.status) &&
		(f.scenario == "" || entry.Answer.Scenario == f.scenario) &&
		entry.N > f.sinceN && entry.shownTime().After(f.sinceTime)
}

// requestCounts is what GET requests says beside the requests.
type requestCounts struct {
	Total   int      `json:"total"`   // how many are kept and fit the filter
	Dropped uint64   `json:"dropped"` // how many the journal has lost
	Notes   []string `json:"notes,omitempty"`
}

// listRequests lists the requests newest first.
func listRequests(r *adminRequest) (int, any, error) {
	var counts requestCounts
	elements := func(yield func(any) bool) {
		for entry := range r.world.journal.newestFirst {
			if !r.filter.lets(&entry) {
				continue
			}
			counts.Total++
			if (r.filter.limit == nil || counts.Total <= *r.filter.limit) && !yield(entry) {
				return
			}
		}
	}
	return http.StatusOK, longList{"requests", elements, func() any {
		_, counts.Dropped = r.world.journal.counts()
		counts.Notes = r.world.journal.remarks()
		return counts
	}}, nil
}

func showRequest(r *adminRequest) (int, any, error) {
	entry, err := r.findRequest()
	return http.StatusOK, entry, err
}

// findRequest is the entry of the journal that the path names.
func (r *adminRequest) findRequest() (Entry, error) {
	n, err := strconv.ParseUint(r.parameters["n"], 10, 64)
	if err == nil && n > 0 {
		if entry, kept := r.world.journal.after(n - 1); kept && entry.N == n {
			return entry, nil
		}
	}
	return Entry{}, adminError{http.StatusNotFound,
		fmt.Sprintf("the journal does not have a request %s, or no longer", r.parameters["n"])}
}

// clearRequests forgets the requests that GET would list. Without a filter it forgets what was said about
// those that are gone, too.
func clearRequests(r *adminRequest) (int, any, error) {
	if r.filter == (requestFilter{}) {
		r.world.journal.clear()
		r.server.worlds.forgive(r.world.name)
	} else {
		r.world.journal.forget(r.filter)
	}
	return http.StatusNoContent, nil, nil
}
