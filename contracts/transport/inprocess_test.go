package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestInProcessAnswersAsANetworkWould(t *testing.T) {
	t.Parallel()
	client := &http.Client{CheckRedirect: NoRedirect, Transport: InProcess(http.HandlerFunc(
		func(w http.ResponseWriter, r *http.Request) {
			text, _ := io.ReadAll(r.Body)
			switch r.URL.Path {
			case "/nothing":
			case "/abort":
				panic(http.ErrAbortHandler)
			default:
				w.Header().Set("X-Asked", r.Method+" "+r.RequestURI+" "+r.Host)
				w.WriteHeader(http.StatusCreated)
				w.WriteHeader(http.StatusTeapot)
				w.Header().Set("X-Late", "1")
				_, _ = w.Write(text)
			}
		}))}
	request, err := http.NewRequest(http.MethodPost, "http://crm:1/a%2Fb?c", strings.NewReader("body"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Ask(client, request)
	if err != nil || got.Status != http.StatusCreated || string(got.Body) != "body" ||
		got.Headers.Get("X-Asked") != "POST /a%2Fb?c crm:1" || got.Headers.Get("X-Late") != "" {
		t.Errorf("got %v %v, %v", got, got.Headers, err)
	}
	for path, status := range map[string]int{"/nothing": http.StatusOK, "/abort": 0} {
		response, err := client.Get("http://crm" + path)
		if status == 0 != (err != nil) {
			t.Errorf("%s: %v", path, err)
		}
		if err == nil {
			_ = response.Body.Close()
			if response.StatusCode != status {
				t.Errorf("%s: got %d", path, response.StatusCode)
			}
		}
	}
}

func TestInProcessEndsWithTheRun(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	served := 0
	client := &http.Client{Transport: InProcess(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		served++
		cancel()
	}))}
	for range 2 {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://crm", nil)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Ask(client, request); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, %v", got, err)
		}
	}
	if served != 1 {
		t.Errorf("served %d requests", served)
	}
}
