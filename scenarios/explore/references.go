package explore

import (
	"maps"
	"regexp"
	"slices"

	"casemock/scenarios/story"
)

var referenceForm = regexp.MustCompile(`(\$?)\$\{([A-Za-z][A-Za-z0-9_-]*)`)

// referred are the names of the earlier answers that a text speaks of: the run is none.
func referred(text string) (names []string) {
	for _, found := range referenceForm.FindAllStringSubmatch(text, -1) {
		if found[1] == "" && found[2] != "run" {
			names = append(names, found[2])
		}
	}
	return names
}

// references are the names of the earlier answers that a step speaks of, sorted.
func references(step story.Step) []string {
	var names []string
	note := func(text string) { names = append(names, referred(text)...) }
	for _, texts := range []map[string]string{step.Path, step.Query, step.Headers} {
		for _, text := range texts {
			note(text)
		}
	}
	eachText(step.Body, "", func(_, text string) { note(text) })
	slices.Sort(names)
	return slices.Compact(names)
}

// eachText visits the texts of a decoded JSON value in a fixed order, with the name of the property in
// which each stands.
func eachText(value any, name string, visit func(name, text string)) {
	switch value := value.(type) {
	case string:
		visit(name, value)
	case []any:
		for _, element := range value {
			eachText(element, name, visit)
		}
	case map[string]any:
		for _, below := range sortedNames(value) {
			eachText(value[below], below, visit)
		}
	}
}

func sortedNames[T any](object map[string]T) []string { return slices.Sorted(maps.Keys(object)) }

// eachReplaced copies a decoded JSON value with other texts in it; name is that of the property in which a
// text stands.
func eachReplaced(value any, replace func(name, text string) string) any {
	var in func(name string, value any) any
	in = func(name string, value any) any {
		switch value := value.(type) {
		case string:
			return replace(name, value)
		case map[string]any:
			changed := make(map[string]any, len(value))
			for below, member := range value {
				changed[below] = in(below, member)
			}
			return changed
		case []any:
			changed := make([]any, len(value))
			for i, element := range value {
				changed[i] = in(name, element)
			}
			return changed
		}
		return value
	}
	return in("", value)
}
