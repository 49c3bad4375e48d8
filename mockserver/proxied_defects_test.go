package mockserver_test

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/crm"
	"casemock/mockserver"
	"casemock/mockserver/drift"
	"casemock/mockserver/proxy"
)

// Call is one of a walk.
func (w *walker) Call(operation, id string, sent any) crm.Object {
	return w.call(caseapi.OperationName(operation), id, sent)
}

// Use has the key that is sent from now on.
func (w *walker) Use(key string) { w.key = key }

// Invented is nothing that a proxy knows of an id.
func (w *walker) Invented(_, _ string) {}

// ofTheWalk are the custom fields that the walk writes, of which the CRM's own meta object shows a part.
func ofTheWalk(options *proxy.Options) {
	field := func(name string, kind caseapi.FieldType) caseapi.Field {
		return caseapi.Field{Name: name, Label: name, Type: kind, Searchable: true}
	}
	options.Structures = &caseapi.ObjectStructures{
		Case: caseapi.ObjectStructure{Name: caseapi.CaseObject, Fields: []caseapi.Field{
			field("region", caseapi.Text), field("branch", caseapi.Text)}},
		Customer: caseapi.ObjectStructure{Name: caseapi.CustomerObject, Fields: []caseapi.Field{
			field("fullName", caseapi.Text), field("mail", caseapi.Text), field("vip", caseapi.Checkbox)}},
	}
}

// notSeen is a defect that no proxy can know of: which keys are right, the server knows alone.
const notSeen = "a longer key is let in"

// seenElsewhere are defects that a proxy sees at another place than who has made the ids up, or knows more of a 422.
var seenElsewhere = map[string]string{"unknown customers have everybody's cases": "[].created",
	"unknown cases are made": "body", "a refused update is applied": "custom"}

var elementOfDefect = regexp.MustCompile(`\[\d+\]`)

// TestEachDefectIsBlamed walks through CRMs that have nothing in common with the sandbox, each wrong in one way.
func TestEachDefectIsBlamed(t *testing.T) {
	t.Parallel()
	for _, defect := range crm.Defects() {
		t.Run(defect.Name, func(t *testing.T) {
			t.Parallel()
			w := walkThrough(t, crm.With(defect.Quirk), crm.Key, ofTheWalk, mockserver.WithDrift())
			crm.Walk(w)
			blamed, listing := w.blamed(), w.driftOf()
			part := "/" + cmp.Or(seenElsewhere[defect.Name], elementOfDefect.ReplaceAllString(defect.Path, "[]"))
			isAtPart := slices.ContainsFunc(listing.Differences, func(found drift.Difference) bool {
				return strings.HasSuffix(found.Rule, part)
			})
			if seen := defect.Name != notSeen; (len(blamed) > 0) != seen || isAtPart != seen {
				t.Errorf("want %s, blamed for %s, and drift %s", defect.Path, strings.Join(blamed, "\n"), shownDrift(listing))
			}
		})
	}
}

// TestNoVariantAcrossIsBlamed walks through CRMs that are right in ways that only several answers show.
func TestNoVariantAcrossIsBlamed(t *testing.T) {
	t.Parallel()
	for _, variant := range crm.VariantsAcross() {
		t.Run(variant.Name, func(t *testing.T) {
			t.Parallel()
			w := walkThrough(t, crm.With(variant.Quirks...), crm.Key, ofTheWalk, mockserver.WithDrift())
			crm.Walk(w)
			if blamed := w.blamed(); len(blamed) > 0 {
				t.Errorf("blamed for %s", strings.Join(blamed, "\n"))
			}
			w.driftsNowhere()
		})
	}
}
