package mockserver

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
)

// TestWorkEndsWhenTheClientHasLeft in each operation whose work grows with what there is.
func TestWorkEndsWhenTheClientHasLeft(t *testing.T) {
	t.Parallel()
	structures := caseapi.ObjectStructures{Customer: caseapi.ObjectStructure{Name: caseapi.CustomerObject,
		Fields: []caseapi.Field{{Name: "notes", Label: "Notes", Type: caseapi.TextArea, Searchable: true},
			{Name: "email", Label: "Email", Type: caseapi.Text, Searchable: true}}},
		Case: caseapi.ObjectStructure{Name: caseapi.CaseObject}}
	for name, request := range map[string]struct{ path, body string }{
		"a search through everybody": {"/customers", `{"notes": "nobody has such"}`},
		"a search for somebody":      {"/customers", `{"email": "ada@example.com"}`},
		"a match by phone":           {"/customer/bestmatch", `{"phoneNumbers": ["+49 30 1234567"]}`},
		"a match by case":            {"/customer/bestmatch", `{"caseNumbers": ["1"]}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var told Entry
			server, err := New(WithCases(40_000_000), WithObserver(func(entry Entry) { told = entry }),
				WithStructures(structures))
			if err != nil {
				t.Fatal(err)
			}
			gone, leave := context.WithCancel(t.Context())
			leave()
			asked := httptest.NewRequestWithContext(gone, http.MethodPost, request.path, strings.NewReader(request.body))
			asked.Header.Set("Authorization", DefaultKey)
			asked.Header.Set("Content-Type", "application/json")
			defer func() {
				if cause, _ := recover().(error); !errors.Is(cause, http.ErrAbortHandler) {
					t.Errorf("ended with %v, want the connection to be broken off", cause)
				}
				if told.Operation == "" || told.Answer.Status != 0 {
					t.Errorf("the journal tells of %+v", told)
				}
			}()
			server.ServeHTTP(httptest.NewRecorder(), asked)
		})
	}
}
