package explore_test

import (
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/scenarios/explore"
	"casemock/scenarios/story"
)

// sequences are as many as an exploration has by default.
func sequences(change ...func(*explore.Settings)) []*story.Story {
	settings := explore.Settings{Structures: fixtures.DefaultStructures(), Seed: 1, Steps: 30,
		Tried: func(caseapi.OperationName) bool { return true }}
	for _, change := range change {
		change(&settings)
	}
	generator := explore.NewGenerator(settings)
	var all []*story.Story
	for range 100 {
		all = append(all, generator.Next())
	}
	return all
}

func written(stories []*story.Story) string {
	var text strings.Builder
	for _, story_ := range stories {
		text.Write(story.Format(story_))
	}
	return text.String()
}

func seeded(seed uint64) func(*explore.Settings) {
	return func(s *explore.Settings) { s.Seed = seed }
}

// TestSameSeedSameSequences holds --seed to its promise.
func TestSameSeedSameSequences(t *testing.T) {
	t.Parallel()
	first := written(sequences(seeded(7)))
	if first != written(sequences(seeded(7))) {
		t.Error("one seed made different sequences")
	}
	if first == written(sequences(seeded(8))) {
		t.Error("two seeds made the same sequences")
	}
}

// TestSequencesAreStories reads back what was made as a person's stories are read: each reference leads to
// an earlier step.
func TestSequencesAreStories(t *testing.T) {
	t.Parallel()
	for _, made := range sequences() {
		text := story.Format(made)
		if _, problems := story.Parse(made.Name, text); len(problems) > 0 {
			t.Fatalf("%s: %v\n%s", made.Name, problems, text)
		}
	}
}

// TestEverythingIsTried counts operations, difficult texts and lengths.
func TestEverythingIsTried(t *testing.T) {
	t.Parallel()
	all := sequences()
	calls := map[caseapi.OperationName]int{}
	longest := 0
	for _, made := range all {
		longest = max(longest, len(made.Steps))
		for _, step := range made.Steps {
			calls[step.Operation.Name]++
		}
	}
	for _, operation := range caseapi.Operations() {
		if calls[operation.Name] < 20 {
			t.Errorf("%s is called %d times", operation.Name, calls[operation.Name])
		}
	}
	if longest < 103 {
		t.Errorf("the longest sequence has %d calls: no list of more than 100", longest)
	}
	text := written(all)
	for _, rare := range []string{`\U0001F600`, "שלום", "<b>", "1234567${run.id}", "\"007\"", "+05:30",
		"status: closed", "JaneDoe_OfficiaL", "linkUrl: \"\"", "brandOwned: true", "interactions: []",
		"serviceId: pfbid02AbC_${run.id}", "serviceId: pfbid02abc_${run.id}", "jane.doe.of.the.northern.branch.office",
		"tier: platinum"} {
		if strings.Count(text, rare) < 3 {
			t.Errorf("%q is sent %d times", rare, strings.Count(text, rare))
		}
	}
}

// TestWhatIsCreatedIsMarked asks for the word by which people know what an exploration left behind.
func TestWhatIsCreatedIsMarked(t *testing.T) {
	t.Parallel()
	api := caseapi.New(fixtures.DefaultStructures())
	for _, made := range sequences() {
		for _, step := range made.Steps {
			body, _ := step.Body.(map[string]any)
			text, first := body["title"], step.Operation.Name == caseapi.CreateCase
			if step.Operation.Name == caseapi.CreateCustomer {
				text, first = body[api.Structures().Customer.Fields[0].Name], true
			}
			written, isText := text.(string)
			if first && isText && written != "" && !strings.Contains(written, "casemock") {
				t.Fatalf("%s without the mark: %v", step.Operation.Name, body)
			}
		}
	}
}

// TestPostsAreNew asks for ids that no other sequence has: a server may refuse a post that it has already.
func TestPostsAreNew(t *testing.T) {
	t.Parallel()
	for _, made := range sequences() {
		for _, step := range made.Steps {
			body, _ := step.Body.(map[string]any)
			posts, _ := body["interactions"].([]any)
			for _, element := range posts {
				post, _ := element.(map[string]any)
				if id, isText := post["serviceId"].(string); isText && !strings.Contains(id, "${run.id}") {
					t.Fatalf("a post of other sequences: %v", post)
				}
			}
		}
	}
}

func only(names ...caseapi.OperationName) func(*explore.Settings) {
	return func(s *explore.Settings) {
		s.Tried = func(tried caseapi.OperationName) bool {
			for _, name := range names {
				if name == tried {
					return true
				}
			}
			return false
		}
	}
}

// TestOthersAreOnlyPrepared shows what is called beside the operations that are tried.
func TestOthersAreOnlyPrepared(t *testing.T) {
	t.Parallel()
	for _, made := range sequences(only(caseapi.UpdateCase)) {
		for i, step := range made.Steps {
			creates := step.Operation.Name == caseapi.CreateCustomer || step.Operation.Name == caseapi.CreateCase
			if step.Operation.Name != caseapi.UpdateCase && (!creates || i > 1) {
				t.Fatalf("step %d of %s is %s", i+1, made.Name, step.Operation.Name)
			}
		}
	}
}

// TestGivenCustomer creates none beside the one that was given, and changes nothing about them.
func TestGivenCustomer(t *testing.T) {
	t.Parallel()
	all := sequences(func(s *explore.Settings) { s.CustomerID = "C-7" })
	if text := written(all); !strings.Contains(text, "customerId: C-7") {
		t.Errorf("got\n%.2000s", text)
	}
	for _, made := range all {
		for _, step := range made.Steps {
			changes := step.Operation.Name == caseapi.UpdateCustomer && step.Path["id"] == "C-7"
			if changes || step.Operation.Name == caseapi.CreateCustomer && validCustomer(step.Body) {
				t.Fatalf("%s %s %v", step.Operation.Name, step.Path["id"], step.Body)
			}
		}
	}
}

func validCustomer(body any) bool {
	return len(caseapi.New(fixtures.DefaultStructures()).ValidateBody(caseapi.NewCustomerSchema, body)) == 0
}

// TestServerWithoutCustomFields has nothing to send of a customer, and all of a case.
func TestServerWithoutCustomFields(t *testing.T) {
	t.Parallel()
	for _, made := range sequences(func(s *explore.Settings) {
		s.Structures, s.CustomerID = caseapi.ObjectStructures{}, "7"
	}) {
		if _, problems := story.Parse(made.Name, story.Format(made)); len(problems) > 0 {
			t.Fatalf("%s: %v", made.Name, problems)
		}
	}
}
