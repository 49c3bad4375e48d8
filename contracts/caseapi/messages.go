package caseapi

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"casemock/contracts/wording"
)

// The functions of this file are the sentences that a person reads.

func (v *validation) add(violation Violation) {
	if len(v.violations) < mostViolations {
		v.violations = append(v.violations, violation)
	}
}

// addWrong adds a violation by the value that is looked at.
func (v *validation) addWrong(schema *Schema, value any, rule Rule, message, expected string) {
	path := pathOf(v.path)
	if path == "" {
		path = WholeBody
	}
	if schema.Title != "" { // the name of a custom field that an agent knows
		message = "(" + schema.Title + ") " + message
	}
	v.add(Violation{Path: path, Rule: rule, Message: message, Expected: expected, Actual: jsonText(value)})
}

func (v *validation) addTooFew(schema *Schema, object map[string]any) {
	names := schema.documentedNames()
	if len(names) == 0 {
		v.addWrong(schema, object, RequiredRule,
			"must have a field, but no field is defined that it could have", "a field")
		return
	}
	v.addWrong(schema, object, RequiredRule,
		"must have at least one of "+strings.Join(names, ", "), "a field")
}

func (v *validation) addMissing(schema *Schema, name string) {
	violation := Violation{Path: v.pathTo(name), Rule: RequiredRule,
		Message: "is required", Expected: "present", Actual: "missing"}
	if property := schema.Property(name); property != nil && property.Schema.Type != "" {
		violation.Expected = withArticle(property.Schema.Type)
	}
	v.add(violation)
}

// addUnknown adds a violation for each property that a closed object does not have.
func (v *validation) addUnknown(schema *Schema, object map[string]any) {
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if schema.Property(name) != nil {
			continue
		}
		violation := Violation{Path: v.pathTo(name), Rule: UnknownRule, Message: "is unknown",
			Expected: "no such field", Actual: jsonText(object[name])}
		if reason, refused := schema.Refused[name]; refused {
			violation.Rule, violation.Message = ReadOnlyRule, reason
		} else {
			violation.Message += wording.DidYouMean(name, schema.documentedNames())
		}
		v.add(violation)
	}
}

// pathTo is the path of a property of the object that is looked at.
func (v *validation) pathTo(name string) string { return named(name).below(pathOf(v.path)) }

func withArticle(name Type) string {
	switch {
	case name == nullValue:
		return string(name)
	case strings.ContainsAny(string(name[:1]), "aeio"):
		return "an " + string(name)
	}
	return "a " + string(name)
}

func gotText(value any) string { return ", got " + jsonText(value) }

// jsonText writes a value as JSON, cut short when it is long.
func jsonText(value any) string {
	encoded, err := Marshal(value)
	if err != nil {
		return cut(fmt.Sprint(value))
	}
	return cut(string(encoded))
}
