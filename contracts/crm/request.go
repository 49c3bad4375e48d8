package crm

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

type request struct {
	*http.Request
	operation string
	id        string
	body      Object
	problem   string // with the body; empty: none
}

// parse finds the operation by method and path, and reads the body of one that has a body.
func parse(r *http.Request) *request {
	parsed := &request{Request: r}
	segments := strings.Split(strings.TrimPrefix(r.URL.EscapedPath(), "/"), "/")
	for i, segment := range segments {
		segments[i], _ = url.PathUnescape(segment)
	}
	switch pattern := r.Method + " " + shape(segments); pattern {
	case "PATCH case/*":
		parsed.operation, parsed.id = "updateCase", segments[1]
	case "GET case/*":
		parsed.operation, parsed.id = "lookupCase", segments[1]
	case "POST case":
		parsed.operation = "createCase"
	case "GET customer/*/cases":
		parsed.operation, parsed.id = "findCases", segments[1]
	case "GET meta/object/*":
		parsed.operation, parsed.id = "defineObjectStructures", segments[2]
	case "POST customer":
		parsed.operation = "createCustomer"
	case "GET customer/*":
		parsed.operation, parsed.id = "findCustomer", segments[1]
	case "PATCH customer/*":
		parsed.operation, parsed.id = "updateCustomer", segments[1]
	case "POST customers":
		parsed.operation = "searchCustomers"
	case "POST customer/*": // bestmatch
		parsed.operation = "bestmatchCustomers"
	}
	if r.Method == http.MethodPost || r.Method == http.MethodPatch {
		parsed.read()
	}
	return parsed
}

func shape(segments []string) string {
	words := append([]string{}, segments...)
	switch {
	case len(words) >= 2 && (words[0] == "case" || words[0] == "customer"):
		words[1] = "*"
	case len(words) == 3 && words[0] == "meta":
		words[2] = "*"
	}
	return strings.Join(words, "/")
}

func (r *request) read() {
	data, err := io.ReadAll(r.Body)
	if err != nil || json.Unmarshal(data, &r.body) != nil || r.body == nil {
		r.problem = "the body must be a JSON object"
		return
	}
	for name, value := range r.body {
		_, isText := value.(string)
		posts, isList := value.([]any)
		switch {
		case r.operation == "bestmatchCustomers" && strings.HasSuffix(name, "s"):
			r.readSeveral(name, value)
		case name == "interactions" && !isList:
			r.problem = "interactions must be a list"
		case name == "interactions":
			r.readPosts(posts)
		case !isText:
			r.problem = name + " must be a string"
		}
	}
}

// readSeveral reads numbers or addresses of a person who is looked for.
func (r *request) readSeveral(name string, value any) {
	list, isList := value.([]any)
	if !isList {
		r.problem = name + " must be a list"
	}
	for _, element := range list {
		address, isAddress := element.(Object)
		_, isText := element.(string)
		if isAddress != (name == "addresses") || !isAddress && !isText {
			r.problem = name + " has a wrong element"
		}
		for part, value := range address {
			if _, isText := value.(string); !isText {
				r.problem = name + "." + part + " must be a string"
			}
		}
	}
}

func (r *request) readPosts(posts []any) {
	for _, element := range posts {
		post, _ := element.(Object)
		created, _ := post["created"].(string)
		author, hasAuthor := post["author"]
		_, isAuthor := author.(Object)
		switch _, err := time.Parse(time.RFC3339, created); {
		case !areTexts(post, "body", "linkUrl", "serviceId", "service", "contentType") || err != nil:
			r.problem = "a post is incomplete"
		case hasAuthor && (!isAuthor || !isWhole(author.(Object))):
			r.problem = "an author is incomplete"
		}
	}
}

func isWhole(author Object) bool {
	_, owned := author["brandOwned"].(bool)
	return owned && areTexts(author, "service", "serviceId", "handle", "name")
}

func areTexts(object Object, names ...string) bool {
	for _, name := range names {
		if _, isText := object[name].(string); !isText {
			return false
		}
	}
	return true
}
