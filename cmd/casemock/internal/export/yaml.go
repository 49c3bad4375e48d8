package export

import (
	"bufio"
	"bytes"
	"fmt"
	"regexp"
	"sync"

	"gopkg.in/yaml.v3"

	"casemock/contracts"
)

// yamlEncoder writes an object at a time, as elements of a list.
type yamlEncoder struct {
	to    *bufio.Writer
	items int // of the list that is open
	list  string
}

func (e *yamlEncoder) begin() error { return nil }

func (e *yamlEncoder) openList(of contracts.ObjectType) error {
	e.list, e.items = listNames[of], 0
	return nil
}

func (e *yamlEncoder) writeCase(c contracts.Case) error { return e.item(c.AppendJSON(nil)) }

func (e *yamlEncoder) writeCustomer(c contracts.Customer) error { return e.item(c.AppendJSON(nil)) }

// item writes an object with its keys in the order of its JSON, which is YAML already, only not in the
// form that people read.
func (e *yamlEncoder) item(object []byte) error {
	var node yaml.Node
	if err := yaml.Unmarshal(object, &node); err != nil {
		return fmt.Errorf("reading an object as YAML: %w", err)
	}
	unquote(&node)
	if e.items == 0 {
		if _, err := fmt.Fprintf(e.to, "%s:\n", e.list); err != nil {
			return err
		}
	}
	e.items++
	var text bytes.Buffer
	encoder := yaml.NewEncoder(&text)
	encoder.SetIndent(2)
	if err := encoder.Encode([]*yaml.Node{node.Content[0]}); err != nil {
		return fmt.Errorf("writing an object as YAML: %w", err)
	}
	_, err := text.WriteTo(e.to)
	return err
}

// unquote leaves it to the encoder which braces and quotes are needed. It knows YAML 1.2, so what
// readers of YAML 1.1 take for something else than text keeps its quotes.
func unquote(node *yaml.Node) {
	if node.ShortTag() != "!!str" || !misread().MatchString(node.Value) {
		node.Style = 0
	}
	for _, below := range node.Content {
		unquote(below)
	}
}

// misread is a boolean, or a number to the base 60, of YAML 1.1.
var misread = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(
		`^(?i:y|n|yes|no|on|off|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?)$`)
})

func (e *yamlEncoder) closeList() error {
	if e.items > 0 {
		return nil
	}
	_, err := fmt.Fprintf(e.to, "%s: []\n", e.list)
	return err
}

func (e *yamlEncoder) end() error { return nil }
