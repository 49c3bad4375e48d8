package crm

import (
	"net/http"
	"net/url"
	"slices"
)

func (s *Server) createCase(r *request) *Answer {
	title, _ := r.body["title"].(string)
	customer, _ := r.body["customerId"].(string)
	if title == "" || customer == "" {
		return invalid("title and customerId are required")
	}
	if problem := s.refusal(r); problem != nil {
		return problem
	}
	if find(s.customers, customer) == nil {
		return reply(http.StatusUnprocessableEntity,
			Object{"error": "no_such_customer", "message": "There is no customer " + customer + "."})
	}
	kase := s.newCase(r.body)
	s.Stored("createCase", nil, kase)
	s.cases = append(s.cases, kase)
	return s.show(http.StatusCreated, "createCase", kase)
}

func (s *Server) newCase(body Object) Object {
	number := len(s.cases) + 1
	kase := Object{
		"id": s.NewID("case", number), "number": "CS-" + s.NewID("number", number),
		"description": "", "status": "open", "created": s.time(), "lastUpdated": s.time(),
		"interactions": []any{},
	}
	kase["url"] = "https://crm.example.org/agents/cases?id=" + url.QueryEscape(kase["number"].(string))
	apply(kase, body)
	return kase
}

func (s *Server) updateCase(r *request) *Answer {
	kase := find(s.cases, s.Found("updateCase", r.id))
	if kase == nil {
		return plain(http.StatusNotFound, "no such case")
	}
	if problem := s.refusal(r); problem != nil {
		return problem
	}
	_, reopens := r.body["status"]
	if interactions, _ := r.body["interactions"].([]any); kase["status"] == "closed" && !reopens &&
		len(interactions) > 0 {
		return reply(http.StatusUnprocessableEntity,
			Object{"error": "closed", "message": "The case is closed."})
	}
	before := clone(kase)
	apply(kase, r.body)
	kase["lastUpdated"] = s.time()
	s.Stored("updateCase", before, kase)
	return s.show(http.StatusCreated, "updateCase", kase)
}

// apply writes what was sent into a case; posts are added, or replace those of the same origin.
func apply(kase, body Object) {
	for name, value := range body {
		if name != "interactions" {
			kase[name] = value
		}
	}
	posts, _ := body["interactions"].([]any)
	for _, post := range posts {
		kase["interactions"] = addPost(kase["interactions"].([]any), post.(Object))
	}
}

func addPost(posts []any, added Object) []any {
	for i, post := range posts {
		post := post.(Object)
		if post["service"] == added["service"] && post["serviceId"] == added["serviceId"] {
			posts[i] = added
			return posts
		}
	}
	return append(posts, added)
}

func (s *Server) lookupCase(r *request) *Answer {
	kase := find(s.cases, s.Found("lookupCase", r.id))
	if kase == nil {
		return plain(http.StatusNotFound, "no such case")
	}
	return s.show(http.StatusOK, "lookupCase", kase)
}

func (s *Server) findCases(r *request) *Answer {
	if find(s.customers, r.id) == nil {
		return plain(http.StatusNotFound, "no such customer")
	}
	list := []any{}
	for _, kase := range s.cases {
		if s.Belongs(kase, r.id) {
			list = append(list, s.shown("findCases", kase))
		}
	}
	return reply(http.StatusOK, list)
}

func (s *Server) show(status int, operation string, object Object) *Answer {
	return reply(status, s.shown(operation, object))
}

func (s *Server) shown(operation string, object Object) Object {
	copied := clone(object)
	s.Shown(operation, copied)
	return copied
}

// refusal is the answer to a request with a field, or with a value of it, that the CRM does not take.
func (s *Server) refusal(r *request) *Answer {
	for name, value := range r.body {
		if !s.Accepts(r.operation, name) || !s.chooses(name, value) || readOnly(name) {
			return reply(http.StatusBadRequest, Object{
				"fields": []any{Object{"name": name, "errorMessage": "cannot be sent"}}})
		}
	}
	return nil
}

// chooses reports whether a value is one of those that a field allows.
func (s *Server) chooses(name string, value any) bool {
	for _, field := range slices.Concat(s.Fields["case"], s.Fields["customer"]) {
		choices, isList := field["listValues"].([]any)
		switch {
		case field["name"] != name:
		case field["type"] == "checkbox":
			return value == "true" || value == "false"
		case isList:
			for _, choice := range choices {
				if choice.(Object)["value"] == value {
					return true
				}
			}
			return false
		}
	}
	return name != "status" || value == "open" || value == "closed"
}

// readOnly reports whether the CRM alone sets a property.
func readOnly(name string) bool {
	switch name {
	case "id", "number", "url", "created", "lastUpdated":
		return true
	}
	return false
}

func find(objects []Object, id string) Object {
	for _, object := range objects {
		if object["id"] == id {
			return object
		}
	}
	return nil
}
