package surprises

import (
	"net/http"

	"casemock/contracts/caseapi"
)

// lists are the surprises in what is listed, and in which order.
var lists = []Surprise{
	{Name: "lists-shuffled", Summary: "findCases and searchCustomers list in another order each time.",
		Sentence: "The documents name no order of cases and customers.",
		Mistake:  "A client takes the first case for the newest, or pages through two answers.",
		strike: func(w *work) bool {
			list, ok := w.document.(*array)
			return ok && w.Operation.Name != caseapi.BestmatchCustomers && w.shuffle(list, "lists-shuffled")
		}},
	{Name: "posts-shuffled", Summary: "The interactions of a case come in another order each time.",
		Sentence: "Case.interactions are in no documented order.",
		Mistake:  "A client takes the last post for the newest, or tells posts by their place.",
		strike: func(w *work) bool {
			shuffled := false
			for _, kase := range w.cases() {
				posts, ok := kase.get("interactions").(*array)
				shuffled = ok && w.shuffle(posts, "posts-shuffled") || shuffled
			}
			return shuffled
		}},
	{Name: "unknown-customer-without-cases", Summary: "findCases of a customer that does not exist is an empty list.",
		Sentence: "For a customer that does not exist, the answer is 404 or an empty array.",
		Mistake:  "A client asks for a 404 to find out whether a customer exists.",
		strike: func(w *work) bool {
			if w.Operation.Name != caseapi.FindCases || w.Status != http.StatusNotFound {
				return false
			}
			w.sayJSON(http.StatusOK, &array{})
			return true
		}},
}

// shuffle reports whether there is anything to put into another order.
func (w *work) shuffle(list *array, purpose string) bool {
	w.dice(purpose).Shuffle(len(list.elements), func(i, j int) {
		list.elements[i], list.elements[j] = list.elements[j], list.elements[i]
	})
	return len(list.elements) > 1
}
