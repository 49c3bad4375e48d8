package crm

import (
	"net/http"
	"net/url"
)

func (s *Server) createCustomer(r *request) *Answer {
	if problem := s.refusal(r); problem != nil {
		return problem
	}
	number := len(s.customers) + 1
	customer := Object{"id": s.NewID("customer", number)}
	customer["url"] = "https://crm.example.org/agents/customers?n=" + url.QueryEscape(s.NewID("number", number))
	for name, value := range r.body {
		customer[name] = value
	}
	s.Stored("createCustomer", nil, customer)
	s.customers = append(s.customers, customer)
	return s.show(http.StatusCreated, "createCustomer", customer)
}

func (s *Server) findCustomer(r *request) *Answer {
	customer := find(s.customers, s.Found("findCustomer", r.id))
	if customer == nil {
		return plain(http.StatusNotFound, "no such customer")
	}
	return s.show(http.StatusOK, "findCustomer", customer)
}

func (s *Server) updateCustomer(r *request) *Answer {
	customer := find(s.customers, s.Found("updateCustomer", r.id))
	if customer == nil {
		return plain(http.StatusNotFound, "no such customer")
	}
	if problem := s.refusal(r); problem != nil {
		return problem
	}
	before := clone(customer)
	for name, value := range r.body {
		customer[name] = value
	}
	s.Stored("updateCustomer", before, customer)
	return s.show(http.StatusCreated, "updateCustomer", customer)
}

func (s *Server) searchCustomers(r *request) *Answer {
	list := []any{}
	for _, customer := range s.customers {
		matches := true
		for name, value := range r.body {
			text, _ := value.(string)
			matches = matches && customer[name] == s.Sought(name, text)
		}
		if matches {
			list = append(list, s.shown("searchCustomers", customer))
		}
	}
	if len(list) == 0 {
		return &Answer{Status: http.StatusNoContent, Header: http.Header{}}
	}
	return reply(http.StatusOK, list)
}

// bestmatch knows no better than to propose the newest customers.
func (s *Server) bestmatch(*request) *Answer {
	list := []any{}
	for _, customer := range s.customers[max(0, len(s.customers)-3):] {
		list = append(list, s.shown("bestmatchCustomers", customer))
	}
	return reply(http.StatusOK, list)
}

func (s *Server) structure(r *request) *Answer {
	fields, known := s.Fields[r.id]
	if !known {
		return reply(http.StatusBadRequest,
			Object{"error": "unknown_type", "message": "There is no object type " + r.id + "."})
	}
	list := []any{}
	for _, field := range fields {
		list = append(list, field)
	}
	return s.show(http.StatusOK, "defineObjectStructures", Object{"name": r.id, "fields": list})
}
