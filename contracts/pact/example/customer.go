package example

import (
	"context"
	"fmt"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/pact/creation"
	"casemock/contracts/pact/states"
	"casemock/contracts/report"
	"casemock/contracts/target"
)

// adaptCustomer writes the server's own fields: all of them for a new customer, one for an update.
func (e *Example) adaptCustomer(
	ctx context.Context, body map[string]any,
) (map[string]any, error) {
	data := e.Server.Data
	if !e.Server.GivenCustomer {
		_, _ = data.Customer(ctx) // tells which fields the server refuses
	}
	fields := data.Writable(caseapi.CustomerObject)
	switch {
	case len(fields) > 0 && e.Interaction.Difficult():
		return creation.Merged(e.custom(fields), nil), nil
	case len(fields) > 0 && e.Interaction.Operation.Name == caseapi.UpdateCustomer:
		field := mostTelling(fields, nil)
		return map[string]any{field.Name: data.Values.Other(field)}, nil
	case len(fields) > 0:
		return creation.Merged(data.Values.Custom(fields), nil), nil
	case !e.Interaction.Succeeds():
		return body, nil
	}
	return nil, e.noField("no field that could be sent")
}

// adaptSearch searches by one of the server's own searchable fields: for the customer that the
// state made, or for a value that nobody has.
func (e *Example) adaptSearch(
	ctx context.Context, body map[string]any,
) (map[string]any, error) {
	var searchable []caseapi.Field
	for _, field := range e.Server.Meta.Structure(caseapi.CustomerObject).Fields {
		if field.Searchable {
			searchable = append(searchable, field)
		}
	}
	switch {
	case len(searchable) > 0 && e.Interaction.Status == http.StatusOK:
		return e.searchFor(ctx, searchable)
	case len(searchable) > 0:
		field := mostTelling(searchable, nil)
		return map[string]any{field.Name: e.Server.Data.Values.Field(field)}, nil
	case !e.Interaction.Succeeds():
		return body, nil
	}
	return nil, e.noField("no searchable field")
}

// noField is why an expectation that needs a custom field of a customer has none.
func (e *Example) noField(missing string) error {
	if unread := e.Server.Meta.Unread(caseapi.CustomerObject); unread != "" {
		return report.Obstacle(unread, contract.Remedy)
	}
	return report.Obstacle("the server's "+target.MetaPath(caseapi.CustomerObject)+" defines "+missing,
		contract.Remedy)
}

// searchFor asks for a value that the customer in question has.
func (e *Example) searchFor(
	ctx context.Context, searchable []caseapi.Field,
) (map[string]any, error) {
	if e.Customer != nil && e.Customer.Sent != nil {
		field := mostTelling(searchable, e.Customer.Sent)
		if value, _ := e.Customer.Sent[field.Name].(string); value != "" {
			search := map[string]any{field.Name: value}
			e.awaitFound(ctx, search)
			return search, nil
		}
	}
	id, err := states.PathText(e.Values["id"])
	if err != nil {
		return nil, report.Obstacle(fmt.Sprintf("the id of the customer to search for %v", err),
			states.Remedy)
	}
	found, problem := e.Server.LookUp(ctx, creation.PathOf(caseapi.CustomerObject, id))
	if problem != "" {
		return nil, report.Obstacle("the customer to search for "+problem, states.Remedy)
	}
	field := mostTelling(searchable, found)
	value, _ := found[field.Name].(string)
	if value == "" {
		return nil, report.Obstacle("the customer to search for has no value in a searchable field",
			states.Remedy)
	}
	return map[string]any{field.Name: value}, nil
}

// awaitFound waits until a search finds anything, for servers whose index lags behind.
func (e *Example) awaitFound(ctx context.Context, search map[string]any) {
	operation := e.Interaction.Operation
	e.Server.Client.Patience.Until(ctx, func() bool {
		client := e.Server.Client
		got, _, err := client.Do(ctx, client.Write(operation.Method, operation.Path, search))
		return err == nil && got.Status != http.StatusNoContent && string(got.Body) != "[]"
	})
}

// mostTelling prefers a field whose value few customers share: one with many digits in the
// customer, or a text where there is no customer.
func mostTelling(fields []caseapi.Field, customer map[string]any) caseapi.Field {
	best, most := fields[0], -1
	for _, field := range fields {
		value, _ := customer[field.Name].(string)
		telling := digitCount(value)
		switch {
		case customer != nil && value == "":
			continue
		case customer == nil && (field.Type == caseapi.Text || field.Type == caseapi.TextArea):
			telling = 1
		}
		if telling > most {
			best, most = field, telling
		}
	}
	return best
}

func digitCount(text string) int {
	count := 0
	for _, letter := range text {
		if letter >= '0' && letter <= '9' {
			count++
		}
	}
	return count
}
