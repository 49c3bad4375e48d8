package record_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"casemock/contracts/crm"
	"casemock/contracts/target"
	"casemock/contracts/transport"
	"casemock/mockserver"
	"casemock/scenarios/explore"
	"casemock/scenarios/record"
	"casemock/scenarios/record/har"
	"casemock/scenarios/story"
)

// watched records what a server is asked, whoever asks.
func watched(server http.Handler, recorder *record.Recorder) http.Handler {
	count := 0
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(sent))
		answer := httptest.NewRecorder()
		server.ServeHTTP(answer, r)
		count++
		calls, _, _ := har.Locate([]har.Entry{{Method: r.Method, URL: "http://crm" + r.URL.RequestURI()}}, "http://crm")
		for _, call := range calls {
			recorder.Add(record.Exchange{World: "default", Operation: call.Operation, Path: call.Path, Headers: r.Header,
				Sent: sent, Status: answer.Code, AnswerHeaders: answer.Header(), Answer: answer.Body.Bytes(),
				Began: time.Unix(int64(count), 0)})
		}
		for name, values := range answer.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	})
}

func clientOf(t *testing.T, server http.Handler, key string) *target.Client {
	t.Helper()
	client, err := target.New(target.Options{URL: "http://server", APIKey: key, Patience: -1,
		Transport: transport.InProcess(server)})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// What nobody has thought of holds, too: the built-in stories, and sequences that explore makes up, wrong ones among
// them.
func TestRandomTrafficPlays(t *testing.T) {
	t.Parallel()
	recorder := record.New(record.Options{})
	client := clientOf(t, watched(crm.New(), recorder), crm.Key)
	meta, err := client.Preflight(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	run := &story.Run{Client: client, Meta: meta, Now: time.Now}
	if _, err := run.Play(t.Context(), "built in", story.BuiltIn()); err != nil {
		t.Fatal(err)
	}
	const seed, enough = 7, 120 // of which there is something of each kind
	if _, err := explore.Explore(t.Context(), explore.Options{Server: client, Meta: meta, Budget: enough, Seed: seed,
		Run: 1, Sequences: 8, Steps: 15}); err != nil {
		t.Fatal(err)
	}
	files, summary := recorder.Files()
	if summary.Steps < 200 {
		t.Errorf("got %s, left out %v", summary, summary.Left)
	}
	stories := storiesOf(t, files)
	play(t, stories, crm.New(), crm.Key)
	play(t, stories, sandboxOf(t, files), mockserver.DefaultKey)
}
