package contracts

import (
	"errors"
	"slices"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// ValidateBody holds a decoded JSON value against a schema and says what is wrong with it, in the
// order of the paths; nil when nothing is. All of it, up to a thousand violations. The name must be
// one of the constants.
func (a *API) ValidateBody(name SchemaName, value any) []Violation {
	return a.validate(name, value, false)
}

// validate is [API.ValidateBody]. With nullable, an optional string or boolean may be null: no
// document forbids a server to say in this way that there is none.
func (a *API) validate(name SchemaName, value any, nullable bool) []Violation {
	err := a.validator(name).Validate(value)
	if err == nil {
		return nil
	}
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		return []Violation{{Path: WholeBody, Rule: SyntaxRule, Message: err.Error()}}
	}
	writer := violationWriter{root: a.schemas[name], value: value, nullable: nullable}
	for _, leaf := range sortedLeaves(invalid) {
		if len(writer.violations) == mostViolations {
			break
		}
		writer.write(leaf)
	}
	sortViolations(writer.violations)
	return writer.violations
}

// sortedLeaves gathers the errors that have no others as their cause, by place: the library walks
// objects in the random order of Go's maps, and what is said must not depend on that.
func sortedLeaves(err *jsonschema.ValidationError) []*jsonschema.ValidationError {
	leaves := appendLeaves(nil, err)
	byPlace := func(a, b *jsonschema.ValidationError) int {
		return slices.CompareFunc(a.InstanceLocation, b.InstanceLocation, compareSteps)
	}
	if !slices.IsSortedFunc(leaves, byPlace) {
		slices.SortStableFunc(leaves, byPlace)
	}
	return leaves
}

func appendLeaves(
	leaves []*jsonschema.ValidationError, err *jsonschema.ValidationError,
) []*jsonschema.ValidationError {
	// The causes of an anyOf are its alternatives, of which RequireOneOf makes one sentence.
	_, alternatives := err.ErrorKind.(*kind.AnyOf)
	if len(err.Causes) == 0 || alternatives {
		return append(leaves, err)
	}
	for _, cause := range err.Causes {
		leaves = appendLeaves(leaves, cause)
	}
	return leaves
}
