package mockserver_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

// TestLongRandomSessionConforms sends thousands of mixed requests, right and wrong, in several worlds;
// the client holds every answer against the documents. The seed makes a failure repeatable.
func TestLongRandomSessionConforms(t *testing.T) {
	t.Parallel()
	const requests, seed = 4000, 20310501
	random := rand.New(rand.NewPCG(seed, 1))
	api := start(t, mockserver.WithCases(200))
	clients := []*client{api, api.inWorld("alice"), api.inWorld("bob")}
	met := map[caseapi.Pair]bool{}
	for range requests {
		operation := pick(random, caseapi.Operations())
		client := pick(random, clients)
		path := strings.NewReplacer("{id}", randomID(random, operation), "{type}",
			pick(random, []string{"case", "customer", "ticket"})).Replace(operation.Path)
		got := client.do(operation.Method, path, randomBody(random, operation), randomHeader(random))
		met[caseapi.Pair{Operation: operation.Name, Status: got.status}] = true
	}
	for _, pair := range caseapi.Pairs() {
		// Forced alone: a 500, and what needs a state that the session does not make.
		reached := met[pair] || pair.Status >= 500 || forcedAlone[pair.String()]
		if !reached {
			t.Errorf("the session never met %s", pair)
		}
	}
}

// forcedAlone are the documented answers, besides the 500s, that the sandbox never gives by itself.
var forcedAlone = map[string]bool{"createCustomer/422": true, "updateCustomer/422": true}

func pick[T any](random *rand.Rand, from []T) T { return from[random.IntN(len(from))] }

func randomID(random *rand.Rand, operation *caseapi.Operation) string {
	prefix := ""
	if operation.Object == caseapi.CustomerObject {
		prefix = "C-"
	}
	seeded := fmt.Sprintf("%s%d", prefix, 1001+random.IntN(50))
	return pick(random, []string{seeded, seeded, seeded, seeded, "unknown", "%2e%2e%2f", "force-404"})
}

func randomHeader(random *rand.Rand) header {
	return pick(random, []header{"", "", "", "", "", "Authorization: nobody", "x-sf-initiative: abc",
		"x-sf-user-email: agent@example.com", "Prefer: code=500", "Content-Type: text/plain"})
}

func randomBody(random *rand.Rand, operation *caseapi.Operation) string {
	if !operation.HasBody() {
		return ""
	}
	bodies := []string{`{}`, `[]`, `{"title": `, `{"unknown": 1}`}
	switch operation.Request {
	case caseapi.NewCaseSchema, caseapi.CaseUpdateSchema:
		bodies = append(bodies, `{"customerId": "C-1002", "title": "A title"}`,
			`{"customerId": "C-1003", "title": "Another", "interactions": [`+post1+`]}`,
			`{"customerId": "nobody", "title": "x"}`, `{"status": "closed"}`, `{"status": "open"}`,
			`{"interactions": [`+post1+`]}`, `{"title": null, "interactions": [{}]}`)
	case caseapi.BestmatchSchema:
		bodies = append(bodies, `{"displayName": "Andre Fisher"}`, `{"phoneNumbers": ["1"]}`,
			`{"email": 1}`)
	case caseapi.CustomerSearchSchema:
		bodies = append(bodies, `{"name": "Andre Fisher"}`, `{"tier": "silver"}`,
			`{"email": "nobody@nowhere.example"}`, `{"address": "x"}`)
	default:
		bodies = append(bodies, `{"name": "Andre Fisher"}`, `{"tier": "silver"}`, `{"tier": "wood"}`,
			`{"id": "1"}`)
	}
	return pick(random, bodies)
}
