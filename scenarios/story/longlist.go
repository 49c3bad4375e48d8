package story

import (
	"fmt"

	"casemock/contracts/caseapi"
)

// LongList is a story of a customer with so many cases, which stay on the server. It is adapted to a server as the
// built-in ones are, whose longest list has 26.
func LongList(elements int) *Story {
	const anna = "${anna.id}"
	story := &Story{Name: "a-very-long-list",
		Summary: fmt.Sprintf("A customer has %d cases, and all of them are listed.", elements),
		Steps: []Step{{Operation: caseapi.MustOperation(caseapi.CreateCustomer), As: "anna",
			Body: map[string]any{"name": "casemock Anna ${run.id}", "email": "anna.${run.id}@casemock.example"}}},
	}
	story.Source.BuiltIn = true
	for i := range elements {
		story.Steps = append(story.Steps, Step{Operation: caseapi.MustOperation(caseapi.CreateCase),
			Body: map[string]any{"customerId": anna, "title": fmt.Sprintf("casemock: case %d ${run.id}", i+1)}})
	}
	story.Steps = append(story.Steps, Step{Operation: caseapi.MustOperation(caseapi.FindCases),
		Path: map[string]string{"id": anna}})
	return story
}
