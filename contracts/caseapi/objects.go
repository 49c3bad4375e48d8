package caseapi

// Case is a customer's issue as the CRM keeps it.
//
// Every field but Interactions and Custom is always present. Date-times are ISO 8601 strings, so
// that what a server sent is kept to the letter; [FormatTime] writes the form that the fake uses.
type Case struct {
	ID          string `json:"id"`         // opaque, never reused
	Number      string `json:"number"`     // the case number shown to agents
	CustomerID  string `json:"customerId"` // the customer whose case it is
	Title       string `json:"title"`
	Description string `json:"description"`
	URL         string `json:"url"`         // the URI that an agent clicks to see the case
	LastUpdated string `json:"lastUpdated"` // date-time
	Created     string `json:"created"`     // date-time
	Status      Status `json:"status"`
	// Interactions are the social posts that belong to the case, oldest first. Nil is written as an
	// empty array.
	Interactions []Interaction `json:"interactions"`
	// Custom holds by name what has no Go field: the custom fields, those alone that
	// /meta/object/case defines, and documented strings that nothing looks at. The values are strings
	// whatever the field's type; on the wire they stand beside the documented fields.
	Custom map[string]string `json:"-"`
}

// Status is the state of a case: open or closed.
type Status string

// The two documented states of a case.
const (
	Open   Status = "open"
	Closed Status = "closed"
)

// Interaction is one post, comment or message on a social service.
type Interaction struct {
	Created     string  `json:"created"`     // date-time on the origin service
	Body        string  `json:"body"`        // the text
	LinkURL     string  `json:"linkUrl"`     // direct link on the origin service; may be empty
	ServiceID   string  `json:"serviceId"`   // its id on the origin service
	Service     string  `json:"service"`     // the social service, such as facebook
	ContentType string  `json:"contentType"` // such as post or comment
	Author      *Author `json:"author,omitempty"`
	// Further holds by name the documented strings that have no Go field.
	Further map[string]string `json:"-"`
}

// SameOrigin reports whether both are the same post on the same service: an update that sends such an
// interaction again replaces the former one, so that a retried call changes nothing.
func (i Interaction) SameOrigin(other Interaction) bool {
	return i.origin() == other.origin()
}

// origin is a post on a social service.
type origin struct{ service, serviceID string }

func (i Interaction) origin() origin { return origin{i.Service, i.ServiceID} }

// Author wrote an interaction.
type Author struct {
	Service    string `json:"service"`
	ServiceID  string `json:"serviceId"`
	Handle     string `json:"handle"`
	Name       string `json:"name"`
	BrandOwned bool   `json:"brandOwned"` // whether the account belongs to the company itself
	// Further holds by name the documented strings that have no Go field.
	Further map[string]string `json:"-"`
}

// Customer is a person in the CRM. All that is known of one beyond id and url are custom fields.
type Customer struct {
	ID     string            `json:"id"`
	URL    string            `json:"url"` // the URI of the customer in the CRM
	Custom map[string]string `json:"-"`   // by name, like that of a case
}
