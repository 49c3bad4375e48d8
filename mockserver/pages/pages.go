package pages

import (
	"iter"
	"net/http"

	"casemock/contracts/caseapi"
)

// Place is where a page stands.
type Place struct {
	World   string // empty in the default one
	Console bool   // the console is served beside the pages, so that a way leads there
}

// CasePage is the page of a case.
type CasePage struct {
	Case caseapi.Case
	// Customer is the case's customer; the zero value where there is none, and then only the id is shown.
	Customer   caseapi.Customer
	Structures caseapi.ObjectStructures // for the labels of custom fields
	Place
}

// CustomerPage is the page of a customer with the customer's cases, in the order in which they are
// given.
type CustomerPage struct {
	Customer   caseapi.Customer
	Cases      iter.Seq[caseapi.Case]
	Structures caseapi.ObjectStructures // for the labels of custom fields
	Place
}

// MissingPage says that there is no such case or customer.
type MissingPage struct {
	Object caseapi.ObjectType
	ID     string
	Place
}

// WriteCase answers with the page of a case. An error means that the client is gone.
func WriteCase(w http.ResponseWriter, page CasePage) error {
	return write(w, http.StatusOK, "case.html", caseView{page})
}

// WriteCustomer answers with the page of a customer. Errors are as with [WriteCase].
func WriteCustomer(w http.ResponseWriter, page CustomerPage) error {
	return write(w, http.StatusOK, "customer.html", customerView{page})
}

// WriteMissing answers 404 with a page that says so. Errors are as with [WriteCase].
func WriteMissing(w http.ResponseWriter, page MissingPage) error {
	return write(w, http.StatusNotFound, "missing.html", page)
}

// write writes the page as it is made: a customer can have many cases.
func write(w http.ResponseWriter, status int, name string, view any) error {
	page := templates().Lookup(name)
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Cache-Control", "no-store") // a case changes
	header.Set("Content-Security-Policy", policy())
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	return page.Execute(w, view)
}
