package settings

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"

	"casemock/contracts/strictyaml"
)

// file reads a configuration file, whose keys are the names of the settings. The error has a line for
// everything that is wrong with it.
func (t Table) file(path string) (choices, error) {
	source := strictyaml.ReadFile(path)
	chosen := choices{}
	for i, document := range source.Documents {
		if i > 0 {
			document.Root.Note("is a second document; put all settings into one")
			break
		}
		t.document(document.Root, chosen)
	}
	var problems []error
	for _, problem := range source.Problems() {
		problems = append(problems, problem)
	}
	return chosen, errors.Join(problems...)
}

func (t Table) document(root strictyaml.Value, chosen choices) {
	if root.Kind() == strictyaml.String { // which may have a secret in it
		root.Note("must be a mapping of settings to values, not a text; is a space missing after a colon?")
		return
	}
	var keys []strictyaml.Key
	for _, name := range t.names() {
		if name != t.File { // a file does not name another one
			keys = append(keys, strictyaml.Optional(name))
		}
	}
	fields := root.Mapping(keys...)
	for _, setting := range t.Settings {
		if value := fields.Get(setting.Name); value.Exists() {
			t.value(setting, value, chosen)
		}
	}
}

// value reads a setting's value, or its list of values.
func (t Table) value(setting Setting, value strictyaml.Value, chosen choices) {
	elements := []strictyaml.Value{value}
	if setting.Repeatable && value.Kind() == strictyaml.List {
		elements = value.Elements()
		if len(elements) == 0 && setting.NeverEmpty {
			value.Note("must not be an empty list")
		}
	}
	for _, element := range elements {
		if text, ok := setting.text(element); ok {
			line, column := element.Place()
			place := strictyaml.Problem{File: element.File(), Line: line, Column: column}
			chosen.add(setting, choice{value: text, name: element.Path(), place: place})
		}
	}
}

// text is a value as it would be written on the command line.
func (s Setting) text(value strictyaml.Value) (string, bool) {
	switch {
	case s.Kind == Switch:
		truth, ok := value.Bool()
		return strconv.FormatBool(truth), ok
	case s.Kind == Quantity && value.Kind() == strictyaml.Number:
		return fmt.Sprint(value.JSON()), true
	case s.Kind == Path:
		path, ok := value.Word()
		if ok && !filepath.IsAbs(path) {
			path = filepath.Join(filepath.Dir(value.File()), path)
		}
		return path, ok
	case s.Secret && (value.Kind() == strictyaml.Number || value.Kind() == strictyaml.Boolean):
		value.Note("must be a string, not a %s; put it in quotes", value.Kind())
		return "", false
	}
	return value.Text()
}
