package record

import (
	"testing"

	"casemock/contracts/caseapi"
)

// Every documented text has a row, or nobody knows whether it tells of somebody.
func TestFieldsKnowsEveryText(t *testing.T) {
	t.Parallel()
	meta := map[caseapi.SchemaName]bool{}
	for _, schema := range caseapi.New(caseapi.ObjectStructures{}).Schemas() {
		if schema.Property("searchable") != nil || schema.Property("value") != nil || schema.Property("fields") != nil {
			meta[schema.Name] = true // of the company, not of its customers
		}
		for _, property := range schema.Properties {
			what := property.Schema
			if what.Type == caseapi.ArrayValue {
				what = what.Items
			}
			if _, known := fields[property.Name]; what.Type == caseapi.StringValue && !known && !meta[schema.Name] {
				t.Errorf("%s.%s has no row in fields", schema.Name, property.Name)
			}
		}
	}
}
