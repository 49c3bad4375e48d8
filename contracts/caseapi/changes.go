package caseapi

import "slices"

// CaseChange is what a client asks for with createCase and updateCase. A nil pointer leaves the
// field as it is.
type CaseChange struct {
	CustomerID, Title, Description *string
	Status                         *Status
	Interactions                   []Interaction // added to those of the case
	Custom                         map[string]string
}

// NewCaseChange reads a request body that [API.ValidateRequest] found to be right.
func NewCaseChange(body map[string]any) CaseChange {
	change := CaseChange{
		CustomerID:  stringOf(body, "customerId"),
		Title:       stringOf(body, "title"),
		Description: stringOf(body, "description"),
		Custom:      furtherOf(CaseSchema, body),
	}
	if change.CustomerID == nil {
		change.CustomerID = stringOf(body, "customId")
	}
	if status := stringOf(body, "status"); status != nil {
		change.Status = (*Status)(status)
	}
	interactions, _ := body["interactions"].([]any)
	for _, element := range interactions {
		object, _ := element.(map[string]any)
		change.Interactions = append(change.Interactions, newInteraction(object))
	}
	return change
}

// Apply returns the case with the change made to it at the given time, a date-time. The case itself
// stays as it is, and so do its slices and maps.
//
// Interactions are added at the end; one from the same origin as an existing one takes its place.
func (c CaseChange) Apply(to Case, at string) Case {
	set(&to.CustomerID, c.CustomerID)
	set(&to.Title, c.Title)
	set(&to.Description, c.Description)
	set(&to.Status, c.Status)
	to.Interactions = addInteractions(to.Interactions, c.Interactions)
	to.Custom = merge(to.Custom, c.Custom)
	to.LastUpdated = at
	return to
}

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

func addInteractions(existing, added []Interaction) []Interaction {
	if len(added) == 0 {
		return existing
	}
	all := append(make([]Interaction, 0, len(existing)+len(added)), existing...)
	// A map, since a body may bring thousands to a case that has thousands.
	places := make(map[origin]int, len(existing)+len(added))
	for at, interaction := range slices.Backward(existing) {
		places[interaction.origin()] = at
	}
	for _, interaction := range added {
		at, known := places[interaction.origin()]
		if known {
			all[at] = interaction
			continue
		}
		places[interaction.origin()] = len(all)
		all = append(all, interaction)
	}
	return all
}

// CustomerChange is what a client asks for with createCustomer and updateCustomer.
type CustomerChange struct {
	Custom map[string]string
}

// NewCustomerChange reads a request body that [API.ValidateRequest] found to be right.
func NewCustomerChange(body map[string]any) CustomerChange {
	return CustomerChange{Custom: furtherOf(CustomerSchema, body)}
}

// Apply returns the customer with the change made to it.
func (c CustomerChange) Apply(to Customer) Customer {
	to.Custom = merge(to.Custom, c.Custom)
	return to
}

func newInteraction(object map[string]any) Interaction {
	interaction := Interaction{
		Created:     textOf(object, "created"),
		Body:        textOf(object, "body"),
		LinkURL:     textOf(object, "linkUrl"),
		ServiceID:   textOf(object, "serviceId"),
		Service:     textOf(object, "service"),
		ContentType: textOf(object, "contentType"),
		Further:     furtherOf(InteractionSchema, object),
	}
	if author, ok := object["author"].(map[string]any); ok {
		brandOwned, _ := author["brandOwned"].(bool)
		interaction.Author = &Author{
			Service:    textOf(author, "service"),
			ServiceID:  textOf(author, "serviceId"),
			Handle:     textOf(author, "handle"),
			Name:       textOf(author, "name"),
			BrandOwned: brandOwned,
			Further:    furtherOf(AuthorSchema, author),
		}
	}
	return interaction
}

func stringOf(object map[string]any, name string) *string {
	if value, ok := object[name].(string); ok {
		return &value
	}
	return nil
}

func textOf(object map[string]any, name string) string {
	value, _ := object[name].(string)
	return value
}
