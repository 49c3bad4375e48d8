package mockserver

import (
	"cmp"
	"iter"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/gorilla/mux"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver/admin"
	"casemock/mockserver/pages"
	"casemock/mockserver/routing"
	"casemock/mockserver/store"
	"casemock/mockserver/world"
)

// linkRoutes serves what the url of a case or a customer leads to: a page for the agent who clicks it.
// A browser has no key, so the world is a parameter of the link. Where the admin API asks for a token, the
// pages do.
func (s *Server) linkRoutes(router *mux.Router) {
	for path, show := range map[string]http.HandlerFunc{
		fixtures.CasePages + "{id}":     s.showCase,
		fixtures.CustomerPages + "{id}": s.showCustomer,
	} {
		pages := routing.Methods{http.MethodGet: admin.AskForToken(s.config.adminToken, show)}.Or(s.wrongMethod)
		router.Handle(path, s.forBrowsers(pages))
	}
}

// forBrowsers serves pages to those who ask for some. For others there is no such operation: a client that
// takes /cases/1001 for the path of the API must learn that it is none.
func (s *Server) forBrowsers(pages http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept")
		if !takesHTML(r) {
			s.noSuchOperation(w, r)
			return
		}
		pages.ServeHTTP(w, r)
	})
}

// takesHTML reports whether the request asks for HTML by name, as browsers do. Most other clients say that
// they take anything.
func takesHTML(r *http.Request) bool {
	for _, accepted := range strings.Split(strings.Join(r.Header.Values("Accept"), ","), ",") {
		kind, parameters, err := mime.ParseMediaType(accepted)
		quality, wrong := strconv.ParseFloat(parameters["q"], 64)
		if err == nil && kind == "text/html" && (wrong != nil || quality > 0) {
			return true
		}
	}
	return false
}

// linkedWorld finds the world that a link names. A world that nobody has entered is as the default one
// was at the start, so nothing is lost by showing that; following links makes no worlds.
func (s *Server) linkedWorld(w http.ResponseWriter, r *http.Request) (found *world.World, name string, ok bool) {
	name = r.URL.Query().Get("world")
	if name == DefaultWorld {
		name = ""
	}
	found, err := s.worlds.Look(r.Context(), cmp.Or(name, DefaultWorld))
	if err != nil {
		http.Error(w, "The store that keeps the data cannot be reached. Try again later.",
			http.StatusServiceUnavailable)
	}
	return found, name, err == nil
}

func (s *Server) showCase(w http.ResponseWriter, r *http.Request) {
	where, name, ok := s.linkedWorld(w, r)
	if !ok {
		return
	}
	id := routing.Parameters(r)["id"]
	found, ok := where.Store.Case(id)
	if !ok {
		s.shown(pages.WriteMissing(w, pages.MissingPage{Object: caseapi.CaseObject, ID: id, Place: s.place(name)}))
		return
	}
	page := pages.CasePage{Case: found.Value, Structures: s.API().Structures(), Place: s.place(name)}
	if customer, ok := where.Store.Customer(found.Value.CustomerID); ok {
		page.Customer = customer.Value
	}
	s.shown(pages.WriteCase(w, page))
}

func (s *Server) showCustomer(w http.ResponseWriter, r *http.Request) {
	where, name, ok := s.linkedWorld(w, r)
	if !ok {
		return
	}
	id := routing.Parameters(r)["id"]
	found, ok := where.Store.Customer(id)
	if !ok {
		s.shown(pages.WriteMissing(w, pages.MissingPage{Object: caseapi.CustomerObject, ID: id,
			Place: s.place(name)}))
		return
	}
	s.shown(pages.WriteCustomer(w, pages.CustomerPage{
		Customer: found.Value, Cases: casesOf(where.Store, id), Structures: s.API().Structures(), Place: s.place(name)}))
}

// place is where the pages of a world stand; the name is empty for the default one.
func (s *Server) place(name string) pages.Place {
	return pages.Place{World: name, Console: !s.config.adminElsewhere}
}

// casesOf walks a customer's cases.
func casesOf(kept store.Store, customerID string) iter.Seq[caseapi.Case] {
	return func(yield func(caseapi.Case) bool) {
		for id := range kept.CasesOf(customerID) {
			if found, ok := kept.Case(id); ok && !yield(found.Value) {
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
