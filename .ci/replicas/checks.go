package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// check is one of the things that have to be right.
type check struct {
	name string
	run  func(here *cluster) (result, error)
}

var checks = []check{
	{"a forced answer for three requests", forced},
	{"the steps of a sequence", sequence},
	{"ids of new cases", ids},
	{"posts of 200 writers of one case", func(here *cluster) (result, error) { return posts(here, "1001", nil) }},
	{"requests in the journal of each replica", journal},
	{"posts while a replica is killed", func(here *cluster) (result, error) { return posts(here, "1002", killReplica) }},
	{"posts while Redis is killed", func(here *cluster) (result, error) { return posts(here, "1003", killRedis) }},
	{"changes after a reset", reset},
}

// result is what clients were told, and what is there.
type result struct {
	told, there, lost, twice int
	note                     string
}

func (r result) String() string {
	return fmt.Sprintf("%8d %8d %8d %8d  %s", r.told, r.there, r.lost, r.twice, r.note)
}

func (r result) broken() bool { return r.lost > 0 || r.twice > 0 }

// compare compares what was told with what is there. What is there untold is what a client lost its answer of.
func compare(told, there []string) result {
	found := map[string]int{}
	compared := result{told: len(told), there: len(there)}
	for _, text := range there {
		if found[text]++; found[text] > 1 {
			compared.twice++
		}
	}
	for _, text := range told {
		if found[text] == 0 {
			compared.lost++
		}
	}
	return compared
}

// forced forces an answer for three requests, and sends thirty.
func forced(here *cluster) (result, error) {
	made := ask(here.balancer.address, http.MethodPost, "/__admin/force", `{"scenario":"lookupCase/500","times":3}`)
	if made.status != http.StatusCreated {
		return result{}, fmt.Errorf("forcing is answered with %d: %.200s", made.status, made.body)
	}
	var used noted
	atOnce(30, func(int) {
		if ask(here.balancer.address, http.MethodGet, "/case/1005", "").rule == "forced" {
			used.add("forced")
		}
	})
	times := len(used.texts)
	return result{told: 3, there: times, lost: max(0, 3-times), twice: max(0, times-3)}, nil
}

const sequenceName = "lookupCase/ten-steps"

// tenSteps is a scenario with as many answers.
func tenSteps() string {
	text := "name: " + sequenceName + "\nsummary: Ten answers, one after the other.\noperation: lookupCase\n" +
		"contract: false\nresponses:\n"
	return text + strings.Repeat("  - status: 500\n", 10)
}

// sequence asks for the ten steps of a scenario at once.
func sequence(here *cluster) (result, error) {
	var steps noted
	atOnce(10, func(int) {
		steps.add(ask(here.balancer.address, http.MethodGet, "/case/1005", "", "X-Mock-Scenario", sequenceName).step)
	})
	var want []string
	for step := range 10 {
		want = append(want, fmt.Sprint(step+1))
	}
	return compare(want, steps.texts), nil
}

// ids makes cases at once.
func ids(here *cluster) (result, error) {
	var told noted
	atOnce(100, func(number int) {
		made := ask(here.balancer.address, http.MethodPost, "/case",
			fmt.Sprintf(`{"customerId":"C-1001","title":"Case %d"}`, number))
		var object struct{ ID string }
		if made.status == http.StatusCreated && json.Unmarshal(made.body, &object) == nil {
			told.add(object.ID)
		}
	})
	var cases []struct{ ID string }
	err := ask(here.balancer.address, http.MethodGet, "/customer/C-1001/cases", "").read(&cases)
	compared := compare(told.texts, told.texts)
	compared.there = 0
	for _, found := range cases {
		if len(found.ID) > len("1100") || found.ID > "1100" {
			compared.there++
		}
	}
	compared.lost = max(0, compared.told-compared.there)
	return compared, err
}

// posts lets many writers add posts to one case, and something happen meanwhile.
func posts(here *cluster, id string, meanwhile func(*cluster) error) (result, error) {
	var told, untold noted
	failure := make(chan error, 1)
	go func() {
		if meanwhile == nil {
			failure <- nil
			return
		}
		failure <- meanwhile(here)
	}()
	const writers = 200
	until := time.Now()
	if meanwhile != nil {
		until = until.Add(6 * time.Second)
	}
	atOnce(writers, func(writer int) {
		for n := 0; n == 0 || time.Now().Before(until); n++ {
			post := fmt.Sprintf("%s-%d-%d", id, writer, n)
			answer := ask(here.balancer.address, http.MethodPatch, "/case/"+id, postOf(post))
			if answer.status == http.StatusCreated {
				told.add(post)
			} else {
				untold.add(fmt.Sprint(answer.status))
			}
			if meanwhile != nil {
				time.Sleep(500 * time.Millisecond) // so that the case stays small
			}
		}
	})
	if err := <-failure; err != nil {
		return result{}, err
	}
	there, err := postsOf(here, id)
	compared := compare(told.texts, there)
	compared.note = counted(untold.texts)
	return compared, err
}

// counted says how often there is each of some texts.
func counted(texts []string) string {
	counts := map[string]int{}
	for _, text := range texts {
		counts[text]++
	}
	var parts []string
	for _, text := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, fmt.Sprintf("%d times status %s", counts[text], text))
	}
	return strings.Join(parts, ", ")
}

func postOf(id string) string {
	return fmt.Sprintf(`{"status":"open","interactions":[{"created":"2026-01-01T00:00:00.000Z","body":"Hello",`+
		`"linkUrl":"","serviceId":%q,"service":"facebook","contentType":"post"}]}`, id)
}

// postsOf are the posts of a case that the writers have added, as all replicas tell them.
func postsOf(here *cluster, id string) ([]string, error) {
	var first []string
	for i, replica := range here.replicas {
		var object struct{ Interactions []struct{ ServiceID string } }
		if err := ask(replica.address, http.MethodGet, "/case/"+id, "").read(&object); err != nil {
			return nil, err
		}
		var found []string
		for _, post := range object.Interactions {
			if strings.HasPrefix(post.ServiceID, id+"-") {
				found = append(found, post.ServiceID)
			}
		}
		if i > 0 && fmt.Sprint(found) != fmt.Sprint(first) {
			return nil, fmt.Errorf("replicas differ: %d posts and %d", len(first), len(found))
		}
		first = found
	}
	return first, nil
}

// journal sends requests with a word in their query, and looks for them in the journal of each replica.
func journal(here *cluster) (result, error) {
	var told noted
	atOnce(100, func(number int) {
		word := fmt.Sprintf("word=%d", number)
		if ask(here.balancer.address, http.MethodGet, "/case/1006?"+word, "").status > 0 {
			told.add(word)
		}
	})
	var there []string
	for _, replica := range here.replicas {
		var list struct{ Requests []struct{ Query string } }
		if err := ask(replica.address, http.MethodGet, "/__admin/requests", "").read(&list); err != nil {
			return result{}, err
		}
		there = nil
		for _, request := range list.Requests {
			if strings.HasPrefix(request.Query, "word=") {
				there = append(there, request.Query)
			}
		}
		if compared := compare(told.texts, there); compared.broken() {
			return compared, nil
		}
	}
	return compare(told.texts, there), nil
}

// killReplica kills a replica, and starts it again.
func killReplica(here *cluster) error {
	time.Sleep(time.Second)
	here.replicas[1].kill()
	time.Sleep(time.Second)
	return here.replicas[1].start()
}

// killRedis kills Redis, and starts it again.
func killRedis(here *cluster) error {
	time.Sleep(time.Second)
	here.redis.kill()
	time.Sleep(time.Second)
	if err := here.redis.start(); err != nil {
		return err
	}
	for _, replica := range here.replicas {
		if err := until("replica at "+replica.address+" after Redis was killed", replica.isReady); err != nil {
			return err
		}
	}
	return nil
}

// reset resets the world, and looks for what is left of the changes.
func reset(here *cluster) (result, error) {
	done := ask(here.balancer.address, http.MethodPost, "/__admin/reset", "")
	if done.status == 0 || done.status >= http.StatusMultipleChoices {
		return result{}, fmt.Errorf("resetting is answered with %d: %.200s", done.status, done.body)
	}
	left, err := postsOf(here, "1001")
	return result{there: len(left), twice: len(left)}, err
}
