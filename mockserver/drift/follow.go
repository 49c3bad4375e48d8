package drift

import (
	"encoding/json"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

// following is the data of the model while it answers what the real server has answered already: what is created gets
// the real server's id and all else that the documents leave to it, and what it refused changes nothing.
type following struct {
	store.Store
	real map[string]any // the object that the real server shows; nil: it has refused, or shows none
}

func (f following) text(name string) string {
	text, _ := f.real[name].(string)
	return text
}

// AddCase keeps a case as the real server's.
func (f following) AddCase(create func(id, number string) caseapi.Case) (*store.Kept[caseapi.Case], error) {
	made := create(f.text("id"), f.text("number"))
	made.URL, made.Created, made.LastUpdated = f.text("url"), f.text("created"), f.text("lastUpdated")
	if made.ID == "" {
		return kept(made), nil
	}
	return kept(made), f.PutCase(made)
}

// UpdateCase does what the real server has done.
func (f following) UpdateCase(id string, update func(caseapi.Case) (caseapi.Case, error),
) (*store.Kept[caseapi.Case], error) {
	before, ok := f.Case(id)
	if !ok {
		return nil, store.ErrNotFound
	}
	after, err := update(before.Value)
	if err != nil || f.real == nil {
		return kept(after), err
	}
	after.LastUpdated = f.text("lastUpdated")
	return kept(after), f.PutCase(after)
}

// AddCustomer keeps a customer as the real server's.
func (f following) AddCustomer(create func(id string) caseapi.Customer) (*store.Kept[caseapi.Customer], error) {
	made := create(f.text("id"))
	made.URL = f.text("url")
	if made.ID == "" {
		return kept(made), nil
	}
	return kept(made), f.PutCustomer(made)
}

// UpdateCustomer does what the real server has done.
func (f following) UpdateCustomer(id string, update func(caseapi.Customer) (caseapi.Customer, error),
) (*store.Kept[caseapi.Customer], error) {
	before, ok := f.Customer(id)
	if !ok {
		return nil, store.ErrNotFound
	}
	after, err := update(before.Value)
	if err != nil || f.real == nil {
		return kept(after), err
	}
	return kept(after), f.PutCustomer(after)
}

func kept[T caseapi.Case | caseapi.Customer](value T) *store.Kept[T] {
	return &store.Kept[T]{Value: value, JSON: caseapi.MustMarshal(value)}
}

// adopt lets the model know what the real server shows: all, or what it has not known before. What cannot be read,
// or has no id, is left out.
func (w *World) adopt(kind caseapi.ObjectType, shown any, all bool) {
	elements, isList := shown.([]any)
	if !isList {
		elements = []any{shown}
	}
	for _, element := range elements {
		object, _ := element.(map[string]any)
		id, _ := object["id"].(string)
		text, err := caseapi.Marshal(object)
		if id == "" || err != nil || !all && w.has(kind, id) {
			continue
		}
		w.put(kind, text)
	}
}

func (w *World) has(kind caseapi.ObjectType, id string) bool {
	if kind == caseapi.CaseObject {
		return w.data.HasCase(id)
	}
	return w.data.HasCustomer(id)
}

// put keeps an object as JSON. Where there is no room, the model begins anew.
func (w *World) put(kind caseapi.ObjectType, text []byte) {
	var err error
	if kind == caseapi.CaseObject {
		var kase caseapi.Case
		if json.Unmarshal(text, &kase) == nil {
			w.knowCustomer(kase.CustomerID)
			err = w.data.PutCase(kase)
		}
	} else {
		var customer caseapi.Customer
		if json.Unmarshal(text, &customer) == nil {
			err = w.data.PutCustomer(customer)
		}
	}
	if err != nil {
		w.miss()
	}
}

// knowCustomer takes for granted that somebody exists whom the real server has taken for one.
func (w *World) knowCustomer(id string) {
	if id != "" && !w.data.HasCustomer(id) && w.data.PutCustomer(caseapi.Customer{ID: id}) != nil {
		w.miss()
	}
}

// doubt forgets what an exchange may have changed that cannot be read.
func (w *World) doubt(x exchange) {
	operation, id := x.call.Operation, x.call.Path["id"]
	if operation.Method == http.MethodGet || id == "" || !w.has(operation.Object, id) {
		return
	}
	forget := w.data.RemoveCustomer
	if operation.Object == caseapi.CaseObject {
		forget = w.data.RemoveCase
	}
	if forget(id) != nil {
		w.miss()
	}
}
