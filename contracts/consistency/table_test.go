package consistency_test

import (
	"slices"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
)

// TestTableKnowsEveryProperty walks the documented objects.
func TestTableKnowsEveryProperty(t *testing.T) {
	t.Parallel()
	var known []string
	for _, row := range consistency.Table() {
		if row.About == "" || row.Holds == "" || !strings.HasSuffix(strings.TrimRight(row.Sentence, "]"), ".") &&
			!strings.HasSuffix(strings.TrimRight(row.Sentence, "]"), "?") {
			t.Errorf("the row is not whole: %+v", row)
		}
		if slices.Contains(known, row.About) {
			t.Errorf("%s has two rows", row.About)
		}
		known = append(known, row.About)
	}
	api := caseapi.New(caseapi.ObjectStructures{})
	for prefix, schema := range map[string]caseapi.SchemaName{
		"case": caseapi.CaseSchema, "customer": caseapi.CustomerSchema,
		"case.interactions[]": caseapi.InteractionSchema, "case.interactions[].author": caseapi.AuthorSchema,
	} {
		for _, name := range api.Schema(schema).PropertyNames() {
			if row := prefix + "." + name; !slices.Contains(known, row) {
				t.Errorf("%s has no row", row)
			}
		}
	}
}
