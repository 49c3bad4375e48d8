package mockserver

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"casemock/contracts/caseapi"
)

// requestFilter is what GET requests can be narrowed by. Zero values let everything through.
type requestFilter struct {
	operation caseapi.OperationName
	status    int
	scenario  string
	sinceN    uint64    // excluded itself
	sinceTime time.Time // excluded itself
	limit     int       // 0: all
}

// parseFilter reads the query of GET requests; the error names the parameter.
func parseFilter(query map[string][]string) (requestFilter, error) {
	var filter requestFilter
	for name, values := range query {
		if err := filter.set(name, values[0]); err != nil {
			return filter, adminError{http.StatusBadRequest, fmt.Sprintf("%s: %v", name, err)}
		}
	}
	return filter, nil
}

func (f *requestFilter) set(name, value string) (err error) {
	switch name {
	case "operation":
		f.operation = caseapi.OperationName(value)
		if _, ok := caseapi.FindOperation(f.operation); !ok {
			return fmt.Errorf("there is no operation %q", value)
		}
	case "status":
		f.status, err = strconv.Atoi(value)
	case "scenario":
		f.scenario = value
	case "limit":
		f.limit, err = strconv.Atoi(value)
	case "since":
		return f.setSince(value)
	case "world":
	default:
		return fmt.Errorf("is no filter; operation, status, scenario, since, limit and world are")
	}
	if err != nil || f.limit < 0 {
		return fmt.Errorf("must be a whole number, got %q", value)
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

func (f requestFilter) lets(entry Entry) bool {
	return (f.operation == "" || entry.Operation == f.operation) &&
		(f.status == 0 || entry.Answer.Status == f.status) &&
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
	filter, err := parseFilter(r.URL.Query())
	if err != nil {
		return 0, nil, err
	}
	var counts requestCounts
	elements := func(yield func(any) bool) {
		for entry := range r.world.journal.newestFirst {
			if !filter.lets(entry) {
				continue
			}
			counts.Total++
			if (filter.limit == 0 || counts.Total <= filter.limit) && !yield(entry) {
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
	n, err := strconv.ParseUint(r.parameters["n"], 10, 64)
	if err == nil && n > 0 {
		if entry, kept := r.world.journal.after(n - 1); kept && entry.N == n {
			return http.StatusOK, entry, nil
		}
	}
	return 0, nil, adminError{http.StatusNotFound,
		fmt.Sprintf("the journal does not have a request %s, or no longer", r.parameters["n"])}
}

func clearRequests(r *adminRequest) (int, any, error) {
	r.world.journal.clear()
	return http.StatusNoContent, nil, nil
}
