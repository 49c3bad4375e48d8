package story

import (
	"maps"
	"slices"
	"strconv"

	"casemock/contracts/strictyaml"
)

// Format writes a story as a document of a file, every key in its place. Reading it gives the story again.
func Format(story *Story) []byte {
	node := strictyaml.MappingNode()
	node.Put("story", strictyaml.TextNode(story.Name))
	node.PutIf(story.Summary != "", "summary", strictyaml.TextNode(story.Summary))
	steps := make([]strictyaml.Node, len(story.Steps))
	for i := range story.Steps {
		steps[i] = stepNode(&story.Steps[i])
	}
	node.Put("steps", strictyaml.ListNode(steps...))
	return strictyaml.Encode(node)
}

func stepNode(step *Step) strictyaml.Node {
	node := strictyaml.MappingNode()
	node.Put("operation", strictyaml.TextNode(string(step.Operation.Name)))
	node.PutIf(step.As != "", "as", strictyaml.TextNode(step.As))
	putTexts(node, "path", step.Path)
	putTexts(node, "query", step.Query)
	putTexts(node, "headers", step.Headers)
	if step.Body != nil {
		node.Put("body", bodyNode(step))
	}
	if step.Expect != nil {
		node.Put("expect", expectNode(step.Expect))
	}
	return node
}

func expectNode(expect *Expectation) strictyaml.Node {
	node := strictyaml.MappingNode()
	node.PutIf(expect.Status != 0, "status", strictyaml.NumberNode(strconv.Itoa(expect.Status)))
	if expect.Body != nil {
		node.Put("body", expect.Body.Node())
	}
	return node
}

func putTexts(node strictyaml.Node, key string, texts map[string]string) {
	written := strictyaml.MappingNode().OnOneLine()
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		written.Put(name, strictyaml.TextNode(texts[name]))
	}
	node.PutIf(len(texts) > 0, key, written)
}
