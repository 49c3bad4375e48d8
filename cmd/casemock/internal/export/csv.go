package export

import (
	"encoding/csv"
	"io"

	"casemock/contracts"
)

// csvEncoder writes a row for each object, after a row with the names of the columns (RFC 4180). The
// interactions of a case are JSON in one column.
type csvEncoder struct {
	rows       *csv.Writer
	structures contracts.ObjectStructures
}

func newCSVEncoder(to io.Writer, structures contracts.ObjectStructures) *csvEncoder {
	return &csvEncoder{csv.NewWriter(to), structures}
}

func (e *csvEncoder) begin() error { return nil }

func (e *csvEncoder) openList(of contracts.ObjectType) error {
	if of == contracts.CaseObject {
		return e.rows.Write(append([]string{"id", "number", "customerId", "title", "description", "url",
			"lastUpdated", "created", "status", "interactions"}, names(e.structures.Case)...))
	}
	return e.rows.Write(append([]string{"id", "url"}, names(e.structures.Customer)...))
}

func names(structure contracts.ObjectStructure) []string {
	var all []string
	for _, field := range structure.Fields {
		all = append(all, field.Name)
	}
	return all
}

func (e *csvEncoder) writeCase(c contracts.Case) error {
	interactions := []byte("[]")
	if len(c.Interactions) > 0 {
		var err error
		if interactions, err = contracts.Marshal(c.Interactions); err != nil {
			return err
		}
	}
	return e.rows.Write(append([]string{c.ID, c.Number, c.CustomerID, c.Title, c.Description, c.URL,
		c.LastUpdated, c.Created, string(c.Status), string(interactions)},
		values(e.structures.Case, c.Custom)...))
}

func (e *csvEncoder) writeCustomer(c contracts.Customer) error {
	return e.rows.Write(append([]string{c.ID, c.URL}, values(e.structures.Customer, c.Custom)...))
}

// values are the custom fields in the order of the columns; empty where an object has none.
func values(structure contracts.ObjectStructure, custom map[string]string) []string {
	var all []string
	for _, field := range structure.Fields {
		all = append(all, custom[field.Name])
	}
	return all
}

func (e *csvEncoder) closeList() error {
	e.rows.Flush()
	return e.rows.Error()
}

func (e *csvEncoder) end() error { return nil }
