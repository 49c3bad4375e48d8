package journal_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver/engine"
	"casemock/mockserver/journal"
)

// update is an entry of an update with that body.
func update(body string) *journal.Entry {
	request := httptest.NewRequest(http.MethodPatch, "/case/1001", strings.NewReader(body))
	request.Header.Set("Authorization", "sandbox-key/ann")
	entry := journal.NewEntry(request, [4][2]string{}, http.Header{},
		journal.Answer{Status: 201, Rule: journal.RuleSandbox})
	entry.Operation = caseapi.UpdateCase
	entry.KeepBody([]byte(body), true)
	return entry
}

func TestCount(t *testing.T) {
	t.Parallel()
	kept := journal.New(10, journal.NewBudget(journal.MaxBytes))
	kept.Add(update(`{"status": "closed"}`))
	kept.Add(update(`{"status": "open"}`))
	kept.Add(update(`{"status": "open", "title": "` + strings.Repeat("x", journal.KeptBody) + `"}`))
	tests := map[string]struct {
		question string
		want     int
		wrong    string // part of the error
	}{
		"all":               {`{"operation": "updateCase"}`, 3, ""},
		"another operation": {`{"operation": "lookupCase"}`, 0, ""},
		"a path":            {`{"path": "/case/1001", "status": 201}`, 3, ""},
		"a parameter":       {`{"operation": "updateCase", "path": {"id": "1002"}}`, 0, ""},
		"a whole key":       {`{"headers": {"Authorization": "sandbox-key/ann"}}`, 3, ""},
		"another key":       {`{"headers": {"Authorization": "sandbox-key/bob"}}`, 0, ""},
		"a body":            {`{"body": {"status": "closed"}, "atLeast": true}`, 1, ""},
		"a body for sure":   {`{"body": {"status": "closed"}}`, 1, "does not have the whole body"},
		"no operation":      {`{"operation": "none"}`, 0, `there is no operation "none"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var asked journal.Question
			if err := json.Unmarshal([]byte(test.question), &asked); err != nil {
				t.Fatal(err)
			}
			count, err := kept.Count(t.Context(), asked)
			if count.Count != test.want {
				t.Errorf("got %d, want %d", count.Count, test.want)
			}
			if (test.wrong == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), test.wrong) {
				t.Errorf("got %v, want %q", err, test.wrong)
			}
		})
	}
}

// TestKeysOfAnotherProcessMakeACountUnsure reads what a replica has kept, whose hashes nobody else can compare.
func TestKeysOfAnotherProcessMakeACountUnsure(t *testing.T) {
	t.Parallel()
	// Behind an ellipsis and a zero stand the hash's mark, which is the process's own, a colon, and the hash.
	mark := regexp.MustCompile("(…\x00)[0-9a-z]")
	text := mark.ReplaceAll(update(`{}`).Marshal(), []byte("${1}-"))
	foreign, err := journal.Unmarshal(engine.Kept{Number: 1, Text: text})
	if err != nil {
		t.Fatal(err)
	}
	kept := journal.New(10, journal.NewBudget(journal.MaxBytes))
	kept.Add(foreign)
	for question, code := range map[string]string{
		`{"headers": {"Authorization": "sandbox-key/ann"}}`: "header_redacted",
		`{"headers": {"Authorization": {"absent": true}}}`:  "",
		`{"operation": "updateCase"}`:                       "",
	} {
		var asked journal.Question
		if err := json.Unmarshal([]byte(question), &asked); err != nil {
			t.Fatal(err)
		}
		_, err := kept.Count(t.Context(), asked)
		unsure := journal.UnsureError{}
		errors.As(err, &unsure)
		if unsure.Code != code {
			t.Errorf("%s: got %v, want %q", question, err, code)
		}
	}
}

func TestDroppedEntriesMakeACountUnsure(t *testing.T) {
	t.Parallel()
	kept := journal.New(1, journal.NewBudget(journal.MaxBytes))
	kept.Add(update(`{}`))
	kept.Add(update(`{}`))
	_, err := kept.Count(t.Context(), journal.Question{})
	if unsure := (journal.UnsureError{}); !errors.As(err, &unsure) || unsure.Code != "requests_dropped" {
		t.Errorf("got %v", err)
	}
}
