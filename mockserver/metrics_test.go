package mockserver_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestMetricsAreDescribed holds each line of the metrics against the description above it.
func TestMetricsAreDescribed(t *testing.T) {
	t.Parallel()
	api := start(t)
	api.get("/case/1001")
	api.get("/nowhere")
	got := api.admin(http.MethodGet, "metrics", "").want(200, "")
	family, kinds := "", map[string]string{}
	for line := range strings.Lines(got.body) {
		words := strings.Fields(line)
		switch {
		case words[0] == "#" && words[1] == "HELP":
			family = words[2]
			if kinds[family] != "" || len(words) < 5 || !strings.HasSuffix(line, ".\n") {
				t.Errorf("no help: %s", line)
			}
		case words[0] == "#":
			if words[1] != "TYPE" || words[2] != family {
				t.Errorf("below %s: %s", family, line)
			}
			kinds[family] = words[3]
		case !strings.HasPrefix(line, family):
			t.Errorf("below %s: %s", family, line)
		}
	}
	for family, kind := range map[string]string{"casemock_requests_total": "counter", "casemock_data_bytes": "gauge",
		"casemock_journal_bytes": "gauge", "casemock_request_duration_seconds": "histogram"} {
		if kinds[family] != kind || !strings.Contains(got.body, "\n"+family) {
			t.Errorf("%s is a %q", family, kinds[family])
		}
	}
}
