package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

// crmKey is the Authorization value that a crm accepts.
const crmKey = "crm-key-0917"

// object is a case, a customer or any other JSON object.
type object = map[string]any

// crm is the smallest company that keeps the documents: it shares nothing with the fake server, so
// that the command is tried on a stranger.
type crm struct {
	mutex     sync.Mutex
	cases     []object
	customers []object
}

func (c *crm) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	routes := http.NewServeMux()
	for pattern, answer := range map[string]func(r *http.Request, body object) (int, any){
		"POST /case":               c.createCase,
		"GET /case/{id}":           c.lookupCase,
		"PATCH /case/{id}":         c.updateCase,
		"GET /customer/{id}/cases": c.findCases,
		"GET /meta/object/{type}":  structure,
		"POST /customer":           c.createCustomer,
		"GET /customer/{id}":       c.findCustomer,
		"PATCH /customer/{id}":     c.updateCustomer,
		"POST /customers":          c.searchCustomers,
		"POST /customer/bestmatch": c.searchCustomers,
	} {
		routes.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { serve(w, r, answer) })
	}
	routes.ServeHTTP(w, r)
}

func serve(w http.ResponseWriter, r *http.Request, answer func(*http.Request, object) (int, any)) {
	if r.Header.Get("Authorization") != crmKey {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	body := object{}
	if r.Method != http.MethodGet && (json.NewDecoder(r.Body).Decode(&body) != nil || wrong(body)) {
		write(w, http.StatusBadRequest, object{"message": "This is not understood."})
		return
	}
	status, content := answer(r, body)
	write(w, status, content)
}

// wrong reports whether a documented property has another type.
func wrong(body object) bool {
	_, title := body["title"].(string)
	_, posts := body["interactions"].([]any)
	return body["title"] != nil && !title || body["interactions"] != nil && !posts
}

func write(w http.ResponseWriter, status int, content any) {
	if content == nil {
		w.WriteHeader(status)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(content)
}

// find finds an object by its id; nil where there is none.
func find(objects []object, id string) object {
	at := slices.IndexFunc(objects, func(o object) bool { return o["id"] == id })
	if at < 0 {
		return nil
	}
	return objects[at]
}

func (c *crm) createCase(_ *http.Request, body object) (int, any) {
	customer, _ := body["customerId"].(string)
	if find(c.customers, customer) == nil || body["title"] == nil {
		return http.StatusBadRequest, object{}
	}
	id := fmt.Sprintf("case:%d", len(c.cases)+1)
	made := object{"id": id, "number": id[5:], "description": "", "status": "open",
		"url": "https://crm.example.com/" + id[5:], "created": now(), "interactions": []any{}}
	c.cases = append(c.cases, made)
	return http.StatusCreated, change(made, body)
}

func now() string { return time.Now().Format("2006-01-02T15:04:05.000-07:00") }

// change takes over what a request says. Interactions are added; one that is there is replaced.
func change(kase, body object) object {
	posts := kase["interactions"].([]any)
	for name, value := range body {
		kase[name] = value
	}
	added, _ := body["interactions"].([]any)
	for _, post := range added {
		same := func(former any) bool { return origin(former) == origin(post) }
		posts = append(slices.DeleteFunc(posts, same), post)
	}
	kase["interactions"], kase["lastUpdated"] = posts, now()
	return kase
}

// origin is what a post is known by: its id is one of its service's.
func origin(post any) [2]any { return [2]any{post.(object)["service"], post.(object)["serviceId"]} }

func (c *crm) lookupCase(r *http.Request, _ object) (int, any) {
	return orMissing(http.StatusOK, find(c.cases, r.PathValue("id")))
}

func orMissing(status int, found object) (int, any) {
	if found == nil {
		return http.StatusNotFound, nil
	}
	return status, found
}

func (c *crm) updateCase(r *http.Request, body object) (int, any) {
	kase := find(c.cases, r.PathValue("id"))
	if kase != nil {
		change(kase, body)
	}
	return orMissing(http.StatusCreated, kase)
}

func (c *crm) findCases(r *http.Request, _ object) (int, any) {
	cases := []object{}
	for _, kase := range c.cases {
		if kase["customerId"] == r.PathValue("id") {
			cases = append(cases, kase)
		}
	}
	return http.StatusOK, cases
}

func structure(r *http.Request, _ object) (int, any) {
	switch r.PathValue("type") {
	case "case":
		return http.StatusOK, object{"name": "case", "fields": []any{}}
	case "customer":
		return http.StatusOK, object{"name": "customer", "fields": []any{
			object{"name": "mail", "label": "E-mail", "type": "text", "searchable": true}}}
	}
	return http.StatusBadRequest, object{"error": "unknown_type", "message": "There is no such type."}
}

func (c *crm) createCustomer(_ *http.Request, body object) (int, any) {
	id := fmt.Sprintf("person:%d", len(c.customers)+1)
	body["id"], body["url"] = id, "https://crm.example.com/people/"+id[7:]
	c.customers = append(c.customers, body)
	return http.StatusCreated, body
}

func (c *crm) findCustomer(r *http.Request, _ object) (int, any) {
	return orMissing(http.StatusOK, find(c.customers, r.PathValue("id")))
}

func (c *crm) updateCustomer(r *http.Request, body object) (int, any) {
	customer := find(c.customers, r.PathValue("id"))
	if customer != nil {
		for name, value := range body {
			customer[name] = value
		}
	}
	return orMissing(http.StatusCreated, customer)
}

func (c *crm) searchCustomers(r *http.Request, body object) (int, any) {
	found := []object{}
	for _, customer := range c.customers {
		if customer["mail"] != nil && customer["mail"] == body["mail"] {
			found = append(found, customer)
		}
	}
	if len(found) == 0 && r.URL.Path == "/customers" {
		return http.StatusNoContent, nil
	}
	return http.StatusOK, found
}
