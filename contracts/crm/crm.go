// Package crm is a small CRM that keeps the documents of the Case API, for the tests of
// whatever talks to real servers. It was written from the documents alone and shares nothing with the
// fake server, so that what judges servers is tried on two that have nothing in common.
//
// A [Server] is correct. Its hooks make it differ: in what the documents leave open, which no
// verification may mind, or in one thing that they forbid, which every verification must find.
package crm

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

// Key is the Authorization value that a Server accepts.
const Key = "crm-key-5f1c"

// Object is a case, a customer or any other JSON object.
type Object = map[string]any

// Server is a CRM. Set hooks before the first request; the zero value of each leaves the CRM
// correct.
type Server struct {
	// NewID makes the id of the n-th object of a kind ("case", "customer"); n counts from 1.
	NewID func(kind string, n int) string
	// Authorized reports whether a request is let in.
	Authorized func(r *http.Request) bool
	// Accepts tells, for each field of a request, whether the operation may be sent it; nil accepts
	// all.
	Accepts func(operation, field string) bool
	// Stored is called with a copy of what was there (nil for a new object) and with what is about to
	// be kept, which it may change.
	Stored func(operation string, before, after Object)
	// Shown is called with a copy of what is about to be shown, which it may change.
	Shown func(operation string, object Object)
	// Belongs reports whether a case is listed for a customer.
	Belongs func(kase Object, customer string) bool
	// Found maps an id that was asked for to the one that is looked up.
	Found func(operation, id string) string
	// Sought maps a value that was searched for to the one that is compared.
	Sought func(field, value string) string
	// Early is asked before the CRM does anything, and answers in its place; nil: the CRM answers.
	Early func(operation, id string, body Object) *Answer
	// Answer is called with each answer before it is sent, and may change it.
	Answer func(a *Answer)
	// Fields are the custom fields of "case" and "customer".
	Fields map[string][]Object
	// Now is the clock.
	Now func() time.Time

	mutex     sync.Mutex
	cases     []Object
	customers []Object
	failing   string // the operation that fails next
}

// New is a correct CRM that numbers its objects.
func New() *Server {
	return &Server{
		NewID:      func(_ string, n int) string { return fmt.Sprint(5000 + n) },
		Authorized: func(r *http.Request) bool { return r.Header.Get("Authorization") == Key },
		Accepts:    func(string, string) bool { return true },
		Stored:     func(string, Object, Object) {},
		Shown:      func(string, Object) {},
		Belongs:    func(kase Object, customer string) bool { return kase["customerId"] == customer },
		Found:      func(_, id string) string { return id },
		Sought:     func(_, value string) string { return value },
		Early:      func(string, string, Object) *Answer { return nil },
		Answer:     func(*Answer) {},
		Now:        time.Now,
		Fields: map[string][]Object{
			"case": {{"name": "region", "label": "Region", "type": "text", "searchable": false}},
			"customer": {
				{"name": "fullName", "label": "Full name", "type": "text", "searchable": true},
				{"name": "mail", "label": "E-mail", "type": "text", "searchable": true},
				{"name": "vip", "label": "VIP", "type": "checkbox", "searchable": false},
				{"name": "segment", "label": "Segment", "type": "single_sel_list", "searchable": false,
					"listValues": []any{
						Object{"name": "Private", "value": "private"},
						Object{"name": "Business", "value": "business"},
					}},
			},
		},
	}
}

// ServeHTTP answers the documented paths.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	request := parse(r)
	a := s.handle(request)
	a.Operation, a.Request = request.operation, r
	s.Answer(a)
	a.send(w)
}

func (s *Server) handle(r *request) *Answer {
	handler, known := map[string]func(*request) *Answer{
		"updateCase": s.updateCase, "createCase": s.createCase, "lookupCase": s.lookupCase,
		"findCases": s.findCases, "defineObjectStructures": s.structure,
		"createCustomer": s.createCustomer, "findCustomer": s.findCustomer,
		"updateCustomer": s.updateCustomer, "searchCustomers": s.searchCustomers,
		"bestmatchCustomers": s.bestmatch,
	}[r.operation]
	switch {
	case !known:
		return plain(http.StatusNotFound, "no such path")
	case !s.Authorized(r.Request):
		return plain(http.StatusUnauthorized, "who are you?")
	case r.operation == s.failing:
		return reply(http.StatusInternalServerError, Object{"error": "oops", "message": "Sorry."})
	case r.problem != "":
		return invalid(r.problem)
	}
	if early := s.Early(r.operation, r.id, r.body); early != nil {
		return early
	}
	return handler(r)
}

func (s *Server) time() string { return s.Now().UTC().Format("2006-01-02T15:04:05.000000Z") }
