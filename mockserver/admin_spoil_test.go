package mockserver_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"casemock/mockserver"
)

// What is forced can be slower than its scenario, and broken.
func TestForcedIsSpoilt(t *testing.T) {
	t.Parallel()
	c := start(t, mockserver.WithNow(time.Now)).withUndocumented()
	for name, test := range map[string]struct {
		how, entry string
		status     int
		fault      string
		takes      time.Duration
	}{
		"delay": {`"status": 404, "delay": "30ms"`, `"delay":"30ms"`, 404, "", 30 * time.Millisecond},
		"fault": {`"status": 200, "fault": "malformed-json"`, `"fault":"malformed-json"`, 200, "malformed-json", 0},
		"none":  {`"status": 200, "fault": "empty-response"`, `"status":0`, 0, "empty-response", 0},
		"both": {`"status": 500, "fault": "timeout", "delay": "20ms"`, `"fault":"timeout"`, 0, "timeout",
			20 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := c.on(t).inWorld(name)
			entry := c.admin(http.MethodPost, "force", `{"operation": "lookupCase", `+test.how+`}`).
				want(http.StatusCreated, "").body
			if !strings.Contains(entry, test.entry) {
				t.Errorf("got %s, want in it %s", entry, test.entry)
			}
			send := `{"method": "GET", "path": "/case/1001"}`
			began := time.Now()
			got := read[sentEntry](c.admin(http.MethodPost, "send", send))
			if got.Answer.Status != test.status || got.Answer.Fault != test.fault || got.Answer.Rule != "forced" ||
				time.Since(began) < test.takes {
				t.Errorf("got %+v after %s", got, time.Since(began))
			}
			again := read[sentEntry](c.admin(http.MethodPost, "send", send))
			if again.Answer.Status != http.StatusOK || again.Answer.Fault != "" {
				t.Errorf("the next one is still spoilt: %+v", again)
			}
		})
	}
}

func TestForceRefusesWhatCannotBeSpoilt(t *testing.T) {
	t.Parallel()
	c := start(t)
	for want, how := range map[string]string{
		"invalid duration":                    `"delay": "soon"`,
		"delay must be from 0s to 1h0m0s":     `"delay": "2h"`,
		"connection-reset, empty-response":    `"fault": "none"`,
		"a 204 has no body, so the fault":     `"operation": "searchCustomers", "status": 204, "fault": "slow-body"`,
		"must not have an empty delay: give ": `"delay": ""`,
	} {
		if !strings.Contains(how, "operation") {
			how += `, "operation": "lookupCase", "status": 404`
		}
		refused := c.admin(http.MethodPost, "force", "{"+how+"}").want(http.StatusBadRequest, "")
		if !strings.Contains(refused.body, want) {
			t.Errorf("%s: got %s, want in it %s", how, refused.body, want)
		}
	}
}
