package strictyaml_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"casemock/contracts/strictyaml"

	"github.com/google/go-cmp/cmp"
)

func number(text string) json.Number { return json.Number(text) }

// read takes a document apart as a user of the package does, one value of each sort.
func read(root strictyaml.Value) {
	fields := root.Mapping(strictyaml.Required("name"), strictyaml.Optional("times"),
		strictyaml.Optional("live"), strictyaml.Optional("delay"), strictyaml.Optional("type"),
		strictyaml.Optional("listValues"), strictyaml.Optional("params"))
	fields.Get("name").Word()
	fields.Get("times").Int(1, math.MaxInt)
	fields.Get("live").Bool()
	fields.Get("delay").Duration(time.Hour)
	fields.Get("type").OneOf("text", "textarea", "checkbox")
	fields.Get("listValues").Texts()
	entries, _ := fields.Get("params").FreeMapping()
	for _, entry := range entries {
		entry.Value.Text()
	}
}

func TestValues(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string
	}{
		{"Right", "name: a\ntimes: 0x2\nlive: true\ndelay: 1m30s\ntype: text\nlistValues: [a, 2024-01-01]\n" +
			"params: {any: thing}", nil},
		{"UnknownKey", "name: a\ntime: 2", []string{"f:2:1: time is unknown; did you mean times?"}},
		{"UnknownKeyFarFromAll", "name: a\nxyz: 2", []string{
			"f:2:1: xyz is unknown; known are name, times, live, delay, type, listValues, params"}},
		{"Missing", "times: 1", []string{"f:1:1: lacks the key name"}},
		{"Empty", "name:", []string{"f:1:6: name has no value; it must be a string"}},
		{"Blank", "name: ' '", []string{"f:1:7: name must not be empty"}},
		{"NumberForText", "name: 007", []string{
			`f:1:7: name must be a string, not the number 007; put it in quotes: "007"`}},
		{"ListForText", "name: [a]", []string{"f:1:7: name must be a string, not a list"}},
		{"TextForNumber", "name: a\ntimes: two", []string{
			`f:2:8: times must be a whole number, not the text "two"`}},
		{"Fraction", "name: a\ntimes: 1.5", []string{
			"f:2:8: times must be a whole number, not the number 1.5"}},
		{"TooSmall", "name: a\ntimes: 0", []string{"f:2:8: times must be at least 1, not 0"}},
		{"Infinite", "name: a\ntimes: .inf", []string{
			"f:2:8: times must be a whole number, not the number .inf"}},
		{"Huge", "name: a\ntimes: 1e999999999", []string{
			`f:2:8: times must be a whole number, not the number 1e999999999`}},
		{"YesForTrue", "name: a\nlive: yes", []string{
			`f:2:7: live must be true or false, not the text "yes"`}},
		{"NoUnit", "name: a\ndelay: 5", []string{
			"f:2:8: delay must be a duration with its unit, such as 250ms or 2s, not the number 5"}},
		{"WrongUnit", "name: a\ndelay: 5 sec", []string{"f:2:8: delay must be a duration with its" +
			` unit, such as 250ms or 2s, not the text "5 sec"`}},
		{"Negative", "name: a\ndelay: -5s", []string{"f:2:8: delay must be from 0s to 1h0m0s, not -5s"}},
		{"OneOf", "name: a\ntype: textaera", []string{
			`f:2:7: type cannot be "textaera"; did you mean textarea?`}},
		{"Texts", "name: a\nlistValues: [a, 1, true]", []string{
			`f:2:17: listValues[1] must be a string, not the number 1; put it in quotes: "1"`,
			`f:2:20: listValues[2] must be a string, not the boolean true; put it in quotes: "true"`}},
		{"TextForList", "name: a\nlistValues: a", []string{
			`f:2:13: listValues must be a list, not the text "a"`}},
		{"FreeKeys", "name: a\nparams: {id: 1001}", []string{
			`f:2:14: params.id must be a string, not the number 1001; put it in quotes: "1001"`}},
		{"ListForMapping", "- a", []string{"f:1:1: must be a mapping with the keys name, times, live, …," +
			" not a list"}},
		{"AllAtOnce", "nam: a\ntimes: 0\nlive: on\ndelay: soon", []string{
			"f:1:1: nam is unknown; did you mean name?",
			"f:1:1: lacks the key name",
			"f:2:8: times must be at least 1, not 0",
			`f:3:7: live must be true or false, not the text "on"`,
			`f:4:8: delay must be a duration with its unit, such as 250ms or 2s, not the text "soon"`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			file := strictyaml.Parse("f", []byte(test.text))
			for _, document := range file.Documents {
				read(document.Root)
			}
			if diff := cmp.Diff(test.want, problemsOf(file)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAliasReadTwiceIsOneProblem(t *testing.T) {
	t.Parallel()
	file := strictyaml.Parse("f", []byte("- &a {x: 1}\n- *a\n"))
	for _, element := range file.Documents[0].Root.Elements() {
		element.Entries()[0].Note("is wrong")
	}
	want := []string{"f:1:7: [0].x is wrong", "f:1:7: [1].x is wrong"}
	if diff := cmp.Diff(want, problemsOf(file)); diff != "" {
		t.Error(diff)
	}
}

func TestNothing(t *testing.T) {
	t.Parallel()
	var nothing strictyaml.Value
	read(nothing)
	nothing.Note("nobody hears this")
	if nothing.Exists() || nothing.Kind() != strictyaml.Nothing || nothing.JSON() != nil {
		t.Error("the zero Value holds something")
	}
}

func TestAccess(t *testing.T) {
	t.Parallel()
	file := strictyaml.Parse("f", []byte("# a\nlist: [x, {y: 1}]\nname: n\n"))
	root := file.Documents[0].Root
	fields := root.Mapping(strictyaml.Required("list"), strictyaml.Optional("name"))
	second := fields.Get("list").Elements()[1].Entry("y")
	if line, column := second.Place(); line != 2 || column != 15 || second.Path() != "list[1].y" {
		t.Errorf("%s at %d:%d", second.Path(), line, column)
	}
	if !fields.Has("name") || fields.Has("none") || root.Entry("none").Exists() || second.File() != "f" {
		t.Error("keys are not where they are")
	}
	before := file.ProblemCount()
	fields.Value().Note("is wrong as a whole")
	fields.Get("name").NoteAs("other", "is missing\nhere \x1b[31m")
	if before != 0 || file.ProblemCount() != 2 {
		t.Errorf("%d problems, then %d", before, file.ProblemCount())
	}
	want := []string{"f:2:1: is wrong as a whole", `f:3:7: other is missing\nhere \u001b[31m`}
	if diff := cmp.Diff(want, problemsOf(file)); diff != "" {
		t.Error(diff)
	}
	if problem := file.Problems()[0]; problem.Error() != problem.String() || problem.Place() != "f:2:1" {
		t.Errorf("%v", problem)
	}
	if line, column := (strictyaml.Value{}).Place(); line != 1 || column != 1 {
		t.Errorf("nothing stands at %d:%d", line, column)
	}
}
