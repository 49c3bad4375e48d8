package explore

import (
	"fmt"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/scenarios/story"
)

// draft is a sequence that is being made, and what its calls have made so far: if the server takes
// them all.
type draft struct {
	*Generator
	steps     []story.Step
	customers []*customer
	cases     []*kase
	unique    int
}

// customer is one that was made in this sequence, or the one that was given.
type customer struct {
	id     string            // a reference, or the id that was given
	fields map[string]string // as they are now
	former []map[string]any  // searches that found it before its values changed
}

type kase struct {
	id       string // a reference
	customer *customer
	title    string
	closed   bool
	posts    []map[string]any
	last     map[string]any // the body of its last update
}

// words are those that no other value of the exploration has, with the mark.
func (d *draft) words() string { return mark + " " + d.token() }

// runID stands for digits that no other playing of the steps has: what is sent again must not be found beside
// what was left behind before.
const runID = "${run.id}"

// token is what makes words unique.
func (d *draft) token() string { return fmt.Sprintf("%s-%d", runID, d.next()) }

func (d *draft) next() int {
	d.unique++
	return d.unique
}

// send adds a call, and now and then the headers that the platform sends.
func (d *draft) send(step story.Step) {
	if step.Headers == nil && d.chance(0.08) {
		step.Headers = map[string]string{
			caseapi.UserEmailHeader: "agent@example.com", caseapi.InitiativeHeader: "42",
			caseapi.CompanyHeader: "7",
		}
	}
	d.steps = append(d.steps, step)
}

func operation(name caseapi.OperationName) *caseapi.Operation { return caseapi.MustOperation(name) }

func of(id string) map[string]string { return map[string]string{"id": id} }

func reference(name string) string { return "${" + name + ".id}" }

func customerNames() []string { return []string{"anna", "ben", "clara", "david", "emma", "farid"} }

func caseNames() []string {
	return []string{"parcel", "invoice", "router", "refund", "login", "warranty", "booking", "delivery"}
}

// name is one for an answer: those that speak, then numbers.
func name(names []string, taken int) string {
	if taken < len(names) {
		return names[taken]
	}
	return fmt.Sprintf("%s%d", names[taken%len(names)], taken/len(names)+1)
}

func (d *draft) someCase() *kase { return oneOf(d.Generator, d.cases) }

func (d *draft) someCustomer() *customer { return oneOf(d.Generator, d.customers) }

// begin brings a customer about, without whom there is little to try, and mostly a case. In each second
// sequence the customer has as little as can be, since a server may refuse any one of its fields.
func (d *draft) begin() {
	if len(d.customers) > 0 {
		return
	}
	if d.settings.CustomerID != "" {
		d.customers = append(d.customers, &customer{id: story.Literal(d.settings.CustomerID),
			fields: map[string]string{}})
	} else {
		d.createCustomer(d.customerWith(float64(d.sequence%2) * 0.6))
	}
	if d.chance(0.6) || !d.settings.Tried(caseapi.CreateCase) {
		d.createCase(d.plainCase())
	}
}

// hasCases and its like say what an action needs.
func hasCases(d *draft) bool { return len(d.cases) > 0 }

func hasCustomers(d *draft) bool { return len(d.customers) > 0 }

// ownCustomers are those whose values are known: not the one that was given.
func ownCustomers(d *draft) []*customer {
	return slices.DeleteFunc(slices.Clone(d.customers),
		func(c *customer) bool { return len(c.fields) == 0 })
}

func hasOwnCustomers(d *draft) bool { return len(ownCustomers(d)) > 0 }
