package mockserver_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"casemock/mockserver"
)

// Counting is as much work as the matcher and the journal say: it ends when nobody waits for the number.
func TestCountEndsWhenTheClientHasLeft(t *testing.T) {
	t.Parallel()
	server := newServer(t)
	asked := httptest.NewRequest(http.MethodGet, "/case/1001", http.NoBody)
	asked.Header.Set("Authorization", mockserver.DefaultKey)
	server.ServeHTTP(httptest.NewRecorder(), asked)
	gone, leave := context.WithCancel(t.Context())
	leave()
	asked = httptest.NewRequestWithContext(gone, http.MethodPost, mockserver.AdminPath+"requests/count",
		strings.NewReader(`{}`))
	asked.Host = "localhost"
	defer func() {
		if cause, _ := recover().(error); !errors.Is(cause, http.ErrAbortHandler) {
			t.Errorf("ended with %v, want the connection to be broken off", cause)
		}
	}()
	server.ServeHTTP(httptest.NewRecorder(), asked)
}
