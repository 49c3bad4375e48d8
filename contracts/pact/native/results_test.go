package native

import (
	"strings"
	"testing"

	"casemock/contracts/pact/contract"

	"github.com/google/go-cmp/cmp"
)

func TestResultsComeInTheContractsOrder(t *testing.T) {
	t.Parallel()
	got, err := inOrder([]byte(`{"interactionResults": [
		{"interactionId": "0001", "result": "Error", "mismatch": {"mismatches": [
			{"type": "BodyMismatch", "path": "$.a", "mismatch": "is another"},
			{"type": "HeaderMismatch", "key": "X-Wanted", "mismatch": "is missing"}]}},
		{"interactionId": "0002", "result": "Error", "mismatch": {"message": "no answer", "type": "error"}},
		{"interactionId": "0000", "result": "OK"}], "errors": [{"mismatch": {"message": "no answer"}}]}`), 3)
	if err != nil {
		t.Fatal(err)
	}
	want := []contract.Matched{
		{Holds: true},
		{Mismatches: []contract.Mismatch{
			{Kind: contract.BodyMismatch, Path: "$.a", Text: "is another"},
			{Kind: contract.HeaderMismatch, Header: "X-Wanted", Text: "is missing"}}},
		{Problem: "no answer"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestResultsThatAreNoVerdict(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{`: "reading what pact tells",
		`{"errors": [{"mismatch": {"message": "Failed to load pact"}}]}`: "Failed to load pact",
		`{}`: "verified 0 of 2",
		`{"interactionResults": [{"interactionId": "0000"}]}`: "verified 1 of 2",
		`{"interactionResults": [{"interactionId": "0002"}]}`: `about "0002"`,
		`{"interactionResults": [{"interactionId": "-001"}]}`: `about "-001"`,
		`{"interactionResults": [{"interactionId": ""}]}`:     `about ""`,
	} {
		if _, err := inOrder([]byte(text), 2); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}
