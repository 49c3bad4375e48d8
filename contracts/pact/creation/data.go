package creation

import (
	"context"
	"maps"
	"net/url"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
	"casemock/contracts/report"
	"casemock/contracts/target"
)

// Options say on which server, and how its answers are awaited.
type Options struct {
	Client *target.Client
	Meta   *target.Meta // the server's own custom fields
	// CustomerID is an existing customer that the server's owner named; empty: none.
	CustomerID string
	// Shows reports whether what stands at a path can be looked up by now.
	Shows func(ctx context.Context, path string) bool
}

// Data is the customers and cases that were made on one server.
type Data struct {
	Values *Values
	Options

	customer *Object // for what only reads; made when it is first needed
	kase     *Object
	failed   map[caseapi.ObjectType]error // what could not be made once is not tried again
	refused  map[caseapi.ObjectType]map[string]bool
	claimed  map[caseapi.ObjectType]map[string]bool // the ids of what was made
	other    *Object                                // a case of another customer
}

// Object is a customer or a case that was made, or the customer that was named.
type Object struct {
	Type       caseapi.ObjectType
	ID         string
	CustomerID string                 // whose case it is
	Sent       map[string]any         // what it was made with; nil for a customer that was named
	Told       []consistency.Exchange // how it was made
}

// New has made nothing yet.
func New(options Options) *Data {
	return &Data{Values: NewValues(), Options: options,
		failed:  map[caseapi.ObjectType]error{},
		refused: map[caseapi.ObjectType]map[string]bool{},
		claimed: map[caseapi.ObjectType]map[string]bool{},
	}
}

// Customer is a customer that nobody changes.
func (d *Data) Customer(ctx context.Context) (*Object, error) {
	if d.CustomerID != "" {
		return &Object{Type: caseapi.CustomerObject, ID: d.CustomerID}, nil
	}
	if d.customer == nil {
		made, err := d.NewCustomer(ctx, nil)
		if err != nil {
			return nil, err
		}
		d.customer = made
	}
	return d.customer, nil
}

// Case is a case that nobody changes.
func (d *Data) Case(ctx context.Context) (*Object, error) {
	if d.kase == nil {
		made, err := d.NewCase(ctx)
		if err != nil {
			return nil, err
		}
		d.kase = made
	}
	return d.kase, nil
}

// NewCustomer makes a customer with a value for each of the server's own fields, some of which may
// be wanted.
func (d *Data) NewCustomer(ctx context.Context, wanted map[string]string) (*Object, error) {
	if unread := d.Meta.Unread(caseapi.CustomerObject); unread != "" && len(wanted) == 0 {
		return nil, report.Obstacle(unread, customerRemedy)
	}
	custom := d.Values.Custom(d.Writable(caseapi.CustomerObject))
	maps.Copy(custom, wanted)
	made, err := d.make(ctx, caseapi.CustomerObject, "/customer", custom, nil)
	if err != nil {
		return nil, report.WithRemedy(err, customerRemedy)
	}
	return made, nil
}

// NewCase makes a case of the shared customer.
func (d *Data) NewCase(ctx context.Context) (*Object, error) {
	customer, err := d.Customer(ctx)
	if err != nil {
		return nil, err
	}
	return d.newCaseOf(ctx, customer.ID)
}

func (d *Data) newCaseOf(ctx context.Context, customer string) (*Object, error) {
	body := map[string]any{
		"customerId":   customer,
		"title":        d.Values.Unlike("Contract verification: parcel never arrived"),
		"interactions": []any{d.interaction()},
	}
	custom := d.Values.Custom(d.Writable(caseapi.CaseObject))
	made, err := d.make(ctx, caseapi.CaseObject, "/case", custom, body)
	if err != nil {
		return nil, report.WithRemedy(err, stateRemedy)
	}
	made.CustomerID = customer
	return made, nil
}

// interaction is a post that no server has seen before.
func (d *Data) interaction() map[string]any {
	id := d.Values.digits()
	return map[string]any{
		"created":     "2024-05-01T09:30:00.000Z",
		"body":        d.Values.Unlike("The tracking page says it was left with a neighbour. Which one?"),
		"linkUrl":     "https://twitter.com/ada_l/status/" + id,
		"serviceId":   id,
		"service":     "twitter",
		"contentType": "post",
		"author": map[string]any{
			"service": "twitter", "serviceId": "48291377", "handle": "ada_l", "name": "Ada Lovelace",
			"brandOwned": false,
		},
	}
}

// Claim remembers the id of something that was made, and reports whether it was new.
func (d *Data) Claim(object caseapi.ObjectType, id string) bool {
	if d.claimed[object] == nil {
		d.claimed[object] = map[string]bool{}
	}
	known := d.claimed[object][id]
	d.claimed[object][id] = true
	return !known
}

// OtherCase is a case of another customer than the shared one.
func (d *Data) OtherCase(ctx context.Context) (*Object, error) {
	if d.other != nil {
		return d.other, nil
	}
	customer, err := d.NewCustomer(ctx, nil)
	if err != nil {
		return nil, err
	}
	d.other, err = d.newCaseOf(ctx, customer.ID)
	return d.other, err
}

// PathOf is the path of a case or customer; the id may be anything.
func PathOf(object caseapi.ObjectType, id string) string {
	return "/" + string(object) + "/" + url.PathEscape(id)
}

// What a server's owner can give so that nothing need be made.
const (
	stateRemedy    = "--states FILE or --state-url URL"
	customerRemedy = "--customer-id ID, " + stateRemedy
)
