package template

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
	"casemock/scenarios/fake"
)

// lint finds what can be said of a template before there is a request: names that .request does not
// have, and functions of gofakeit that there are not, or not with these arguments. The operation
// may be nil when it is not known.
func (t *Template) lint(operation *caseapi.Operation) error {
	if t.IsFixed() {
		return nil
	}
	machine := t.machines.Get().(*machine)
	defer t.machines.Put(machine)
	dots := dotsMoved(machine.template.Root)
	for node := range nodes(machine.template.Root) {
		if err := lintNode(node, operation, dots[node]); err != nil {
			return err
		}
	}
	return nil
}

func lintNode(node parse.Node, operation *caseapi.Operation, dotMoved bool) error {
	switch node := node.(type) {
	case *parse.CommandNode:
		return lintFake(node)
	case *parse.FieldNode:
		if !dotMoved {
			return lintField(node.Ident, operation)
		}
	case *parse.VariableNode:
		if node.Ident[0] == "$" && len(node.Ident) > 1 {
			return lintField(node.Ident[1:], operation)
		}
	}
	return nil
}

// dotsMoved gathers what stands inside a range or with, where the dot is something else.
func dotsMoved(root parse.Node) map[parse.Node]bool {
	moved := map[parse.Node]bool{}
	for node := range nodes(root) {
		var list *parse.ListNode
		switch node := node.(type) {
		case *parse.RangeNode:
			list = node.List
		case *parse.WithNode:
			list = node.List
		default:
			continue
		}
		for inside := range nodes(list) {
			moved[inside] = true
		}
	}
	return moved
}

var requestParts = []string{"path", "query", "headers", "body"}

// lintField checks .request.path.id, as far as it goes.
func lintField(names []string, operation *caseapi.Operation) error {
	if names[0] != "request" {
		return fmt.Errorf("uses .%s, and a template has .request alone", strings.Join(names, "."))
	}
	if len(names) > 1 && !slices.Contains(requestParts, names[1]) {
		return fmt.Errorf("uses .request.%s%s", names[1], wording.Suggest(names[1], requestParts))
	}
	if len(names) < 3 {
		return nil
	}
	switch name := names[2]; {
	case names[1] == "headers" && name != strings.ToLower(name):
		return fmt.Errorf("uses .request.headers.%s, and headers have lower-case keys", name)
	case names[1] == "path" && operation != nil && !slices.Contains(operation.PathParameters(), name):
		return fmt.Errorf("uses .request.path.%s, which %s does not have%s", name, operation.Path,
			wording.Suggest(name, operation.PathParameters()))
	}
	return nil
}

// lintFake tries a call of fake whose arguments all stand in the template.
func lintFake(command *parse.CommandNode) error {
	function, ok := command.Args[0].(*parse.IdentifierNode)
	if !ok || function.Ident != "fake" || len(command.Args) < 2 {
		return nil
	}
	var arguments []string
	for _, argument := range command.Args[1:] {
		text, fixed := fixedArgument(argument)
		if !fixed {
			return nil
		}
		arguments = append(arguments, text)
	}
	if err := fake.Try(arguments[0], arguments[1:]); err != nil {
		return fmt.Errorf("cannot work: %w", err)
	}
	return nil
}

func fixedArgument(node parse.Node) (string, bool) {
	switch node := node.(type) {
	case *parse.StringNode:
		return node.Text, true
	case *parse.NumberNode:
		return node.Text, true
	case *parse.BoolNode:
		return strconv.FormatBool(node.True), true
	}
	return "", false
}
