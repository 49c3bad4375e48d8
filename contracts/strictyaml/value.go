package strictyaml

import (
	"cmp"
	"fmt"
	"strings"

	"casemock/contracts/wording"

	"gopkg.in/yaml.v3"
)

// Value is a value of a document, with its place and the path to it. The zero Value is the value of
// a key that is not there: every method of it returns nothing and notes nothing.
type Value struct {
	node  *yaml.Node
	path  string
	notes *notebook
}

// Kind is what a value is, in the words of JSON.
type Kind string

// The kinds of values. Whatever YAML takes for a date is a String here.
const (
	Nothing Kind = ""
	Null    Kind = "null"
	String  Kind = "string"
	Number  Kind = "number"
	Boolean Kind = "boolean"
	List    Kind = "list"
	Map     Kind = "mapping"
)

// Kind says what the value is; Nothing for the zero Value.
func (v Value) Kind() Kind {
	if v.node == nil {
		return Nothing
	}
	return kindOf(v.node)
}

func kindOf(node *yaml.Node) Kind {
	switch node.Kind {
	case yaml.MappingNode:
		return Map
	case yaml.SequenceNode:
		return List
	}
	switch node.ShortTag() {
	case "!!null":
		return Null
	case "!!bool":
		return Boolean
	case "!!int", "!!float":
		return Number
	}
	if node.Style == 0 && isNumber(node.Value) {
		return Number
	}
	return String
}

func isNull(node *yaml.Node) bool { return kindOf(node) == Null }

// Exists reports whether there is a value; null is one.
func (v Value) Exists() bool { return v.node != nil }

// Path is the way to the value from the document's root, as in responses[0].status; empty for the
// root itself.
func (v Value) Path() string { return v.path }

// Place is where the value stands, line and column from 1.
func (v Value) Place() (line, column int) {
	if v.node == nil {
		return 1, 1
	}
	return v.node.Line, v.node.Column
}

// Position is where the value stands, as file:line:column.
func (v Value) Position() string {
	line, column := v.Place()
	return Problem{File: v.File(), Line: line, Column: column}.Place()
}

// File is the name of the file that the value stands in.
func (v Value) File() string {
	if v.notes == nil {
		return ""
	}
	return v.notes.file
}

// Note reports a problem at the value. Its message follows the value's path in a sentence, as in
// "responses[0].status must be a whole number"; for the root it stands alone.
func (v Value) Note(format string, arguments ...any) { v.NoteAs(v.path, format, arguments...) }

// NoteAs reports a problem at the value about something with another path: a key that is missing
// from it, say.
func (v Value) NoteAs(path, format string, arguments ...any) {
	if v.node == nil {
		return
	}
	message := fmt.Sprintf(format, arguments...)
	if path != "" {
		message = path + " " + message
	}
	v.notes.note(v.node.Line, v.node.Column, "%s", message)
}

// mismatch reports a value of another kind than was asked for.
func (v Value) mismatch(wanted string) {
	switch v.Kind() {
	case Nothing:
	case Null:
		v.Note("has no value; it must be %s", wanted)
	default:
		v.Note("must be %s, not %s", wanted, describe(v.node))
	}
}

// describe names what a node is, as in "the number 5".
func describe(node *yaml.Node) string {
	switch kind := kindOf(node); kind {
	case Map, List:
		return "a " + string(kind)
	case Null:
		return "empty"
	case String:
		return fmt.Sprintf("the text %q", shorten(node.Value))
	default:
		return fmt.Sprintf("the %s %s", kind, shorten(node.Value))
	}
}

// shorten bounds how much of a wrong value a message repeats.
func shorten(text string) string { return wording.Shorten(text, 40) }

// meant ends a message about an unknown word: with the nearest that there is, or with all.
func meant(word string, known []string) string {
	return cmp.Or(wording.DidYouMean(word, known), "; known are "+strings.Join(known, ", "))
}

// below is the path of a key.
func below(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
