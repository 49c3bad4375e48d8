package caseapi

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// fieldName is what can be a JSON property without quoting trouble in paths, templates and forms.
var fieldName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)
})

// Validate says everything that is wrong with the definition of one field, nil when nothing is. It
// does not know the field's neighbours; [ObjectStructure.Validate] does.
func (f Field) Validate() []error {
	var problems []error
	if !fieldName().MatchString(f.Name) {
		problems = append(problems, fmt.Errorf(
			"name %q must start with a letter and hold letters, digits, _ and - alone", f.Name))
	}
	if f.Label == "" {
		problems = append(problems, errors.New("label is required: it is what an agent reads"))
	}
	return append(problems, f.validateType()...)
}

func (f Field) validateType() []error {
	switch f.Type {
	case SingleSelectList:
		return f.validateListValues()
	case Text, TextArea, Checkbox:
		if len(f.ListValues) > 0 {
			return []error{fmt.Errorf("listValues belong to a single_sel_list alone, not to a %s", f.Type)}
		}
		return nil
	}
	return []error{fmt.Errorf("type %q must be one of %s",
		f.Type, strings.Join(texts(FieldTypes()), ", "))}
}

func (f Field) validateListValues() []error {
	if len(f.ListValues) == 0 {
		return []error{errors.New("a single_sel_list needs listValues")}
	}
	var problems []error
	seen := map[string]bool{}
	for i, choice := range f.ListValues {
		if choice.Name == "" || choice.Value == "" {
			problems = append(problems, fmt.Errorf("listValues[%d] needs a name and a value", i))
		} else if seen[choice.Value] {
			problems = append(problems, fmt.Errorf("listValues[%d] repeats the value %q", i, choice.Value))
		}
		seen[choice.Value] = true
	}
	return problems
}

// Validate says everything that is wrong with the structure as a whole: its fields, names used
// twice, and names that the documents already use for the object. Nil means that it is sound.
func (s ObjectStructure) Validate() []error {
	var problems []error
	seen := map[string]bool{}
	for i, field := range s.Fields {
		for _, problem := range field.Validate() {
			problems = append(problems, fmt.Errorf("fields[%d]: %w", i, problem))
		}
		switch {
		case seen[field.Name]:
			problems = append(problems, fmt.Errorf("fields[%d]: the name %q is used twice", i, field.Name))
		case Documented(s.Name, field.Name):
			problems = append(problems, fmt.Errorf(
				"fields[%d]: %q is a documented property of a %s, choose another name", i, field.Name, s.Name))
		}
		seen[field.Name] = true
	}
	return problems
}

// allowedValues lists what a field may hold; nil when that is any string.
func (f Field) allowedValues() []string {
	switch f.Type {
	case Checkbox:
		return []string{"true", "false"}
	case SingleSelectList:
		values := make([]string, len(f.ListValues))
		for i, choice := range f.ListValues {
			values[i] = choice.Value
		}
		return values
	}
	return nil
}

// example is a value that the field may hold, for people to see.
func (f Field) example() string {
	allowed := f.allowedValues()
	switch {
	case f.Example != "" && (allowed == nil || slices.Contains(allowed, f.Example)):
		return f.Example
	case allowed != nil:
		return allowed[0]
	}
	return anyText
}

// Documented reports whether the documents already name such a property for the object, in an
// answer or in a request; a custom field cannot take its name.
func Documented(object ObjectType, name string) bool {
	return slices.Contains(documentedNames()[object], name)
}

var documentedNames = sync.OnceValue(func() map[ObjectType][]string {
	kase, customer := caseSchema(nil, ObjectStructure{}), customerSchema(ObjectStructure{})
	return map[ObjectType][]string{
		CaseObject:     append(kase.PropertyNames(), "customId"), // requests may spell customerId so
		CustomerObject: customer.PropertyNames(),
	}
})
