package mockserver

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

func TestPanicIsA500WithAnIDInTheLog(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	server, err := New(WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	if err != nil {
		t.Fatal(err)
	}
	broken := server.recovering(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		panic("a mistake of ours")
	}))
	recorder := httptest.NewRecorder()
	broken.ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, "/case/1001", nil))
	if recorder.Code != http.StatusInternalServerError {
		t.Errorf("got status %d, want 500", recorder.Code)
	}
	_, after, _ := strings.Cut(recorder.Body.String(), "its log for ")
	id := strings.TrimSuffix(strings.TrimSpace(after), ".")
	if len(id) != 16 || !strings.Contains(log.String(), id) || strings.Contains(recorder.Body.String(), "mistake") {
		t.Errorf("body %q, log %q", recorder.Body, log.String())
	}
}

func TestPanicWhileDecidingIsAnAnswerInTheJournal(t *testing.T) {
	t.Parallel()
	server, err := New()
	if err != nil {
		t.Fatal(err)
	}
	server.worlds.Enter(DefaultWorld).Store = nil // what no request can do
	recorder := httptest.NewRecorder()
	request := httptest.NewRequest(http.MethodGet, "/case/1001", nil)
	request.Header.Set("Authorization", DefaultKey)
	server.ServeHTTP(recorder, request)
	if recorder.Code != 500 || recorder.Header().Get(AnswerHeader) != string(RuleInternalError) {
		t.Errorf("got %d %s", recorder.Code, recorder.Header().Get(AnswerHeader))
	}
	entries := slices.Collect(server.worlds.Enter(DefaultWorld).Journal.NewestFirst)
	if len(entries) != 1 || entries[0].Answer.Rule != RuleInternalError {
		t.Errorf("the journal has %+v", entries)
	}
}
