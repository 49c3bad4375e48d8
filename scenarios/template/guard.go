package template

import (
	"errors"
	"reflect"
	"text/template"
	"text/template/parse"
)

// The functions that guard puts into a template. Their names cannot be written in one by accident.
const (
	tick    = "_tick"    // counts a repetition
	present = "_present" // lets nothing pass that is not there
)

func (m *machine) tick() (string, error) { return "", m.budget.spend(tickCost) }

var errMissing = errors.New("prints something that the request does not have;" +
	` {{ or … "-" }} would do without`)

// mustBePresent is asked for each value before it is printed: text/template would print one that is not
// there as words, which a client may have sent as well.
func mustBePresent(value reflect.Value) (reflect.Value, error) {
	if !value.IsValid() {
		return value, errMissing
	}
	return value, nil
}

// checkSingle refuses what cannot be counted: templates that call templates.
func checkSingle(parsed *template.Template) error {
	if len(parsed.Templates()) > 1 || parsed.Tree == nil {
		return errors.New("cannot define templates of its own")
	}
	for node := range nodes(parsed.Root) {
		if _, calls := node.(*parse.TemplateNode); calls {
			return errors.New("cannot call another template")
		}
	}
	return nil
}

// guard makes every range of a template count, and every value that is printed one that is there.
func guard(root *parse.ListNode) {
	for node := range nodes(root) {
		if printed, ok := node.(*parse.ActionNode); ok && len(printed.Pipe.Decl) == 0 {
			printed.Pipe.Cmds = append(printed.Pipe.Cmds, action(present).Pipe.Cmds...)
		}
	}
	for node := range nodes(root) {
		if repeated, ok := node.(*parse.RangeNode); ok {
			repeated.List.Nodes = append([]parse.Node{action(tick)}, repeated.List.Nodes...)
		}
	}
}

// action is {{ function }}, of which each template needs its own.
func action(function string) *parse.ActionNode {
	parsed, err := parse.Parse("guard", "{{"+function+"}}", "", "", map[string]any{function: function})
	if err != nil {
		panic("template: " + err.Error()) // the name is one of the constants
	}
	return parsed["guard"].Root.Nodes[0].(*parse.ActionNode)
}
