package consistency

import (
	"fmt"
	"maps"
	"slices"

	"casemock/contracts/caseapi"
)

// post is what is known of an interaction of a case.
type post struct {
	service, serviceID string
	// versions are the forms in which it was sent or shown; the last one is the newest.
	versions []map[string]any
	copies   int  // how often it may stand there
	sent     bool // since it was last shown
	doubtful bool // it may be missing, or be another
}

// isOf reports whether an interaction is the post.
func (p *post) isOf(interaction map[string]any) bool {
	return interaction["service"] == p.service && IDText(interaction["serviceId"]) == p.serviceID
}

// isNameless reports whether an interaction lacks that by which a post is known again, whatever it is.
func isNameless(interaction map[string]any) bool {
	_, named := interaction["service"].(string)
	return !named || IDText(interaction["serviceId"]) == ""
}

func (o *object) post(interaction map[string]any) *post {
	for i := range o.posts {
		if o.posts[i].isOf(interaction) {
			return &o.posts[i]
		}
	}
	return nil
}

// hasText reports whether a post has one of these texts.
func (o *object) hasText(texts map[string]bool) bool {
	return slices.ContainsFunc(o.posts, func(p post) bool {
		return slices.ContainsFunc(p.versions, func(version map[string]any) bool {
			text, isText := version["body"].(string)
			return isText && texts[text]
		})
	})
}

// addPosts adds the interactions of a request that was accepted.
func (o *object) addPosts(sent []map[string]any, doubtful bool) {
	for _, interaction := range sent {
		p := o.post(interaction)
		if p == nil {
			made, ok := newPost(interaction)
			if !ok {
				continue
			}
			o.posts = append(o.posts, made)
			p = &o.posts[len(o.posts)-1]
		}
		p.versions = append(p.otherThan(interaction), interaction)
		p.copies, p.sent, p.doubtful = p.copies+1, true, p.doubtful || doubtful
	}
}

// otherThan are the versions but for one that is sent again: a client may send the same a thousand times.
func (p *post) otherThan(again map[string]any) []map[string]any {
	others := make([]map[string]any, 0, len(p.versions)+1)
	for _, version := range p.versions {
		if !sameValue(version, again) {
			others = append(others, version)
		}
	}
	return others
}

// newPost is false for an interaction without the strings by which it is known again.
func newPost(interaction map[string]any) (post, bool) {
	service, isText := interaction["service"].(string)
	serviceID, alsoText := interaction["serviceId"].(string)
	return post{service: service, serviceID: serviceID}, isText && alsoText
}

// adoptPosts takes in what a lookup shows. Of a post that was sent again, it may show the former contents only for
// a while.
func (o *object) adoptPosts(shown map[string]any) {
	if _, shows := shown["interactions"].([]any); !shows {
		return
	}
	after := &object{}
	for _, interaction := range objectsOf(shown["interactions"]) {
		after.addPosts([]map[string]any{withAuthor(interaction, o.post(interaction))}, false)
	}
	for i := range after.posts {
		p := &after.posts[i]
		p.sent = false
		known := o.post(p.newest())
		if known == nil || !known.sent {
			continue
		}
		p.copies = max(p.copies, known.copies)
		if !sameContents(p.newest(), known.newest()) {
			p.versions, p.sent = slices.Concat(p.versions, known.versions), true
		}
	}
	o.posts, o.strange = after.posts, false
}

func sameContents(one, other map[string]any) bool {
	return !slices.ContainsFunc(postParts, func(name string) bool {
		return !about(caseapi.CaseObject, "interactions[]."+name).compared.same(one[name], other[name])
	})
}

// withAuthor is a post as it was shown, with the author that is known of it where it was shown without.
func withAuthor(shown map[string]any, known *post) map[string]any {
	_, has := shown["author"]
	if has || known == nil {
		return shown
	}
	at := slices.IndexFunc(known.versions, func(version map[string]any) bool { return sameContents(version, shown) })
	if at < 0 {
		return shown
	}
	author, has := known.versions[at]["author"]
	if !has {
		return shown
	}
	made := maps.Clone(shown)
	made["author"] = author
	return made
}

func (p *post) newest() map[string]any { return p.versions[len(p.versions)-1] }

// judgePosts holds the interactions that an answer shows against those that are known; named limits them
// to some, and nil does not.
func (j *judgement) judgePosts(named []map[string]any) {
	value, there := j.shown["interactions"]
	_, isArray := value.([]any)
	if there && !isArray {
		return
	}
	shown := objectsOf(value)
	for i := range j.object.posts {
		p := &j.object.posts[i]
		asked := named == nil || len(shown) > 0 && slices.ContainsFunc(named, p.isOf)
		if !p.doubtful && asked {
			j.judgePost(p, shown, isArray)
		}
	}
}

func (j *judgement) judgePost(p *post, shown []map[string]any, isArray bool) {
	row := about(j.object.kind, "interactions")
	var at []int
	for i, interaction := range shown {
		if p.isOf(interaction) {
			at = append(at, i)
		}
	}
	switch {
	case !isArray && !j.shows("interactions"), len(at) == 0 && slices.ContainsFunc(shown, isNameless):
	case !isArray:
		j.lacks(row, "the interaction was sent and accepted, and this case shows none, as others do", p)
	case len(at) == 0 && p.sent:
		j.lacks(row, "the interaction was sent and accepted, and the case does not show it", p)
	case len(at) == 0:
		j.lacks(row, "an interaction that the case had before the update is gone", p)
	case len(at) > p.copies && !j.object.strange:
		j.put(row, Difference{Path: j.at + "interactions",
			Message:  fmt.Sprintf("the interaction was sent %s, and the case shows it %d times", times(p.copies), len(at)),
			Expected: times(p.copies), Actual: fmt.Sprintf("%d times", len(at))})
	default:
		j.judgeCopies(p, shown, at)
	}
}

func (j *judgement) lacks(row field, message string, p *post) {
	j.put(row, Difference{Path: j.at + "interactions", Message: message, Expected: jsonText(p.newest()),
		Actual: "missing"})
}

func times(count int) string {
	if count == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", count)
}

// judgeCopies asks of a post whether its newest version is there. One that was sent before may stand
// beside it, or, since no document says what happens to it, in its place.
func (j *judgement) judgeCopies(p *post, shown []map[string]any, at []int) {
	var wrong []Difference
	newest, former := false, false
	for _, i := range at {
		differences := j.compare(p.newest(), shown, i)
		switch {
		case len(differences) == 0:
			newest = true
		case slices.ContainsFunc(p.versions, func(version map[string]any) bool {
			return len(j.compare(version, shown, i)) == 0
		}):
			former = true
		default:
			wrong = differences
		}
	}
	j.found = append(j.found, wrong...)
	if wrong == nil && former && !newest {
		j.put(about(j.object.kind, "interactions"), Difference{Path: j.at + "interactions",
			Message:  "the interaction was sent again with other contents, and the case shows the former ones",
			Expected: jsonText(p.newest()), Actual: jsonText(shown[at[0]]), Warning: true})
	}
}

// compare says what of a version a post does not show. An author may be left out.
func (j *judgement) compare(version map[string]any, shown []map[string]any, i int) []Difference {
	part := judgement{model: j.model, operation: j.operation, object: j.object}
	at := fmt.Sprintf("%sinteractions[%d].", j.at, i)
	part.compareParts("interactions[].", at, postParts, version, shown[i])
	author, isShown := objectOf(version["author"]), objectOf(shown[i]["author"])
	switch {
	case author == nil:
	case isShown != nil:
		part.compareParts("interactions[].author.", at+"author.", authorParts, author, isShown)
	case j.shows("author") || slices.ContainsFunc(shown, hasAuthor):
		part.put(about(j.object.kind, "interactions[].author"), Difference{Path: at + "author",
			Message:  "the author was sent and accepted, and is not shown, as others are",
			Expected: jsonText(author), Actual: "missing"})
	}
	return part.found
}

func hasAuthor(interaction map[string]any) bool { return objectOf(interaction["author"]) != nil }

func (j *judgement) compareParts(rows, at string, names []string, expected, shown map[string]any) {
	for _, name := range names {
		row := about(j.object.kind, rows+name)
		if was, had := expected[name]; had && !row.compared.same(was, shown[name]) {
			j.put(row, Difference{Path: at + name, Message: "the value that was sent is lost",
				Expected: jsonText(was), Actual: jsonText(shown[name])})
		}
	}
}
