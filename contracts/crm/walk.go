package crm

// Client is who walks.
type Client interface {
	// Call sends a request, and gives the object of the answer; nil for none. The id is that of the path, or empty.
	Call(operation, id string, sent any) Object
	// Use has the key that is sent from now on; empty: none.
	Use(key string)
	// Invented is told of an id that nothing has. The kind is case or customer.
	Invented(kind, id string)
}

// Walk does, once each, what a platform does with cases and customers.
func Walk(c Client) {
	c.Call("defineObjectStructures", "case", nil)
	c.Call("searchCustomers", "", Object{"mail": "Ada@Example.com"})
	ada := create(c, "createCustomer", Object{"fullName": "Ada  Lovelace ", "mail": "Ada@Example.com", "vip": "true"})
	bob := create(c, "createCustomer", Object{"fullName": "Bob", "mail": "bob@example.com"})
	c.Call("findCustomer", ada, nil)
	c.Call("searchCustomers", "", Object{"mail": "Ada@Example.com"})
	kase := create(c, "createCase", Object{"customerId": ada, "title": difficult, "region": "North", "branch": "7",
		"description":  "A description.",
		"interactions": []any{post("facebook", longID, difficult), post("twitter", longID, "2")}})
	c.Call("lookupCase", kase, nil)
	c.Call("updateCase", kase, Object{"interactions": []any{post("twitter", "0012", "third")}})
	c.Call("lookupCase", kase, nil)
	c.Call("updateCase", kase, Object{"region": "South"})
	c.Call("lookupCase", kase, nil)
	c.Call("findCases", ada, nil)
	c.Call("updateCase", kase, Object{"status": "closed"})
	c.Call("lookupCase", kase, nil)
	c.Call("lookupCase", kase, nil)
	c.Call("findCases", ada, nil)
	c.Call("updateCase", kase, Object{"status": "open", "interactions": []any{post("twitter", "0012", "third")}})
	c.Call("lookupCase", kase, nil)
	c.Call("updateCase", kase, Object{"title": "Another", "customerId": bob})
	c.Call("lookupCase", kase, nil)
	for range 26 {
		c.Call("createCase", "", Object{"customerId": bob, "title": "One of many"})
	}
	c.Call("findCases", ada, nil)
	c.Call("findCases", bob, nil)
	c.Call("updateCustomer", ada, Object{"mail": "Lovelace@Example.com"})
	c.Call("findCustomer", ada, nil)
	c.Call("updateCustomer", ada, Object{"vip": "false"})
	c.Call("findCustomer", ada, nil)
	c.Call("searchCustomers", "", Object{"mail": "Lovelace@Example.com"})
	c.Call("searchCustomers", "", Object{"mail": "Ada@Example.com"})
	c.Call("searchCustomers", "", Object{"mail": "Lovelace@Example.com", "fullName": "Ada  Lovelace "})
	c.Call("bestmatchCustomers", "", Object{"email": "bob@example.com"})
	refused(c, kase, ada)
}

// refused sends what must be refused, or may be.
func refused(c Client, kase, customer string) {
	for _, wrong := range []any{Object{"title": 7}, []any{}, Object{"interactions": "x"}} {
		c.Call("updateCase", kase, wrong)
		c.Call("createCase", "", wrong)
	}
	c.Call("updateCase", kase, Object{"status": "closed", "noSuchField": "red", "number": "7"})
	c.Call("updateCase", kase, Object{"interactions": []any{post("twitter", "0013", "fourth")}})
	c.Call("createCase", "", Object{"customerId": "nobody", "title": "x"})
	c.Call("lookupCase", kase, nil)
	c.Invented("case", "no-such-case")
	c.Invented("customer", "no-such-customer")
	c.Call("lookupCase", "no-such-case", nil)
	c.Call("updateCase", "no-such-case", Object{"title": "x"})
	c.Call("findCustomer", "no-such-customer", nil)
	c.Call("findCases", "no-such-customer", nil)
	c.Call("updateCustomer", "no-such-customer", Object{"mail": "x"})
	c.Call("defineObjectStructures", "thing", nil)
	for _, key := range []string{"", Key + "x"} {
		c.Use(key)
		c.Call("lookupCase", kase, nil)
		c.Call("updateCase", kase, Object{"title": "without a key"})
		c.Call("findCases", customer, nil)
	}
	c.Use(Key)
	c.Call("lookupCase", kase, nil)
}

// create gives the id of a new object. What no document says can be sent is left out if it was refused.
func create(c Client, operation string, sent Object) string {
	for _, refused := range []string{"", "description", "region", "vip"} {
		delete(sent, refused)
		if id, ok := c.Call(operation, "", sent)["id"].(string); ok {
			return id
		}
	}
	return ""
}

// post is an interaction as the platform sends it.
func post(service, serviceID, text string) Object {
	return Object{"created": "2024-05-01T09:30:00.123+02:00", "body": text, "linkUrl": "", "serviceId": serviceID,
		"service": service, "contentType": "post", "author": Object{"service": service, "serviceId": "0012",
			"handle": "Ada_L", "name": "Ada", "brandOwned": true}}
}

const longID = "9223372036854775807"

const difficult = "  Ä🙂 e\u0301 <b>&amp;\"'</b>\r\n\ttitle of more than eighty characters, whatever a column " +
	"may hold \u202bשלום\u202c  "
