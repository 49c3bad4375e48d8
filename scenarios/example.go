package scenarios

import (
	"encoding/json"
	"strings"
)

// Example is the value itself.
func (l Literal) Example() any { return l.Value }

// Describe writes the value as JSON.
func (l Literal) Describe() string { return jsonText(l.Value) }

// Example has the examples of the members; those without one are left out.
func (o Object) Example() any {
	object := map[string]any{}
	for _, member := range o.Members {
		if example := member.Value.Example(); example != Missing {
			object[member.Name] = example
		}
	}
	return object
}

// Describe says that it is an object.
func (o Object) Describe() string { return "an object" }

// Example has the examples of the elements.
func (l List) Example() any { return examples(l.Elements) }

// Describe says that it is an array.
func (l List) Describe() string { return "an array" }

// Example is the example that was given, or has those of the elements.
func (c Containing) Example() any {
	if c.Sample != nil {
		return c.Sample
	}
	return examples(c.Elements)
}

// Describe says what the array must contain.
func (c Containing) Describe() string {
	parts := make([]string, len(c.Elements))
	for i, element := range c.Elements {
		parts[i] = jsonText(element.Example())
		switch element.(type) {
		case Pattern, Typed, Absent:
			parts[i] = element.Describe()
		}
	}
	return "an array that contains " + strings.Join(parts, " and ")
}

func examples(elements []Matcher) []any {
	array := []any{}
	for _, element := range elements {
		if example := element.Example(); example != Missing {
			array = append(array, example)
		}
	}
	return array
}

// Example is the example that was given; [Missing] when none was.
func (p Pattern) Example() any {
	if p.Sample == nil {
		return Missing
	}
	return p.Sample
}

// Describe shows the expression.
func (p Pattern) Describe() string { return "a string that matches " + p.Source }

// Example is the example that was given, or the emptiest value of the type.
func (t Typed) Example() any {
	if t.Sample != nil {
		return t.Sample
	}
	switch t.Type {
	case NumberType:
		return json.Number("0")
	case BooleanType:
		return false
	case ArrayType:
		return []any{}
	case ObjectType:
		return map[string]any{}
	}
	return ""
}

// Describe names the type.
func (t Typed) Describe() string {
	if t.Type == ArrayType || t.Type == ObjectType {
		return "an " + string(t.Type)
	}
	return "a " + string(t.Type)
}

// Example is [Missing].
func (a Absent) Example() any { return Missing }

// Describe says nothing.
func (a Absent) Describe() string { return "nothing" }
