package settings

import (
	"errors"
	"fmt"
	"strings"

	"casemock/contracts/redact"
)

// Read takes the values of all settings from where they were chosen, and hands them to Accept. Lookup finds
// a variable of the environment, and reports whether it is set. It
// returns the operands: the arguments that are no flags.
//
// The error is [flag.ErrHelp] when the user asks for help. Otherwise it has a line for everything that
// is wrong, each with the flag, the variable or the place in the file, the value and the rule; what is
// wrong in the file is a strictyaml.Problem.
func (t Table) Read(arguments []string, lookup func(string) (string, bool)) (operands []string, err error) {
	given, operands, err := t.parse(arguments)
	t.hide(given)
	if err != nil {
		return nil, err
	}
	layers := []choices{given, t.environment(lookup)}
	t.hide(layers[1])
	var problems []error
	if chosen := first(layers, t.File); len(chosen) > 0 {
		fromFile, err := t.file(chosen[0].value)
		problems = append(problems, err)
		layers = append(layers, fromFile)
		t.hide(fromFile)
	}
	for _, setting := range t.Settings {
		problems = append(problems, setting.take(first(layers, setting.Name)))
	}
	return operands, errors.Join(problems...)
}

// first is what the first layer that chooses the setting says.
func first(layers []choices, name string) []choice {
	for _, layer := range layers {
		if values, ok := layer[name]; ok {
			return values
		}
	}
	return nil
}

// take accepts the chosen values, or the default.
func (s Setting) take(chosen []choice) error {
	if chosen == nil && s.Default != "" {
		chosen = []choice{{value: s.Default, name: "the default of --" + s.Name, isDefault: true}}
	}
	if len(chosen) > 0 && s.Chosen != nil && chosen[0].origin() != "" {
		s.Chosen(chosen[0].origin())
	}
	var problems []error
	for _, value := range chosen {
		err := s.Accept(value.value)
		if err == nil {
			continue
		}
		quoted := fmt.Sprintf("%q ", value.value)
		// A parser of a library may have put name and value before the rule.
		rule, _ := strings.CutPrefix(err.Error(), s.Name+" "+strings.TrimSpace(quoted))
		if s.Secret {
			quoted = ""
		}
		problems = append(problems, value.problem(quoted+strings.TrimLeft(rule, ": ")))
	}
	return errors.Join(problems...)
}

// hide tells of the secrets among values, all but a default that everybody knows.
func (t Table) hide(chosen choices) {
	if t.Hide == nil {
		return
	}
	for _, setting := range t.Settings {
		for _, value := range chosen[setting.Name] {
			if setting.Secret && value.value != setting.Default {
				t.Hide(value.value)
			}
			for _, secret := range redact.Credentials(value.value) {
				t.Hide(secret)
			}
		}
	}
}
