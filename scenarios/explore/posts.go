package explore

import (
	"fmt"
	"maps"
	"strings"
)

// post is an interaction with the parts that the documents require.
func post(service, id, body string) map[string]any {
	return map[string]any{"created": "2024-05-01T09:30:00Z", "body": body, "linkUrl": "",
		"serviceId": id, "service": service, "contentType": "post"}
}

func (d *draft) plainPost() map[string]any {
	return post("facebook", d.postID(), "Where is my parcel?")
}

// postID is an ordinary id of a post. No other playing has it: a server may refuse a post that it has already, on
// another case.
func (d *draft) postID() string { return fmt.Sprint(runID, d.next()) }

func services() []string { return []string{"facebook", "twitter", "instagram", "linkedin"} }

// posts are one or more for a case, of which some may have been sent before. Without a case they are
// for a new one.
func (d *draft) posts(k *kase) []any {
	var all []any
	for range 1 + d.rarely("posts", 3) {
		all = append(all, d.post(k, all))
	}
	return all
}

func (d *draft) post(k *kase, beside []any) map[string]any {
	known := beside
	if k != nil {
		for _, sent := range k.posts {
			known = append(known, sent)
		}
	}
	if len(known) == 0 {
		return d.newPost()
	}
	again := maps.Clone(oneOf(d.Generator, known).(map[string]any))
	switch d.rarely("again", 8) {
	case 0: // the same once more
	case 1:
		again["body"] = "It was changed by its author."
	case 2, 3:
		again["service"], again["body"] = d.otherService(again["service"]), "The same id elsewhere."
	case 4, 5:
		id := again["serviceId"].(string)
		if strings.Contains(id, lettersID) {
			again["serviceId"], again["body"] = strings.Replace(id, lettersID, strings.ToLower(lettersID), 1), "Small letters."
			return again
		}
		again = d.newPost()
		again["serviceId"] = lettersID + runID
	default:
		return d.newPost()
	}
	return again
}

// lettersID is the begin of an id in which it matters whether a letter is a capital.
const lettersID = "pfbid02AbC_"

func (d *draft) otherService(than any) string {
	for {
		if service := oneOf(d.Generator, services()); service != than {
			return service
		}
	}
}

// newPost has something difficult in one place, or in several.
func (d *draft) newPost() map[string]any {
	made := post(oneOf(d.Generator, services()), d.postID(), "Where is my parcel?")
	const places = 6
	chosen := d.rarely("post", places)
	several := d.chance(0.3)
	odd := func(place int) bool { return place == chosen || several && d.chance(0.4) }
	if odd(0) {
		made["body"] = d.short("post.body")
	}
	if odd(1) {
		made["created"] = rareOf(d.Generator, "post.created", moments())
	}
	if odd(2) {
		made["linkUrl"] = rareOf(d.Generator, "post.linkUrl", links())
	}
	if odd(3) {
		made["serviceId"] = strings.Replace(rareOf(d.Generator, "post.serviceId", serviceIDs()), words, runID, 1)
	}
	if odd(4) || odd(5) {
		made["author"] = d.author(made["service"].(string))
	}
	made["contentType"] = []string{"post", "comment", "message"}[d.rarely("contentType", 3)]
	return made
}

// author is one of a post: a brand's own account or somebody else.
func (d *draft) author(service string) map[string]any {
	author := map[string]any{"service": service, "serviceId": "778", "handle": "jane.doe",
		"name": "Jane Doe", "brandOwned": d.rarely("brandOwned", 2) == 0}
	switch d.rarely("author", 4) {
	case 0:
		author["serviceId"] = strings.Replace(rareOf(d.Generator, "author.serviceId", serviceIDs()), words, runID, 1)
	case 1, 2:
		author["handle"] = rareOf(d.Generator, "author.handle", handles())
	case 3:
		author["name"] = d.short("author.name")
	}
	return author
}

func postsOf(body map[string]any) []map[string]any {
	var posts []map[string]any
	sent, _ := body["interactions"].([]any)
	for _, element := range sent {
		if post, ok := element.(map[string]any); ok {
			posts = append(posts, post)
		}
	}
	return posts
}
