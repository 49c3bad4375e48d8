package mockserver_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"casemock/mockserver"
	"casemock/mockserver/engine/redistest"
)

// replicas are servers on one store, and their clients.
func replicas(t *testing.T, count int) (redis *redistest.Server, all []*client) {
	t.Helper()
	redis = redistest.Start(t)
	address := redis.URL()
	for range count {
		all = append(all, start(t, mockserver.WithStore(address), mockserver.WithPublicURL("http://sandbox.example")))
	}
	return redis, all
}

// throughAll sends many requests at once, through one replica after the other.
func throughAll(all []*client, requests int, send func(api *client, n int) reply) []reply {
	answers := make([]reply, requests)
	var sending sync.WaitGroup
	for n := range requests {
		sending.Go(func() { answers[n] = send(all[n%len(all)], n) })
	}
	sending.Wait()
	return answers
}

func TestReplicasLoseNoWrite(t *testing.T) {
	t.Parallel()
	_, all := replicas(t, 3)
	const writers = 200
	answers := throughAll(all, writers, func(api *client, n int) reply {
		return api.patch("/case/1001", fmt.Sprintf(`{"interactions": [%s]}`,
			strings.Replace(post1, `"serviceId": "`, fmt.Sprintf(`"serviceId": "w%d-`, n), 1)))
	})
	for _, answer := range answers {
		if answer.status != 201 {
			t.Fatalf("a write is answered %d %s", answer.status, answer.body)
		}
	}
	for _, api := range all {
		posts := decoded[struct{ Interactions []struct{ ServiceID string } }](api.get("/case/1001")).Interactions
		found := map[string]bool{}
		for _, post := range posts {
			if strings.HasPrefix(post.ServiceID, "w") {
				found[post.ServiceID] = true
			}
		}
		if len(found) != writers {
			t.Errorf("%d of %d posts are there", len(found), writers)
		}
	}
}

func TestReplicasSeeEachOthersWritesAtOnce(t *testing.T) {
	t.Parallel()
	_, all := replicas(t, 3)
	for n := range 60 {
		title := fmt.Sprint("title ", n)
		all[n%3].patch("/case/1001", fmt.Sprintf(`{"title": %q}`, title))
		if got := decoded[object](all[(n+1)%3].get("/case/1001"))["title"]; got != title {
			t.Fatalf("a replica has %v, want %s", got, title)
		}
	}
}

func TestReplicasUseAForcedAnswerOnce(t *testing.T) {
	t.Parallel()
	_, all := replicas(t, 3)
	all[0].admin(http.MethodPost, "force", `{"scenario": "lookupCase/500", "times": 3}`)
	failed := 0
	for _, answer := range throughAll(all, 60, func(api *client, _ int) reply { return api.get("/case/1001") }) {
		if answer.status == 500 {
			failed++
		}
	}
	if failed != 3 {
		t.Errorf("an answer that was forced for 3 requests was used %d times", failed)
	}
}

func TestReplicasHaveOnePositionOfASequence(t *testing.T) {
	t.Parallel()
	_, all := replicas(t, 3)
	const sequence = "name: mine/seq\noperation: lookupCase\nresponses:\n- status: 500\n  times: 20\n" +
		"- status: 404\n  times: 15\n- status: 200\n"
	all[1].admin(http.MethodPut, "scenarios/mine/seq?world=default", sequence)
	counts := map[int]int{}
	for _, answer := range throughAll(all, 60, func(api *client, _ int) reply {
		return api.get("/case/1001", "X-Mock-Scenario: mine/seq")
	}) {
		counts[answer.status]++
	}
	if counts[500] != 20 || counts[404] != 15 || counts[200] != 25 {
		t.Errorf("the answers are %v", counts)
	}
}

func TestReplicasGiveEachIDOnce(t *testing.T) {
	t.Parallel()
	_, all := replicas(t, 3)
	var ids, numbers []string
	for _, answer := range throughAll(all, 60, func(api *client, n int) reply {
		return api.post("/case", fmt.Sprintf(`{"customerId": "C-1001", "title": "case %d"}`, n))
	}) {
		made := decoded[struct{ ID, Number string }](answer)
		ids, numbers = append(ids, made.ID), append(numbers, made.Number)
	}
	slices.Sort(ids)
	slices.Sort(numbers)
	if len(slices.Compact(ids)) != 60 || len(slices.Compact(numbers)) != 60 {
		t.Errorf("ids are %v, numbers %v", ids, numbers)
	}
}

func TestReplicasHaveOneJournalAndOneReset(t *testing.T) {
	t.Parallel()
	_, all := replicas(t, 2)
	lived(all[0])
	wantLived(t, all[1])
	requests := decoded[struct{ Requests []object }](all[1].admin(http.MethodGet, "requests", "")).Requests
	if len(requests) < 9 || requests[len(requests)-1]["operation"] != "createCase" {
		t.Errorf("the journal of the other replica has %d requests", len(requests))
	}
	all[1].admin(http.MethodPost, "reset", "")
	wantStatuses(func() reply { return all[0].get("/case/1101") }, 404)
	wantStatuses(func() reply { return all[0].get("/case/1005") }, 200)
}

func TestStoreThatIsAwayIsSaidSo(t *testing.T) {
	t.Parallel()
	redis, all := replicas(t, 2)
	api := all[0].withUndocumented()
	api.patch("/case/1001", `{"title": "before"}`)
	redis.Kill()
	answer := api.get("/case/1001")
	if answer.status != 503 || answer.header.Get(mockserver.AnswerHeader) != "store-unavailable" {
		t.Errorf("got %d %v", answer.status, answer.header)
	}
	if said := decoded[struct{ Error, Message string }](answer); said.Error == "" || said.Message == "" {
		t.Errorf("the body is %s", answer.body)
	}
	wantStatuses(func() reply { return api.patch("/case/1001", `{"title": "meanwhile"}`) }, 503)
	wantStatuses(func() reply { return api.get("/case/1001", "Authorization: wrong") }, 401)
	wantStatuses(func() reply { return api.admin(http.MethodGet, "requests", "") }, 503)
	wantStatuses(func() reply { return api.admin(http.MethodPost, "force", `{"scenario": "lookupCase/500"}`) }, 503)
	if health := api.admin(http.MethodGet, "health", ""); health.status != 503 ||
		decoded[object](health)["status"] != "store-unavailable" {
		t.Errorf("health answers %d %s", health.status, health.body)
	}
	metrics := api.admin(http.MethodGet, "metrics", "").body
	if !strings.Contains(metrics, "casemock_store_available 0") {
		t.Error("the metrics do not say it")
	}
}
