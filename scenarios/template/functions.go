package template

import (
	"fmt"
	"regexp"
	"strings"
	"text/template"

	"casemock/scenarios/fake"
)

// functions are those of a machine's template: gofakeit's, and those of text/template that make
// text, which could otherwise make gigabytes of it.
func (m *machine) functions() template.FuncMap {
	return template.FuncMap{
		"fake":     m.fake,
		tick:       m.tick,
		present:    mustBePresent,
		"print":    m.bounded(fmt.Sprint),
		"println":  m.bounded(fmt.Sprintln),
		"html":     m.bounded(template.HTMLEscaper),
		"js":       m.bounded(template.JSEscaper),
		"urlquery": m.bounded(template.URLQueryEscaper),
		"printf":   m.printf,
	}
}

func (m *machine) fake(name string, arguments ...any) (any, error) {
	texts, size := make([]string, len(arguments)), len(name)
	for i, argument := range arguments {
		texts[i] = fmt.Sprint(argument)
		size += len(texts[i])
	}
	if err := m.budget.spend(tickCost + size); err != nil {
		return nil, err
	}
	invented, err := fake.Invent(m.faker, name, texts)
	if err != nil {
		return nil, err
	}
	return invented, m.budget.spend(len(fmt.Sprint(invented)))
}

// bounded wraps a function whose result grows with its arguments.
func (m *machine) bounded(make func(...any) string) func(...any) (string, error) {
	return func(arguments ...any) (string, error) {
		if err := m.budget.spend(sizeOf(arguments)); err != nil {
			return "", err
		}
		text := make(arguments...)
		return text, m.budget.spend(len(text))
	}
}

// wide is a width or precision of a format that no text needs.
var wide = regexp.MustCompile(`%[^a-zA-Z%]*(\d{4}|\*)`)

func (m *machine) printf(format string, arguments ...any) (string, error) {
	if wide.MatchString(format) {
		return "", fmt.Errorf("the format %q is too wide", format)
	}
	const widest = 1000
	most := len(format) + strings.Count(format, "%")*(sizeOf(arguments)+widest)
	if err := m.budget.spend(most); err != nil {
		return "", err
	}
	return fmt.Sprintf(format, arguments...), nil
}

// sizeOf is how long arguments are as text, roughly.
func sizeOf(arguments []any) int {
	size := 0
	for _, argument := range arguments {
		switch argument := argument.(type) {
		case string:
			size += len(argument)
		default:
			size += len(fmt.Sprint(argument))
		}
	}
	return size
}
