package template

import (
	"iter"
	"text/template/parse"
)

// nodes walks everything that a template consists of, from the outside in.
func nodes(root parse.Node) iter.Seq[parse.Node] {
	return func(yield func(parse.Node) bool) { walk(root, yield) }
}

// walk answers false when the walk is to end.
func walk(node parse.Node, yield func(parse.Node) bool) bool {
	if !yield(node) {
		return false
	}
	for _, below := range children(node) {
		if !walk(below, yield) {
			return false
		}
	}
	return true
}

func children(node parse.Node) []parse.Node {
	switch node := node.(type) {
	case *parse.ListNode:
		return append([]parse.Node(nil), node.Nodes...)
	case *parse.ActionNode:
		return []parse.Node{node.Pipe}
	case *parse.IfNode:
		return branch(node.BranchNode)
	case *parse.WithNode:
		return branch(node.BranchNode)
	case *parse.RangeNode:
		return branch(node.BranchNode)
	case *parse.PipeNode:
		commands := make([]parse.Node, len(node.Cmds))
		for i, command := range node.Cmds {
			commands[i] = command
		}
		return commands
	case *parse.CommandNode:
		return node.Args
	case *parse.ChainNode:
		return []parse.Node{node.Node}
	}
	return nil
}

func branch(node parse.BranchNode) []parse.Node {
	parts := []parse.Node{node.Pipe, node.List}
	if node.ElseList != nil {
		parts = append(parts, node.ElseList)
	}
	return parts
}
