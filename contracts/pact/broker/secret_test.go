package broker

import (
	"net/http"
	"strings"
	"testing"

	"casemock/contracts/report"
)

// A password can stand in the broker's URL, and messages end in the logs of CI.
func TestMessagesHideTheBrokersPassword(t *testing.T) {
	t.Parallel()
	address := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		hal(w, map[string]any{})
	}))
	broker := &Broker{HTTP: ownHTTP(t), URL: strings.Replace(address, "http://", "http://ci:hush-hush@", 1)}
	_, fetching := broker.Pacts(t.Context(), Query{})
	_, publishing := broker.Publish(t.Context(), builtIn(t), Version{Number: "1"})
	results := broker.PublishResults(t.Context(), &Pact{URL: broker.URL}, &report.Report{}, Version{Number: "1"})
	for name, err := range map[string]error{"fetching": fetching, "publishing": publishing, "results": results} {
		if err == nil || strings.Contains(err.Error(), "hush-hush") || !strings.Contains(err.Error(), "ci:xxxxx@") {
			t.Errorf("%s: got %v, want an error that hides the password", name, err)
		}
	}
}
