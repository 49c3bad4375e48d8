package consistency_test

import (
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
)

// TestTheSameAgain costs no more each time: a client may send one update a thousand times.
func TestTheSameAgain(t *testing.T) {
	model := consistency.NewModel(caseapi.New(caseapi.ObjectStructures{}))
	update := consistency.Exchange{Operation: caseapi.MustOperation(caseapi.UpdateCase), Status: 201,
		Path: map[string]string{"id": "1"}, Sent: body{"title": "x", "interactions": []any{post("mail", "1", "a")}},
		Answer: body{"id": "1", "title": "x"}}
	model.Learn(update)
	once := testing.AllocsPerRun(10, func() { model.Judge(update) })
	for range 1000 {
		model.Learn(update)
	}
	if often := testing.AllocsPerRun(10, func() { model.Judge(update) }); often > once+1 {
		t.Errorf("%v allocations, and %v after a thousand updates", once, often)
	}
}

// TestStanding changes with what an answer rests on, and with nothing else.
func TestStanding(t *testing.T) {
	t.Parallel()
	model := consistency.NewModel(caseapi.New(caseapi.ObjectStructures{}))
	lookup := func(id, title string) consistency.Exchange {
		return consistency.Exchange{Operation: caseapi.MustOperation(caseapi.LookupCase), Status: 200,
			Path: map[string]string{"id": id}, Answer: body{"id": id, "title": title}}
	}
	if _, ok := model.Standing(lookup("1", "x")); ok {
		t.Error("nothing is known of the case")
	}
	for i, step := range []struct {
		learned consistency.Exchange
		changes bool
	}{
		{lookup("1", "x"), true}, {lookup("1", "x"), false}, {lookup("2", "x"), false}, {lookup("1", "y"), true},
		{consistency.Exchange{Operation: caseapi.MustOperation(caseapi.UpdateCase), Status: 500,
			Path: map[string]string{"id": "1"}, Sent: body{"title": "z"}}, true},
	} {
		before, _ := model.Standing(lookup("1", ""))
		model.Learn(step.learned)
		if after, _ := model.Standing(lookup("1", "")); (after != before) != step.changes {
			t.Errorf("step %d: %v, then %v", i+1, before, after)
		}
	}
}
