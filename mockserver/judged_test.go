package mockserver_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"casemock/contracts/transport"
	"casemock/mockserver"
	"casemock/mockserver/verdict"
)

// tried is a client under test, in a bubble whose clock moves when everybody waits.
type tried struct {
	t        *testing.T
	server   *mockserver.Server
	key      string
	patience time.Duration // how long it waits for an answer
	headers  http.Header   // besides the usual ones, or in the place of one of them; nil: none
}

// try runs a client against a server in this process, and gives the verdict about it.
func try(t *testing.T, options []mockserver.Option, play func(c *tried)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		server, err := mockserver.New(options...)
		if err != nil {
			t.Fatal(err)
		}
		play(&tried{t, server, mockserver.DefaultKey, time.Minute, nil})
	})
}

// send sends a request and waits for its answer; 0: there is none.
func (c *tried) send(method, path, body string) (status int) {
	c.t.Helper()
	status, _ = c.exchange(method, path, body)
	return status
}

func (c *tried) exchange(method, path, body string) (status int, text string) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), c.patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, "http://localhost"+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	request.Header.Set("Authorization", c.key)
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	maps.Copy(request.Header, c.headers)
	answer, err := transport.InProcess(c.server).RoundTrip(request)
	if err != nil {
		return 0, ""
	}
	defer answer.Body.Close()
	read, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, ""
	}
	return answer.StatusCode, string(read)
}

// admin calls the admin API, and fails the test where that does.
func (c *tried) admin(method, path, body string) string {
	c.t.Helper()
	if _, world, ok := strings.Cut(c.key, "/"); ok {
		path += "&world=" + world
	}
	before := c.patience
	c.patience = 20 * time.Minute
	defer func() { c.patience = before }()
	status, text := c.exchange(method, mockserver.AdminPath+path, body)
	if status/100 != 2 {
		c.t.Fatalf("%s %s: %d %s", method, path, status, text)
	}
	return text
}

func (c *tried) force(scenario string) {
	c.t.Helper()
	c.admin(http.MethodPost, "force?", fmt.Sprintf(`{"scenario": %q}`, scenario))
}

// judged is the verdict when nothing is open any longer, or the wait is over.
func (c *tried) judged(wait time.Duration) map[string]verdict.Judgement {
	c.t.Helper()
	var judged verdict.Judged
	text := c.admin(http.MethodGet, fmt.Sprintf("verdict?wait=%s", wait), "")
	if err := json.Unmarshal([]byte(text), &judged); err != nil {
		c.t.Fatal(err)
	}
	byRule := map[string]verdict.Judgement{}
	for _, rule := range judged.Rules {
		byRule[rule.ID] = rule
	}
	return byRule
}

// want checks the verdicts of rules, as in "updateCase/500/retry broken: was not sent again", and that no other rule
// is broken.
func (c *tried) want(rules ...string) {
	c.t.Helper()
	judged := c.judged(5 * time.Minute)
	for _, wanted := range rules {
		head, why, _ := strings.Cut(wanted, ": ")
		id, word, _ := strings.Cut(head, " ")
		got, known := judged[id]
		delete(judged, id)
		text, _ := json.Marshal(got)
		switch {
		case !known:
			c.t.Errorf("there is no rule %s", id)
		case string(got.Verdict) != word:
			c.t.Errorf("%s is %s, want %s: %s", id, got.Verdict, wanted, text)
		case why != "" && (len(got.Evidence) == 0 || !strings.Contains(got.Evidence[0].Why, why)):
			c.t.Errorf("%s is broken for another reason than %q: %s", id, why, text)
		}
	}
	for id, got := range judged {
		if got.Verdict == verdict.Broken {
			c.t.Errorf("%s is broken: %+v", id, got.Evidence)
		}
	}
}

const reactionsFile = `
name: updateCase/retried
operation: updateCase
contract: false
responses: [{status: 500, times: 2}, {status: 201}]
reaction: {retry: {within: 30s, not-before: 500ms, at-most: 3}}
---
name: updateCase/down
operation: updateCase
contract: false
responses: [{status: 500, times: 100}]
reaction: {retry: {within: 30s, at-most: 3}}
---
name: updateCase/hangs
operation: updateCase
contract: false
responses: [{fault: timeout, delay: 30s, times: 1}]
reaction: {retry: {within: 20s}}
---
name: createCase/lost
operation: createCase
contract: false
responses: [{fault: connection-reset, after: true, times: 1}]
reaction: {first: [findCases]}
---
name: lookupCase/busy
operation: lookupCase
contract: false
responses: [{status: 429, undocumented: true, times: 1}]
reaction: {stop: {for: 1m}}
`

const (
	update = `{"title": "Parcel lost", "interactions": [{"created": "2024-05-01T09:30:00Z", "body": "Where?",
		"linkUrl": "", "serviceId": "17", "service": "twitter", "contentType": "post"}]}`
	creates = `{"customerId": "C-1001", "title": "Parcel lost"}`
)

// TestClientsAreJudged for the right reason, the good ones and the bad ones.
func TestClientsAreJudged(t *testing.T) {
	t.Parallel()
	options := []mockserver.Option{mockserver.WithScenarios(writeFile(t, "reactions.yaml", reactionsFile))}
	retry := func(c *tried, scenario string) { // a good one
		c.force(scenario)
		for wait := time.Second; c.send("PATCH", "/case/1001", update) != 201; wait *= 2 {
			time.Sleep(wait)
		}
	}
	for name, client := range map[string]struct {
		play func(c *tried)
		want []string
	}{
		"good": {func(c *tried) {
			retry(c, "updateCase/retried")
			c.force("createCase/lost")
			c.send("POST", "/case", creates)
			c.send("GET", "/customer/C-1001/cases", "")
			c.patience = 10 * time.Second
			retry(c, "updateCase/hangs")
			c.force("lookupCase/busy")
			c.send("GET", "/case/1001", "")
			time.Sleep(61 * time.Second)
			c.send("GET", "/case/1001", "")
			c.force("updateCase/422")
			c.send("PATCH", "/case/1001", update)
			c.force("updateCase/401")
			c.send("PATCH", "/case/1001", `{"status": "closed"}`)
		}, []string{"updateCase/retried/retry kept", "createCase/lost/first kept", "updateCase/hangs/retry kept",
			"lookupCase/busy/stop kept", "updateCase/422/no-retry kept", "updateCase/401/no-retry kept",
			"updateCase/rate kept", "updateCase/request kept", "createCase/422/no-retry not exercised"}},
		"never retries": {func(c *tried) {
			c.force("updateCase/retried")
			c.send("PATCH", "/case/1001", update)
			c.send("PATCH", "/case/1002", `{"title": "Another"}`)
		}, []string{"updateCase/retried/retry broken: request 1 was not sent again within 30s"}},
		"retries too late": {func(c *tried) {
			c.force("updateCase/retried")
			c.send("PATCH", "/case/1001", update)
			time.Sleep(40 * time.Second)
			c.send("PATCH", "/case/1001", update)
			time.Sleep(5 * time.Second)
			c.send("PATCH", "/case/1001", update)
		}, []string{"updateCase/retried/retry broken: request 2 is the same, but came 40s after the answer"}},
		"retries at the last moment": {func(c *tried) {
			c.force("updateCase/retried")
			c.send("PATCH", "/case/1001", update)
			time.Sleep(30 * time.Second)
			c.send("PATCH", "/case/1001", update)
			time.Sleep(500 * time.Millisecond)
			c.send("PATCH", "/case/1001", update)
		}, []string{"updateCase/retried/retry kept"}},
		"retries at once": {func(c *tried) {
			c.force("updateCase/retried")
			c.send("PATCH", "/case/1001", update)
			c.send("PATCH", "/case/1001", update)
			time.Sleep(time.Second)
			c.send("PATCH", "/case/1001", update)
		}, []string{"updateCase/retried/retry broken: request 2 came 0s after the answer, and must not come before 500ms"}},
		"never gives up": {func(c *tried) {
			c.force("updateCase/down")
			for range 6 {
				c.send("PATCH", "/case/1001", update)
				time.Sleep(time.Second)
			}
		}, []string{"updateCase/down/retry broken: request 5 is retry number 4 of one request, and there may be 3"}},
		"gives up": {func(c *tried) {
			c.force("updateCase/down")
			for range 4 {
				c.send("PATCH", "/case/1001", update)
				time.Sleep(time.Second)
			}
		}, []string{"updateCase/down/retry kept"}},
		"hammers": {func(c *tried) {
			for range 30 {
				c.send("GET", "/case/1001", "")
				time.Sleep(20 * time.Millisecond)
			}
		}, []string{"lookupCase/rate broken: request 11 is number 11 of the same requests within 200ms"}},
		"is busy but polite": {func(c *tried) {
			for range 30 {
				c.send("GET", "/case/1001", "")
				time.Sleep(100 * time.Millisecond)
			}
		}, []string{"lookupCase/rate kept"}},
		"changes the body": {func(c *tried) {
			c.force("updateCase/retried")
			c.send("PATCH", "/case/1001", update)
			time.Sleep(time.Second)
			c.send("PATCH", "/case/1001", `{"title": "Parcel lost (again)"}`)
		}, []string{"updateCase/retried/retry broken: request 2 goes to the same path, but its body differs from that of " +
			"request 1"}},
		"changes a post in what need not be retried": {func(c *tried) {
			c.force("updateCase/500")
			c.send("PATCH", "/case/1001", update)
			time.Sleep(time.Second)
			c.send("PATCH", "/case/1001", strings.Replace(update, "09:30", "09:31", 1))
		}, []string{"updateCase/500/retry broken: request 2 goes to the same path, but its body differs"}},
		"sends something else after a 500": {func(c *tried) {
			c.force("updateCase/500")
			c.send("PATCH", "/case/1001", update)
			c.send("PATCH", "/case/1001", `{"status": "closed"}`)
			c.send("PATCH", "/case/1001", strings.Replace(update, `"17"`, `"18"`, 1))
			c.send("PATCH", "/case/1002", update)
		}, []string{"updateCase/500/retry not exercised"}},
		"retries on the wrong path": {func(c *tried) {
			c.force("updateCase/retried")
			c.send("PATCH", "/case/1001", update)
			time.Sleep(time.Second)
			c.send("PATCH", "/case/1003", update)
		}, []string{"updateCase/retried/retry broken: request 2 has the same body, but goes to /case/1003"}},
		"retries with a slash at the end": {func(c *tried) {
			c.force("updateCase/500")
			c.send("PATCH", "/case/1001", update)
			time.Sleep(time.Second)
			c.send("PATCH", "/case/1001/", update)
		}, []string{"updateCase/500/retry broken: request 2 is sent to /case/1001/, and the API has no such path"}},
		"writes its JSON in another way": {func(c *tried) {
			c.force("updateCase/500")
			c.send("PATCH", "/case/1001", `{"title":"a","customCasePropertyOne":"b"}`)
			time.Sleep(time.Second)
			c.send("PATCH", "/case/1001?b=1&a=2", "{ \"customCasePropertyOne\" :\n\"b\", \"title\":\"\\u0061\"}")
		}, []string{"updateCase/500/retry kept"}},
		"retries a 422": {func(c *tried) {
			c.force("updateCase/422")
			c.send("PATCH", "/case/1001", update)
			time.Sleep(time.Second)
			c.send("PATCH", "/case/1001", update)
		}, []string{"updateCase/422/no-retry broken: request 2 has the same path and body as request 1, " +
			"1s after that was refused"}},
		"reopens the case, and then does what was refused": {func(c *tried) {
			c.send("PATCH", "/case/1001", `{"status": "closed"}`)
			c.send("PATCH", "/case/1001", update)
			c.send("PATCH", "/case/1001", `{"status": "open"}`)
			c.send("PATCH", "/case/1001", update)
		}, []string{"updateCase/422/no-retry kept"}},
		"sends what is wrong, twice": {func(c *tried) {
			c.send("PATCH", "/case/1001", `{"titel": "a"}`)
			c.send("PATCH", "/case/1001", `{"status": "open"}`)
			c.send("PATCH", "/case/1001", `{"titel": "a"}`)
		}, []string{"updateCase/request broken: request 1: it earned a 400 that nobody forced: titel is unknown",
			"updateCase/400/no-retry broken: request 3 has the same path and body as request 1"}},
		"goes on after a 401": {func(c *tried) {
			c.force("updateCase/401")
			c.send("PATCH", "/case/1001", update)
			c.send("GET", "/case/1002", "")
		}, []string{"updateCase/401/no-retry broken: request 2 has the same key as request 1"}},
		"goes on after a 401 with a wrong key": {func(c *tried) {
			c.key = "wrong"
			c.send("PATCH", "/case/1001", update)
			c.send("GET", "/case/1002", "")
			c.key = mockserver.DefaultKey
		}, []string{"updateCase/401/no-retry broken: request 2 has the same key", "lookupCase/401/no-retry kept"}},
		"takes another key after a 401": {func(c *tried) {
			c.key = "wrong"
			c.send("PATCH", "/case/1001", update)
			c.key = mockserver.DefaultKey
			c.send("PATCH", "/case/1001", update)
		}, []string{"updateCase/401/no-retry kept"}},
		"creates twice after a lost answer": {func(c *tried) {
			c.force("createCase/lost")
			c.send("POST", "/case", creates)
			time.Sleep(time.Second)
			c.send("GET", "/customer/C-1002/cases", "") // of somebody else
			c.send("POST", "/case", creates)
		}, []string{"createCase/lost/first broken: request 3 is request 1 again, and findCases was not called in between"}},
		"looks and creates again": {func(c *tried) {
			c.force("createCase/lost")
			c.send("POST", "/case", creates)
			c.send("GET", "/customer/C-1001/cases", "")
			c.send("POST", "/case", creates)
		}, []string{"createCase/lost/first kept"}},
		"never times out": {func(c *tried) { retry(c, "updateCase/hangs") },
			[]string{"updateCase/hangs/retry broken: request 1 was not sent again within 20s"}},
		"goes on when it should stop": {func(c *tried) {
			c.force("lookupCase/busy")
			c.send("GET", "/case/1001", "")
			time.Sleep(59 * time.Second)
			c.send("GET", "/case/1002", "")
		}, []string{"lookupCase/busy/stop broken: request 2 is another lookupCase, 59s after the answer to request 1"}},
		"does two things at a time": {func(c *tried) {
			c.force("updateCase/retried")
			c.send("PATCH", "/case/1001", update)
			c.force("createCase/500")
			c.send("POST", "/case", creates)
			time.Sleep(time.Second)
			c.send("POST", "/case", creates)
			c.send("PATCH", "/case/1001", update)
			time.Sleep(time.Second)
			c.send("PATCH", "/case/1001", update)
		}, []string{"updateCase/retried/retry kept", "createCase/500/retry kept"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			try(t, options, func(c *tried) {
				client.play(c)
				c.want(client.want...)
			})
		})
	}
}
