package strictyaml

import (
	"iter"

	"gopkg.in/yaml.v3"
)

// scalars walks the scalars of a document in the order of its text; what an alias stands for is not
// walked again.
func scalars(node *yaml.Node) iter.Seq[*yaml.Node] {
	return func(yield func(*yaml.Node) bool) { walkScalars(node, yield) }
}

// walkScalars answers false when the walk is to end.
func walkScalars(node *yaml.Node, yield func(*yaml.Node) bool) bool {
	if node.Kind == yaml.ScalarNode {
		return yield(node)
	}
	for _, below := range node.Content {
		if !walkScalars(below, yield) {
			return false
		}
	}
	return true
}

// placeAs gives a document the places of another that is the same otherwise.
func placeAs(node, other *yaml.Node) {
	node.Line, node.Column = other.Line, other.Column
	for i, below := range node.Content {
		placeAs(below, other.Content[i])
	}
}

// moveDown shifts a document to the lines that it has in its file.
func moveDown(node *yaml.Node, lines int) {
	node.Line += lines
	for _, below := range node.Content {
		moveDown(below, lines)
	}
}
