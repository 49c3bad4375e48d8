package surprises

import (
	"fmt"

	"casemock/contracts/caseapi"
)

// unknownService is a social service that nobody has heard of.
const unknownService = "yodelr"

// values are the surprises in what is written by machines.
var values = []Surprise{
	{Name: "service-unknown", Summary: "Posts are from a service, and of a content type, that nobody knows.",
		Sentence: "service and contentType are strings, such as facebook and post. There is no list of them.",
		Mistake:  "A client has an enumeration of services, an icon or a parser for each, and none for others.",
		place:    seededPosts, seed: func(kase *caseapi.Case) {
			for i, post := range kase.Interactions {
				kase.Interactions[i].Service, kase.Interactions[i].ContentType = unknownService, "live_yodel"
				if post.Author != nil {
					author := *post.Author
					author.Service = unknownService
					kase.Interactions[i].Author = &author
				}
			}
		}, strike: showsPost(func(post *object, _ map[any]bool) bool { return post.get("service") == unknownService })},
	{Name: "service-ids-alike", Summary: "Posts of different services have the same serviceId, and so do their authors.",
		Sentence: "serviceId is the id on the origin service: unique by service and serviceId, and not alone.",
		Mistake:  "A client knows posts by their serviceId, and loses one of two.",
		place:    seededPosts, seed: func(kase *caseapi.Case) {
			for i := range kase.Interactions {
				kase.Interactions[i].Service = fmt.Sprintf("service-%d", i+1)
				kase.Interactions[i].ServiceID = kase.Interactions[0].ServiceID
			}
		}, strike: showsPost(func(post *object, seen map[any]bool) bool {
			again := seen[post.get("serviceId")]
			seen[post.get("serviceId")] = true
			return again
		})},
	{Name: "five-hundred-cases", Summary: "The first 500 seeded cases, or as many as there are, are of one customer.",
		Sentence: "GET /customer/{id}/cases answers the cases of the customer: all of them. There are no pages.",
		Mistake:  "A client has room or time for a few cases, or shows the first ten as if they were all.",
		crowds:   true, strike: func(w *work) bool {
			return w.schema() == caseapi.CasesSchema && w.Cases > 0 && len(w.cases()) >= min(crowd, w.Cases)
		}},
}

// showsPost reports whether one of the posts of a case is so; seen is for what there is in the others.
func showsPost(is func(post *object, seen map[any]bool) bool) func(w *work) bool {
	return func(w *work) bool {
		for _, kase := range w.cases() {
			seen := map[any]bool{}
			for _, post := range objectsOf(kase.get("interactions")) {
				if is(post, seen) {
					return true
				}
			}
		}
		return false
	}
}
