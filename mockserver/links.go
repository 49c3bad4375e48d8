package mockserver

import (
	"cmp"
	"iter"
	"net/http"

	"github.com/gorilla/mux"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver/pages"
	"casemock/mockserver/store"
)

// linkRoutes serves what the url of a case or a customer leads to: a page for the agent who clicks it.
// A browser has no key, so the world is a parameter of the link.
func (s *Server) linkRoutes(router *mux.Router) {
	for path, show := range map[string]routed{
		fixtures.CasePages + "{id}":     s.showCase,
		fixtures.CustomerPages + "{id}": s.showCustomer,
	} {
		router.Handle(path, methods{http.MethodGet: show}.or(s.wrongMethod))
	}
}

// linkedWorld finds the world that a link names. A world that nobody has entered is as the default one
// was at the start, so nothing is lost by showing that; following links makes no worlds.
func (s *Server) linkedWorld(r *http.Request) (found *world, name string) {
	name = r.URL.Query().Get("world")
	if name == DefaultWorld {
		name = ""
	}
	return s.worlds.visit(cmp.Or(name, DefaultWorld)), name
}

func (s *Server) showCase(w http.ResponseWriter, r *http.Request, parameters map[string]string) {
	world, name := s.linkedWorld(r)
	id := parameters["id"]
	found, ok := world.store.Case(id)
	if !ok {
		s.shown(pages.WriteMissing(w, pages.MissingPage{Object: caseapi.CaseObject, ID: id, World: name}))
		return
	}
	customer, _ := world.store.Customer(found.CustomerID)
	s.shown(pages.WriteCase(w, pages.CasePage{
		Case: found, Customer: customer, Structures: s.API().Structures(), World: name}))
}

func (s *Server) showCustomer(w http.ResponseWriter, r *http.Request, parameters map[string]string) {
	world, name := s.linkedWorld(r)
	id := parameters["id"]
	found, ok := world.store.Customer(id)
	if !ok {
		s.shown(pages.WriteMissing(w, pages.MissingPage{Object: caseapi.CustomerObject, ID: id, World: name}))
		return
	}
	s.shown(pages.WriteCustomer(w, pages.CustomerPage{
		Customer: found, Cases: decoded(world.store.CasesOf(id)), Structures: s.API().Structures(), World: name}))
}

// decoded walks a list of cases; of each, a page shows no more than a line.
func decoded(cases store.List) iter.Seq[caseapi.Case] {
	return func(yield func(caseapi.Case) bool) {
		for _, encoded := range cases {
			if !yield(store.DecodeCase(encoded)) {
				return
			}
		}
	}
}

// shown logs a page that could not be written.
func (s *Server) shown(err error) {
	if err != nil {
		s.config.logger.Warn("a page could not be shown", "error", err)
	}
}
