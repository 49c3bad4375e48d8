package caseapi

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// The Go types have fields for what code looks at. Any other string that the documents name is kept by name, in
// Custom of a case or customer and in Further of an interaction or author, so that a property added to a schema is
// read, kept, changed and written without a word about it here.

// ownFields are the properties that the Go type of a schema has fields for.
var ownFields = sync.OnceValue(func() map[SchemaName][]string {
	return map[SchemaName][]string{
		CaseSchema:        append(tagged[Case](), "customId"), // as requests may spell customerId
		InteractionSchema: tagged[Interaction](),
		AuthorSchema:      tagged[Author](),
		CustomerSchema:    tagged[Customer](),
	}
})

// tagged lists the names in the tags of a struct.
func tagged[T any]() []string {
	var names []string
	for field := range reflect.TypeFor[T]().Fields() {
		if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name != "-" {
			names = append(names, name)
		}
	}
	return names
}

// Further gives the documented strings of a [Case], [Interaction], [Author] or [Customer] that have no Go field,
// each with a valid value, for data that is made up. It is nil where there are none, and must not be changed.
func Further(name SchemaName) map[string]string { return furtherSamples()[name] }

var furtherSamples = sync.OnceValue(func() map[SchemaName]map[string]string {
	samples := map[SchemaName]map[string]string{}
	api := New(ObjectStructures{})
	for name, own := range ownFields() {
		for _, property := range api.Schema(name).Properties {
			sample, isText := property.Schema.Sample().(string)
			if isText && !slices.Contains(own, property.Name) {
				samples[name] = with(samples[name], property.Name, sample)
			}
		}
	}
	return samples
})

// furtherOf picks the strings of an object that its Go type has no field for; nil where there is none.
func furtherOf(name SchemaName, object map[string]any) map[string]string {
	var further map[string]string
	own := ownFields()[name]
	for key, value := range object {
		if text, ok := value.(string); ok && !slices.Contains(own, key) {
			further = with(further, key, text)
		}
	}
	return further
}

// merge returns both, and of a name that both have the added value. Neither is changed.
func merge(existing, added map[string]string) map[string]string {
	if len(added) == 0 {
		return existing
	}
	merged := maps.Clone(added)
	for name, value := range existing {
		if _, replaced := added[name]; !replaced {
			merged[name] = value
		}
	}
	return merged
}

// with adds to a map that is made when it is needed.
func with(texts map[string]string, name, value string) map[string]string {
	if texts == nil {
		texts = map[string]string{}
	}
	texts[name] = value
	return texts
}
