package mockserver_test

import (
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

func TestBugsAreToldByTheAnswer(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithBugs("emoji-lost", "closed-not-listed"))
	answer := api.patch("/case/1001", `{"title": "Lost 📦"}`).want(201, "sandbox")
	title := read[caseapi.Case](answer).Title
	if got := answer.header.Get(mockserver.BugsHeader); got != "emoji-lost" || title != "Lost " {
		t.Errorf("%q was at work: %s", got, answer.body)
	}
	if got := api.get("/case/1002").header.Get(mockserver.BugsHeader); got != "" {
		t.Errorf("%q was at work in a lookup", got)
	}
}

func TestUnknownBugIsRefused(t *testing.T) {
	t.Parallel()
	_, err := mockserver.New(mockserver.WithBugs("emojis-lost"))
	if err == nil || !strings.Contains(err.Error(), `bug "emojis-lost" must be one of`) {
		t.Errorf("got %v", err)
	}
}
