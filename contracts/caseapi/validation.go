package caseapi

import (
	"slices"
	"strings"
)

// ValidateBody holds a decoded JSON value against a schema and says what is wrong with it, in the
// order of the paths; nil when nothing is. All of it, up to a thousand violations. The name must be
// one of the constants. The value is one that [Decode] gives; whatever else it holds counts as a
// number.
func (a *API) ValidateBody(name SchemaName, value any) []Violation {
	return a.validate(name, value, false)
}

// ValidateProperty holds the value of one property of an object against its schema, as [API.ValidateBody]
// does of a body that has it. The schema must have the property.
func (a *API) ValidateProperty(name SchemaName, property string, value any) []Violation {
	var check validation
	check.property(a.schemas[name].Property(property), value)
	sortViolations(check.violations)
	return check.violations
}

// validate is [API.ValidateBody]. With nullable, an optional string or boolean may be null: no
// document forbids a server to say in this way that there is none.
func (a *API) validate(name SchemaName, value any, nullable bool) []Violation {
	check := validation{nullable: nullable}
	check.value(a.schemas[name], value)
	sortViolations(check.violations)
	return check.violations
}

// validation walks down a value and its schema side by side. It says of a schema what its JSON Schema
// document says to a library, which a test holds it against; a library has to look at each value for
// far more than a [Schema] can ask, and takes ten times as long.
type validation struct {
	nullable   bool   // see [API.validate]
	path       []step // from the body down to the value that is looked at
	violations []Violation
}

// value checks a value that must be there.
func (v *validation) value(schema *Schema, value any) {
	if got := typeOf(value); schema.Type != "" && got != schema.Type {
		want := withArticle(schema.Type)
		v.addWrong(schema, value, TypeRule, "must be "+want+", not "+withArticle(got), want)
		return
	}
	switch value := value.(type) {
	case string:
		v.text(schema, value)
	case []any:
		for i, element := range value {
			if schema.Items != nil {
				v.below(indexed(i), schema.Items, element)
			}
		}
	case map[string]any:
		v.object(schema, value)
	}
}

// typeOf names the JSON type of a value.
func typeOf(value any) Type {
	switch value.(type) {
	case nil:
		return nullValue
	case bool:
		return BooleanValue
	case string:
		return StringValue
	case []any:
		return ArrayValue
	case map[string]any:
		return ObjectValue
	}
	return numberValue
}

// text checks a string; of what is wrong with one, the first says enough.
func (v *validation) text(schema *Schema, value string) {
	switch {
	case schema.MayBeEmpty && value == "":
	case len(schema.Enum) > 0 && !slices.Contains(schema.Enum, value):
		allowed := "one of " + strings.Join(schema.Enum, ", ")
		v.addWrong(schema, value, ValueRule, "must be "+allowed+gotText(value), allowed)
	case schema.Format == URIFormat && !IsURI(value):
		v.addWrong(schema, value, FormatRule, uriDemand(value)+gotText(value), "a URI")
	case schema.Format == DateTimeFormat && !isDateTime(value):
		v.addWrong(schema, value, FormatRule,
			"must be an ISO 8601 date-time, such as 2024-05-01T09:30:00.000Z"+gotText(value),
			"an ISO 8601 date-time")
	case schema.NotEmpty && value == "":
		v.addWrong(schema, value, ValueRule, "must not be empty", "a string that is not empty")
	}
}

func isDateTime(text string) bool {
	_, err := ParseTime(text)
	return err == nil
}

func (v *validation) object(schema *Schema, object map[string]any) {
	if len(object) < schema.MinProperties {
		v.addTooFew(schema, object)
	}
	known := 0
	for i := range schema.Properties {
		property := &schema.Properties[i]
		value, sent := object[property.Name]
		switch {
		case sent:
			known++
			v.property(property, value)
		case property.Required:
			v.addMissing(schema, property.Name)
		}
	}
	if schema.Closed && known < len(object) {
		v.addUnknown(schema, object)
	}
	isSent := func(name string) bool { _, sent := object[name]; return sent }
	if len(schema.RequireOneOf) > 0 && !slices.ContainsFunc(schema.RequireOneOf, isSent) {
		v.addMissing(schema, schema.RequireOneOf[0])
	}
}

func (v *validation) property(property *Property, value any) {
	// Null says no more of an optional string or boolean than leaving it out.
	scalar := property.Schema.Type == StringValue || property.Schema.Type == BooleanValue
	if value == nil && v.nullable && !property.Required && scalar {
		return
	}
	v.below(named(property.Name), property.Schema, value)
}

// below checks what a step leads to. It goes on until as many violations are found as anybody reads.
func (v *validation) below(to step, schema *Schema, value any) {
	if len(v.violations) == mostViolations {
		return
	}
	v.path = append(v.path, to)
	v.value(schema, value)
	v.path = v.path[:len(v.path)-1]
}
