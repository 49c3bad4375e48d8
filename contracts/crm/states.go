package crm

import (
	"encoding/json"
	"net/http"
)

// States is a provider-state change URL of the CRM, such as its owner might write: it makes what a
// state asks for, and keeps to no id but its own. The next request to the operation of "the server
// fails unexpectedly" is answered with 500.
func (s *Server) States() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var change struct {
			State, Action string
			Params        Object
		}
		if err := json.NewDecoder(r.Body).Decode(&change); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		s.mutex.Lock()
		defer s.mutex.Unlock()
		values, known := s.change(change.State, change.Action == "teardown", change.Params)
		if !known {
			http.Error(w, "unknown state", http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(values)
	})
}

func (s *Server) change(state string, teardown bool, params Object) (Object, bool) {
	if teardown {
		s.failing = ""
		return Object{}, true
	}
	switch state {
	case "a customer exists":
		return Object{"id": s.aCustomer()}, true
	case "a case exists", "a closed case exists":
		customer := s.aCustomer()
		kase := s.newCase(Object{"title": "A case", "customerId": customer})
		if state == "a closed case exists" {
			kase["status"] = "closed"
		}
		s.cases = append(s.cases, kase)
		return Object{"id": kase["id"], "customerId": customer}, true
	case "no case exists", "no customer exists":
		return Object{"id": "999999"}, true
	case "the server fails unexpectedly":
		s.failing, _ = params["operation"].(string)
		return nil, true
	}
	return nil, false
}

func (s *Server) aCustomer() any {
	number := len(s.customers) + 1
	customer := Object{"id": s.NewID("customer", number), "url": "https://crm.example.org/agents/c",
		"mail": "someone" + s.NewID("mail", number) + "@example.org"}
	s.customers = append(s.customers, customer)
	return customer["id"]
}
