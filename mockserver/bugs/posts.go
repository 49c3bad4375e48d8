package bugs

import (
	"slices"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
)

// posts are the bugs that lose a post, or something of it.
var posts = []Bug{
	{"handle-lower-cased", "The handle of an author is kept in lower case.", nothingLost,
		eachSentAuthor(func(author map[string]any) { change(author, "handle", strings.ToLower) })},
	{"service-id-rounded", "An id of 17 digits or more on its service is rounded, as by JavaScript.", nothingLost,
		eachServiceID(rounded)},
	{"leading-zeros-lost", "An id on its service loses the zeros that it begins with.", nothingLost,
		eachServiceID(withoutZeros)},
	{"time-zone-dropped", "The offset of a post's date-time is replaced by Z, and the hour stays.", nothingLost,
		eachSentPost(func(post map[string]any) { change(post, "created", withoutOffset) })},
	{"link-query-lost", "The link of a post loses what follows the question mark.", nothingLost,
		eachSentPost(func(post map[string]any) {
			change(post, "linkUrl", func(link string) string { return strings.SplitN(link, "?", 2)[0] })
		})},
	{"author-lost", "The author of a post that an update adds is answered, and not kept.", isThere,
		flaw{lose: func(_ *work, before caseapi.Case, after *caseapi.Case) {
			changePosts(after, func(at int, post *caseapi.Interaction) {
				if before.ID != "" && at >= len(before.Interactions) {
					post.Author = nil
				}
			})
		}}},
	{"brand-owned-forgotten", "Every author is kept as one who does not belong to the brand.", nothingLost,
		eachSentAuthor(func(author map[string]any) {
			if _, sent := author["brandOwned"]; sent {
				author["brandOwned"] = false
			}
		})},
	{"same-service-id-merged", "Two posts with the same id on different services are taken for one.", origin,
		flaw{keep: func(_ *work, _ caseapi.Case, after *caseapi.Case) {
			after.Interactions = lastOfEachID(after.Interactions)
		}}},
	{"second-post-lost", "Of several posts in one request, only the first is kept.", isThere,
		sending(func(body map[string]any) {
			if all, ok := body["interactions"].([]any); ok && len(all) > 1 {
				body["interactions"] = all[:1]
			}
		})},
	{"posts-replaced-by-update", "The posts of an update replace those of the case.", added,
		flaw{keep: func(w *work, before caseapi.Case, after *caseapi.Case) {
			if before.ID != "" && w.sentPosts() > 0 {
				after.Interactions = newOnes(before, *after)
			}
		}}},
}

// eachSentPost is a flaw in each post that is sent.
func eachSentPost(change func(post map[string]any)) flaw {
	return sending(func(body map[string]any) {
		all, _ := body["interactions"].([]any)
		for _, element := range all {
			if post, ok := element.(map[string]any); ok {
				change(post)
			}
		}
	})
}

// eachSentAuthor is a flaw in the author of each post that is sent.
func eachSentAuthor(change func(author map[string]any)) flaw {
	return eachSentPost(func(post map[string]any) {
		if author, ok := post["author"].(map[string]any); ok {
			change(author)
		}
	})
}

// eachServiceID is a flaw in the ids of posts and authors on their services.
func eachServiceID(write func(string) string) flaw {
	return eachSentPost(func(post map[string]any) {
		change(post, "serviceId", write)
		if author, ok := post["author"].(map[string]any); ok {
			change(author, "serviceId", write)
		}
	})
}

// exact is how many digits a number of JavaScript keeps at least.
const exact = 16

func rounded(id string) string {
	number, err := strconv.ParseFloat(id, 64)
	if err != nil || !isNumber(id) || len(id) <= exact || id[0] == '0' {
		return id
	}
	return strconv.FormatFloat(number, 'f', -1, 64)
}

func withoutZeros(id string) string {
	if !isNumber(id) {
		return id
	}
	return strings.TrimLeft(id[:len(id)-1], "0") + id[len(id)-1:]
}

func isNumber(id string) bool { return id != "" && strings.Trim(id, "0123456789") == "" }

// withoutOffset ends a date-time in Z where it ends as in +05:30.
func withoutOffset(dateTime string) string {
	at := strings.LastIndexAny(dateTime, "+-")
	if at < 0 || at < strings.Index(dateTime, ":") {
		return dateTime // the sign belongs to the date, or there is none
	}
	return dateTime[:at] + "Z"
}

// changePosts changes copies of the posts of a case.
func changePosts(of *caseapi.Case, change func(at int, post *caseapi.Interaction)) {
	of.Interactions = slices.Clone(of.Interactions)
	for at := range of.Interactions {
		change(at, &of.Interactions[at])
	}
}

// lastOfEachID leaves the last of the posts that have the same id.
func lastOfEachID(all []caseapi.Interaction) []caseapi.Interaction {
	var left []caseapi.Interaction
	for at, post := range all {
		again := func(later caseapi.Interaction) bool { return later.ServiceID == post.ServiceID }
		if !slices.ContainsFunc(all[at+1:], again) {
			left = append(left, post)
		}
	}
	return left
}

// sentPosts is how many posts the request sends.
func (w *work) sentPosts() int {
	all, _ := w.sent["interactions"].([]any)
	return len(all)
}

// newOnes are the posts of a case that it did not have before.
func newOnes(before, after caseapi.Case) []caseapi.Interaction {
	return slices.Clone(after.Interactions[len(before.Interactions):])
}
