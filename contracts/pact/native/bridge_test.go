package native

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"casemock/contracts/transport"
)

// TestWhatPactCannotBeHandedIsNoAnswer breaks the connection off without a word on standard error.
func TestWhatPactCannotBeHandedIsNoAnswer(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func(*http.Request) (*transport.Answer, error){
		"no answer":     func(*http.Request) (*transport.Answer, error) { return nil, errors.New("reset") },
		"a status of 0": says(0, ""),
		"a status of 9": says(9, ""),
	} {
		run := newScripted()
		run.answers["/plain"] = answer
		bridge, err := openBridge(contractOf(t, plainInteraction), run)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(bridge.close)
		if got := panicOf(bridge); got != http.ErrAbortHandler { //nolint:errorlint // it is compared so by net/http
			t.Errorf("%s: got %v", name, got)
		}
	}
}

// panicOf is that of a request of the first interaction.
func panicOf(bridge *bridge) (value any) {
	defer func() { value = recover() }()
	request := httptest.NewRequest(http.MethodGet, "/plain", nil)
	request.Header.Set(markHeader, bridge.secret+" 0000")
	bridge.ServeHTTP(httptest.NewRecorder(), request)
	return nil
}

func TestTheBridgeRefusesStrangers(t *testing.T) {
	t.Parallel()
	bridge, err := openBridge(contractOf(t, plainInteraction), newScripted())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(bridge.close)
	for _, mark := range []string{"", " 0000", "secret 0000", "0000", bridge.secret} {
		request := httptest.NewRequest(http.MethodPost, "/", nil)
		request.Header.Set(markHeader, mark)
		request.SetBasicAuth("casepact", "secret")
		recorder := httptest.NewRecorder()
		bridge.ServeHTTP(recorder, request)
		if recorder.Code != http.StatusForbidden {
			t.Errorf("%q: got %d, want 403", mark, recorder.Code)
		}
	}
}
