package surprises

import "slices"

// writes are the surprises in what others write beside the client.
var writes = []Surprise{
	{Name: "post-of-somebody-else", Summary: "Every other case has a post that no client has sent, an automatic reply.",
		Sentence: "An update adds to Case.interactions. The documents do not say that nobody else does.",
		Mistake:  "A client takes the posts of an answer for those that it has sent, or counts them.",
		strike: func(w *work) bool {
			found := false
			for _, kase := range w.cases() {
				posts, ok := kase.get("interactions").(*array)
				if ok && newDice(w.Seed, "post-of-somebody-else", text(kase, "id")).IntN(2) == 0 {
					posts.elements = slices.Insert(posts.elements, 0, any(automaticReply(kase)))
					found = true
				}
			}
			return found
		}},
	{Name: "posts-kept-twice", Summary: "A post that is sent again stands beside the former one, from then on.",
		Sentence: "An update adds to Case.interactions. The documents do not say that a post is known again.",
		Mistake:  "A client sends an update again that it has no answer to, and shows or counts its posts twice.",
		twice:    true, strike: showsPost(func(post *object, seen map[any]bool) bool {
			origin := [2]any{post.get("service"), post.get("serviceId")}
			again := seen[origin]
			seen[origin] = true
			return again
		})},
}

// KeepsTwice reports whether a case keeps a post that is sent again beside the former one; false for a nil profile.
func (p *Profile) KeepsTwice() bool {
	return p != nil && slices.ContainsFunc(p.chosen, func(s Surprise) bool { return s.twice })
}

// automaticReply is the same in each answer.
func automaticReply(kase *object) *object {
	return &object{[]member{{"created", kase.get("created")},
		{"body", "Vielen Dank für Ihre Nachricht! We have opened a case for you."}, {"linkUrl", ""},
		{"serviceId", "auto-" + text(kase, "id")}, {"service", "mail"}, {"contentType", "auto_reply"},
		{"author", &object{[]member{{"service", "mail"}, {"serviceId", "robot"}, {"handle", "no-reply"},
			{"name", "Service"}, {"brandOwned", true}}}}}}
}
