package bugs

import (
	"maps"
	"slices"

	"casemock/contracts/caseapi"
)

// customers are the bugs of customers and of the search for them.
var customers = []Bug{
	{"false-not-kept", "A checkbox that is switched off stays as it is: false counts as no value.", isThere,
		sending(func(body map[string]any) {
			for name, value := range body {
				if value == "false" && len(body) > 1 {
					delete(body, name)
				}
			}
		})},
	{"list-value-becomes-its-name", "Of a value of a list, the name that people see is kept.", nothingLost,
		flaw{
			keep: func(w *work, _ caseapi.Case, after *caseapi.Case) {
				after.Custom = w.named(caseapi.CaseObject, after.Custom)
			},
			keepCustomer: func(w *work, _ caseapi.Customer, after *caseapi.Customer) {
				after.Custom = w.named(caseapi.CustomerObject, after.Custom)
			},
		}},
	{"customer-update-clears-others", "An update of a customer leaves of the fields those that it sends.", customer,
		flaw{keepCustomer: func(w *work, before caseapi.Customer, after *caseapi.Customer) {
			if before.ID != "" {
				after.Custom = w.sentOf(after.Custom)
			}
		}}},
	{"search-index-stale", "A search goes by the values that a customer had first, and not by later ones.", matches,
		flaw{index: func(w *work, indexed *caseapi.Customer) {
			if known := w.customers[indexed.ID]; known != nil {
				*indexed = known.first
			}
		}}},
	{"search-misses-second-field", "Of several fields in a search, only the first by name is asked for.", matches,
		flaw{send: func(w *work, body map[string]any) {
			names := slices.Sorted(maps.Keys(body))
			if w.does(caseapi.SearchCustomers) && len(names) > 1 {
				maps.DeleteFunc(body, func(name string, _ any) bool { return name != names[0] })
			}
		}}},
}

// named replaces the values of lists by their names.
func (w *work) named(object caseapi.ObjectType, custom map[string]string) map[string]string {
	named := maps.Clone(custom)
	for _, field := range w.api.Structures().Of(object).Fields {
		for _, value := range field.ListValues {
			if named[field.Name] == value.Value {
				named[field.Name] = value.Name
			}
		}
	}
	return named
}
