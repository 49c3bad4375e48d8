package scenarios_test

import (
	"encoding/json"
	"strings"
	"testing"

	"casemock/scenarios"
)

// TestReferenceHasEveryWord of the format, as the schema for editors has them.
func TestReferenceHasEveryWord(t *testing.T) {
	t.Parallel()
	var schema struct {
		Properties map[string]any
		Defs       struct {
			State, Request, Response, Reaction, Retry, Stop struct{ Properties map[string]any }

			NoRetry struct{ Properties map[string]any } `json:"no-retry"`
			Matcher struct{ OneOf []struct{ Required []string } }
		} `json:"$defs"`
	}
	if err := json.Unmarshal(scenarios.Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	reference := scenarios.Reference()
	for _, keys := range []map[string]any{schema.Properties, schema.Defs.State.Properties,
		schema.Defs.Request.Properties, schema.Defs.Response.Properties, schema.Defs.Reaction.Properties,
		schema.Defs.Retry.Properties, schema.Defs.Stop.Properties, schema.Defs.NoRetry.Properties} {
		for key := range keys {
			if !strings.Contains(reference, "\n  "+key+" ") {
				t.Errorf("nothing is said of %s", key)
			}
		}
	}
	for _, matcher := range schema.Defs.Matcher.OneOf {
		if word := matcher.Required[0]; !strings.Contains(reference, "\n  {"+word+": ") {
			t.Errorf("nothing is said of the matcher %s", word)
		}
	}
	for _, fault := range scenarios.Faults() {
		if !strings.Contains(reference, string(fault)) {
			t.Errorf("nothing is said of %s", fault)
		}
	}
}

func TestReferenceHasEveryState(t *testing.T) {
	t.Parallel()
	for _, state := range scenarios.KnownStates() {
		if !strings.Contains(scenarios.StatesReference(), "\n  "+state.Name+"\n") {
			t.Errorf("nothing is said of %s", state.Name)
		}
	}
}

// TestReferenceShowsWhatCanBeRead at its end.
func TestReferenceShowsWhatCanBeRead(t *testing.T) {
	t.Parallel()
	reference := scenarios.Reference()
	example := reference[strings.LastIndex(reference, "  responses:"):]
	read := scenario(t, strings.ReplaceAll(example, "\n  ", "\n")[2:])
	if !read.Live || !read.ThenSandbox {
		t.Errorf("read %+v of %s", read, example)
	}
}
