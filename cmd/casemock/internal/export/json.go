package export

import (
	"bufio"
	"fmt"

	"casemock/contracts"
)

// jsonEncoder writes one object a line, so that the usual tools for lines can be used as well.
type jsonEncoder struct {
	to    *bufio.Writer
	lists int
	items int // of the list that is open
	line  []byte
}

func (e *jsonEncoder) begin() error {
	_, err := e.to.WriteString("{")
	return err
}

func (e *jsonEncoder) openList(of contracts.ObjectType) error {
	separator := ""
	if e.lists > 0 {
		separator = ","
	}
	e.lists++
	e.items = 0
	_, err := fmt.Fprintf(e.to, "%s\n  %q: [", separator, listNames[of])
	return err
}

func (e *jsonEncoder) writeCase(c contracts.Case) error {
	return e.item(c.AppendJSON(e.start()))
}

func (e *jsonEncoder) writeCustomer(c contracts.Customer) error {
	return e.item(c.AppendJSON(e.start()))
}

// start begins the line of an object.
func (e *jsonEncoder) start() []byte {
	e.items++
	if e.items > 1 {
		return append(e.line[:0], ",\n    "...)
	}
	return append(e.line[:0], "\n    "...)
}

func (e *jsonEncoder) item(line []byte) error {
	e.line = line
	_, err := e.to.Write(line)
	return err
}

func (e *jsonEncoder) closeList() error {
	end := "\n  ]"
	if e.items == 0 {
		end = "]"
	}
	_, err := e.to.WriteString(end)
	return err
}

func (e *jsonEncoder) end() error {
	_, err := e.to.WriteString("\n}\n")
	return err
}
