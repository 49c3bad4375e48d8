package broker

import (
	"net/http"
	"strings"
	"testing"
)

func TestARefusalIsShownWhole(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("the interaction has another body; ", 100) + "end"
	for body, want := range map[string]string{
		`{"notices": [{"type": "error", "text": "It is there already."}, {"type": "info", "text": "Diff"}],
		  "errors": {"contracts": ["It is there already."]}}`: ":\n  It is there already.\n  Diff",
		`{"errors": ["one", "two"]}`:                       ":\n  one\n  two",
		`{"errors": {"b": ["x"], "a": {"c": ["y", "z"]}}}`: ":\n  a: c: y\n  a: c: z\n  b: x",
		`{"title": "Validation errors", "status": 400, "type": "http://broker/problems/validation-error",
		  "errors": [{"title": "Invalid body parameter", "detail": "is missing", "pointer": "/tags/0"}]}`: ":\n" +
			"  Invalid body parameter: is missing (/tags/0)\n  Validation errors",
		`{"title": "Server error", "detail": "out of memory"}`:          ": Server error: out of memory",
		`{"error": "not found"}`:                                        ": not found",
		`{"error": {"code": "forbidden", "message": "ask your admin"}}`: ": ask your admin",
		`{"message": "Unauthorized"}`:                                   ": Unauthorized",
		`{"notices": [{"type": "error", "text": "` + long + `"}]}`:      ": " + long,
		long:                        ": " + long,
		`{"unheard": ["of"]}`:       `: {"unheard": ["of"]}`,
		`{"errors": [], "x": null}`: `: {"errors": [], "x": null}`,
		"":                          "",
		"<html><b>Bad gateway</b>":  ": <html><b>Bad gateway</b>",
	} {
		address := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusConflict)
			_, _ = w.Write([]byte(body))
		}))
		_, err := (&Broker{HTTP: ownHTTP(t), URL: address}).Pacts(t.Context(), Query{})
		if err == nil || err.Error() != "the broker answers "+address+"/ with 409"+want {
			t.Errorf("%s\ngot  %v\nwant %s", body, err, want)
		}
	}
}

func TestTheNoticesOfABrokerAreItsTexts(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]string{
		`{"notices": [{"type": "debug", "text": "hm"}, {"type": "success", "text": "done"},
		  {"type": "prompt", "text": " "}, {"type": "prompt", "text": "next"}], "logs": []}`: "done|next",
		`{"logs": [{"level": "info", "message": "done"}, {"level": "debug", "message": "hm"}]}`: "done",
		`{"notices": ["done"], "logs": [{"level": "info", "message": "older"}]}`:                "done",
		`{"notices": [7, {"type": 8, "text": "odd"}, null]}`:                                    "odd",
		`{}`: "",
	} {
		server := startHAL(t, map[string]string{
			"/":        `{"_links": {"pb:publish-contracts": {"href": "SELF/publish"}}}`,
			"/publish": answer,
		})
		notices, err := (&Broker{HTTP: ownHTTP(t), URL: server.url}).Publish(t.Context(), builtIn(t), Version{Number: "1"})
		if got := strings.Join(notices, "|"); err != nil || got != want {
			t.Errorf("%s: got %q, %v", answer, got, err)
		}
	}
}
