package mockserver_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

// TestOddClientsAreJudged: what stands around a reaction does not change what comes of it.
func TestOddClientsAreJudged(t *testing.T) {
	t.Parallel()
	reactions := writeFile(t, "reactions.yaml", reactionsFile+`
---
name: updateCase/500
operation: updateCase
responses: [{status: 500}]
reaction: {retry: {within: 30s}}
---
name: updateCase/fragile
operation: updateCase
live: true
contract: false
request: {body: {title: Fragile}}
responses: [{status: 500, times: 1}]
then: sandbox
reaction: {retry: {within: 30s}}
---
name: createCase/reset
operation: createCase
contract: false
responses: [{fault: connection-reset}]
reaction: {retry: {within: 5s}}
---
name: updateCase/cut
operation: updateCase
contract: false
responses: [{status: 201, fault: malformed-json, times: 1}]
reaction: {retry: {within: 5s}}
`)
	fails := mockserver.WithFailRates(mockserver.FailRate{
		Pair: caseapi.Pair{Operation: caseapi.UpdateCase, Status: 500}, Share: 1})
	twice := func(c *tried) {
		c.force("updateCase/retried")
		c.send("PATCH", "/case/1001", update)
		time.Sleep(time.Second)
		c.send("PATCH", "/case/1001", update)
		time.Sleep(time.Second)
		c.send("PATCH", "/case/1001", update)
	}
	const retried = "updateCase/retried/retry "
	for name, client := range map[string]struct {
		options []mockserver.Option
		play    func(c *tried)
		want    []string
	}{
		"with a journal of one": {[]mockserver.Option{mockserver.WithJournalSize(1)}, twice, []string{retried + "kept"}},
		"with a clock that stands": {nil, func(c *tried) {
			c.admin("PUT", "clock?", `{"time": "2031-05-01T12:00:00Z"}`)
			twice(c)
			c.force("updateCase/down")
			c.send("PATCH", "/case/1002", update)
			c.admin("PUT", "clock?", `{"time": "2099-05-01T12:00:00Z"}`)
			c.send("PATCH", "/case/1002", update)
		}, []string{retried + "kept", "updateCase/down/retry broken: request 5 was not sent again within 30s, " +
			"after 1 retry"}},
		"after the journal is cleared": {nil, func(c *tried) {
			c.force("updateCase/retried")
			c.send("PATCH", "/case/1001", update)
			c.admin("DELETE", "requests?", "")
		}, []string{retried + "broken: request 1 was not sent again within 30s"}},
		"after a reset": {nil, func(c *tried) {
			c.force("updateCase/retried")
			c.send("PATCH", "/case/1001", update)
			c.admin("POST", "reset?", "")
		}, []string{retried + "not exercised"}},
		"a reset while a request is under way": {nil, func(c *tried) {
			c.force("updateCase/hangs")
			var waiting sync.WaitGroup
			waiting.Go(func() { c.send("PATCH", "/case/1001", update) })
			time.Sleep(time.Second)
			reset := *c
			reset.admin("POST", "reset?", "")
			waiting.Wait()
		}, []string{"updateCase/hangs/retry not exercised"}},
		"a scenario that is replaced meanwhile": {nil, func(c *tried) {
			put := func(response, within string) {
				c.admin("PUT", "scenarios/updateCase/mine?", "name: updateCase/mine\noperation: updateCase\ncontract: false\n"+
					"responses: ["+response+", {status: 201}]\nreaction: {retry: {within: "+within+"}}\n")
			}
			put("{status: 500}", "20s")
			c.force("updateCase/mine")
			c.send("PATCH", "/case/1001", update)
			put("{status: 201, delay: 1ms}", "1s")
			time.Sleep(10 * time.Second)
			c.send("PATCH", "/case/1001", update)
		}, []string{"updateCase/mine/retry kept"}},
		"a scenario that is gone": {nil, func(c *tried) {
			c.admin("PUT", "scenarios/updateCase/mine?", "name: updateCase/mine\noperation: updateCase\ncontract: false\n"+
				"responses: [{status: 500}]\nreaction: {retry: {within: 20s}}\n")
			c.force("updateCase/mine")
			c.send("PATCH", "/case/1001", update)
			c.admin("DELETE", "scenarios/updateCase/mine?", "")
		}, []string{"updateCase/mine/retry broken: request 1 was not sent again within 20s"}},
		"by chance": {[]mockserver.Option{fails}, func(c *tried) { c.send("PATCH", "/case/1001", update) },
			[]string{"updateCase/500/retry broken: request 1 was not sent again"}},
		"by a header": {nil, func(c *tried) { c.send("PATCH", "/case/1001?__code=500", update) },
			[]string{"updateCase/500/retry broken: request 1 was not sent again"}},
		"by a magic id": {nil, func(c *tried) { c.send("PATCH", "/case/force-500", update) },
			[]string{"updateCase/500/retry broken: request 1 was not sent again"}},
		"by a live scenario": {nil, func(c *tried) {
			c.send("PATCH", "/case/1001", `{"title": "Fragile"}`)
			c.send("PATCH", "/case/1001", `{"title": "Fragile"}`)
		}, []string{"updateCase/fragile/retry kept"}},
		"with another key": {[]mockserver.Option{mockserver.WithKeys(mockserver.DefaultKey, "other")}, func(c *tried) {
			c.force("updateCase/500")
			c.send("PATCH", "/case/1001", update)
			c.key = "other"
			c.send("PATCH", "/case/1001", update)
		}, []string{"updateCase/500/retry kept"}},
		"in another world": {nil, func(c *tried) {
			c.force("updateCase/500")
			c.send("PATCH", "/case/1001", update)
			c.key += "/other"
			c.send("PATCH", "/case/1001", update)
			c.key = mockserver.DefaultKey
		}, []string{"updateCase/500/retry broken: request 1 was not sent again within 30s"}},
		"with an id that is written otherwise": {nil, func(c *tried) {
			c.force("updateCase/500")
			c.send("PATCH", "/case/1001", update)
			c.send("PATCH", "/case/%31001", update)
		}, []string{"updateCase/500/retry kept"}},
		"with a header mended, and what is wrong without one": {nil, func(c *tried) {
			c.headers = http.Header{"X-Sf-Initiative": {"spring"}}
			c.send("GET", "/case/1001", "")
			c.headers = nil
			c.send("GET", "/case/1001", "")
			c.headers = http.Header{"Content-Type": {"text/plain"}}
			c.send("PATCH", "/case/1001", update)
			c.headers = nil
			c.send("PATCH", "/case/1001", update)
		}, []string{"lookupCase/request broken: x-sf-initiative", "lookupCase/400/no-retry kept",
			"updateCase/request broken: Content-Type", "updateCase/400/no-retry kept"}},
		"with a header that is wrong, mended in vain": {nil, func(c *tried) {
			for _, initiative := range []string{"spring", "summer", "summer"} {
				c.headers = http.Header{"X-Sf-Initiative": {initiative}}
				c.send("GET", "/case/1001", "")
			}
		}, []string{"lookupCase/request broken",
			"lookupCase/400/no-retry broken: request 3 has the same path and body as request 2"}},
		"again with headers that no document knows": {nil, func(c *tried) {
			for _, number := range []string{"1", "2"} {
				c.headers = http.Header{"X-Request-Id": {number}}
				c.send("PATCH", "/case/1001", `{"titel": "x"}`)
			}
		}, []string{"updateCase/request broken",
			"updateCase/400/no-retry broken: request 2 has the same path and body as request 1"}},
		"a retry by another agent": {nil, func(c *tried) {
			c.force("updateCase/500")
			c.send("PATCH", "/case/1001", update)
			c.headers = http.Header{"X-Sf-User-Email": {"other@example.com"}}
			c.send("PATCH", "/case/1001", update)
		}, []string{"updateCase/500/retry kept"}},
		"a connection that breaks": {nil, func(c *tried) {
			c.force("createCase/reset")
			c.send("POST", "/case", creates)
			time.Sleep(5 * time.Second)
			c.send("POST", "/case", creates)
		}, []string{"createCase/reset/retry kept"}},
		"an answer that is cut": {nil, func(c *tried) {
			c.force("updateCase/cut")
			c.send("PATCH", "/case/1001", update)
		}, []string{"updateCase/cut/retry broken: request 1 was not sent again within 5s"}},
		"two requests at a time": {nil, func(c *tried) {
			c.force("updateCase/hangs")
			var both sync.WaitGroup
			both.Go(func() { c.send("PATCH", "/case/1001", update) })
			time.Sleep(time.Second)
			c.send("PATCH", "/case/1001", update)
			both.Wait()
		}, []string{"updateCase/hangs/retry broken: request 2 was not sent again within 20s: request 1 is the same, " +
			"but was sent before the answer came"}},
		"the console": {nil, func(c *tried) {
			c.admin("POST", "send?", `{"method": "PATCH", "path": "/case/1001", "headers": {}, "body": "{\"titel\": 1}"}`)
		}, []string{"updateCase/request kept"}},
		"what the test has changed": {nil, func(c *tried) {
			c.send("PATCH", "/case/1001", `{"status": "closed"}`)
			c.send("PATCH", "/case/1001", update)
			c.admin("POST", "states?", `{"state": "a case exists", "params": {"id": "1001"}}`)
			c.send("PATCH", "/case/1001", update)
		}, []string{"updateCase/422/no-retry kept"}},
		"nothing that the fake server says of itself": {nil, func(c *tried) {
			c.send("PATCH", "/case/1001?__code=418", update)
			c.send("PATCH", "/case/1001?__code=418", update)
		}, []string{"updateCase/400/no-retry not exercised"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			try(t, append([]mockserver.Option{mockserver.WithScenarios(reactions)}, client.options...), func(c *tried) {
				client.play(c)
				c.want(client.want...)
			})
		})
	}
}

// TestClientsAreJudgedByWhatIsMeant: a surprise in an answer neither hides a mistake of the client, nor makes one.
func TestClientsAreJudgedByWhatIsMeant(t *testing.T) {
	t.Parallel()
	for surprise, client := range map[string]struct {
		play func(c *tried)
		want []string
	}{
		"unknown-customer-bad-request": {func(c *tried) {
			for range 2 {
				c.send("POST", "/case", `{"customerId": "C-9999", "title": "x"}`)
				c.send("POST", "/customer", `{"name": "Anna Example"}`)
			}
		}, []string{"createCase/request kept", "createCase/400/no-retry kept"}},
		"missing-key-bad-request": {func(c *tried) {
			for _, key := range []string{"", c.key} {
				c.key = key
				c.send("GET", "/case/1001", "")
			}
		}, []string{"lookupCase/request kept", "lookupCase/400/no-retry kept"}},
		"wrong-body-unprocessable": {func(c *tried) { c.send("PATCH", "/case/1001", `{"titel": "x"}`) },
			[]string{"updateCase/request broken: it earned a 400 that nobody forced: titel is unknown"}},
		"bad-request-empty": {func(c *tried) { c.send("PATCH", "/case/1001", `{"titel": "x"}`) },
			[]string{"updateCase/request broken: it earned a 400 that nobody forced: titel is unknown"}},
		"bad-request-odd-names": {func(c *tried) { c.send("PATCH", "/case/1001", `{"titel": "x"}`) },
			[]string{"updateCase/request broken: it earned a 400 that nobody forced: titel is unknown"}},
	} {
		t.Run(surprise, func(t *testing.T) {
			t.Parallel()
			try(t, []mockserver.Option{mockserver.WithProfile("hostile:" + surprise)}, func(c *tried) {
				client.play(c)
				c.want(client.want...)
			})
		})
	}
}

// goodUpdates updates a case of its own again and again, in words of its own, and retries what fails.
func goodUpdates(api *client, id, rounds int) {
	for round := range rounds {
		body := fmt.Sprintf(`{"title": "Round %d of %d"}`, round, id)
		for api.patch(fmt.Sprintf("/case/%d", id), body).status != 201 {
			api.get(fmt.Sprintf("/case/%d", id))
		}
	}
}

// TestNobodyIsBlamedUnderLoad: 32 clients in one world, each of which does well.
func TestNobodyIsBlamedUnderLoad(t *testing.T) {
	const clients, rounds = 32, 5
	eachStore(t, func(t *testing.T, address string) {
		api := start(t, mockserver.WithStore(address), mockserver.WithFailRates(mockserver.FailRate{
			Pair: caseapi.Pair{Operation: caseapi.UpdateCase, Status: 500}, Share: 0.3}),
			mockserver.WithScenarios(writeFile(t, "retry.yaml", "name: updateCase/500\noperation: updateCase\n"+
				"responses: [{status: 500}]\nreaction: {retry: {within: 1m}}\n")))
		var all sync.WaitGroup
		for n := range clients {
			all.Go(func() { goodUpdates(api, 1001+n, rounds) })
		}
		all.Wait()
		api.server.RequireGoodClient(t, "updateCase/500/retry")
	})
}

// TestReplicasJudgeTogether: a retry that another replica answers counts, and so does what must not come.
func TestReplicasJudgeTogether(t *testing.T) {
	t.Parallel()
	_, all := replicas(t, 2)
	one, two := all[0], all[1]
	verdictOf := func(api *client) string { return api.admin(http.MethodGet, "verdict", "").body }
	one.patch("/case/1001", `{"title": "x"}`, "Prefer: code=500")
	two.patch("/case/1001", `{"title": "x"}`)
	one.patch("/case/1002", `{"title": "x"}`, "Prefer: code=422")
	two.patch("/case/1002", `{"title": "x"}`, "Prefer: code=422")
	for _, api := range all {
		body := verdictOf(api)
		for _, part := range []string{`"updateCase/500/retry"`, `has the same path and body as request 3`} {
			if !strings.Contains(body, part) {
				t.Errorf("%s is not in %s", part, body)
			}
		}
		api.server.RequireGoodClient(&failing{T: t}, "updateCase/500/retry")
	}
	two.admin(http.MethodPost, "reset", "")
	if body := verdictOf(one); strings.Contains(body, "as request 3") {
		t.Error("a reset forgets nothing")
	}
}

// TestVerdictLasts where the world does.
func TestVerdictLasts(t *testing.T) {
	t.Parallel()
	address := fileStore(t)
	server := newServer(t, mockserver.WithStore(address))
	before := &tried{t, server, mockserver.DefaultKey, time.Minute, nil}
	before.send("PATCH", "/case/1001?__code=422", update)
	if err := server.CloseStore(); err != nil {
		t.Fatal(err)
	}
	after := &tried{t, newServer(t, mockserver.WithStore(address)), mockserver.DefaultKey, time.Minute, nil}
	after.send("PATCH", "/case/1001?__code=422", update)
	if rule := after.judged(0)["updateCase/422/no-retry"]; rule.Broken != 1 || rule.Open != 1 {
		t.Errorf("%+v", rule)
	}
	_ = after.server.CloseStore()
}

// TestClientsOfARealServerAreJudged by what that answers, and by what of their requests breaks the documents.
func TestClientsOfARealServerAreJudged(t *testing.T) {
	t.Parallel()
	crm := start(t)
	c := inFrontOf(t, crm.server.URL, nil)
	crm.admin(http.MethodPost, "force", `{"scenario": "updateCase/422", "times": 2}`)
	for range 2 {
		c.patch("/case/1001", `{"title": "x"}`).want(422, "proxied")
	}
	c.patch("/case/1001", `{"title": 7}`).want(400, "proxied")
	judged := c.admin(http.MethodGet, "verdict", "")
	judged.contains(`request 2 has the same path and body as request 1`)
	judged.contains(`"rule":"updateCase/request/title"`)
	judged.contains(`request 3: title `)
}

// TestRealServerRefusesForData: it may say 400 of a customer that does not exist, who may be there the next time.
func TestRealServerRefusesForData(t *testing.T) {
	t.Parallel()
	crm := start(t, mockserver.WithProfile("hostile:unknown-customer-bad-request"))
	c := inFrontOf(t, crm.server.URL, nil)
	creates := `{"customerId": "C-9999", "title": "x"}`
	c.post("/case", creates).want(400, "proxied")
	c.post("/customer", `{"name": "Anna Example"}`).want(201, "proxied")
	c.post("/case", creates).want(400, "proxied")
	judged := c.admin(http.MethodGet, "verdict", "")
	judged.contains(`"rule":"createCase/400/no-retry"`)
	if strings.Contains(judged.body, "has the same path and body") {
		t.Error(judged.body)
	}
}

// TestClientThatGivesUpIsNotBlamed: over a network, its retry may be there before the server sees that it has left.
func TestClientThatGivesUpIsNotBlamed(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "reactions.yaml", reactionsFile)))
	const title = `{"title": "Parcel lost"}`
	await := func(underway int) {
		for !strings.Contains(api.admin(http.MethodGet, "verdict", "").body, fmt.Sprintf(`"underway":%d,`, underway)) {
			continue // on its way
		}
	}
	for n := range 20 {
		await(0)
		api.admin(http.MethodPost, "force", `{"scenario": "updateCase/hangs"}`)
		path := fmt.Sprintf("/case/%d", 1001+n)
		ctx, leave := context.WithCancel(t.Context())
		request, err := http.NewRequestWithContext(ctx, http.MethodPatch, api.server.URL+path, strings.NewReader(title))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", api.key)
		left := make(chan struct{})
		go func() {
			defer close(left)
			if answer, err := api.http.Do(request); err == nil {
				_ = answer.Body.Close()
				t.Error("there is an answer")
			}
		}()
		await(1)
		leave()
		<-left
		api.patch(path, title).want(http.StatusCreated, "sandbox")
	}
	api.server.RequireGoodClient(t, "updateCase/hangs/retry")
}
