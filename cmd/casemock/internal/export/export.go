// Package export writes a population in the formats that other test suites read.
//
// The population is walked, never held: ten million cases take as little memory as one.
//
// # To add a format
//
// Write an encoder in a file of its name, and add it to [Formats] and encoderOf.
package export

import (
	"bufio"
	"fmt"
	"io"
	"iter"

	"casemock/contracts"
)

// Format is how a population is written.
type Format string

// The formats. CSV is a table, so it has the cases or the customers, not both.
const (
	JSON Format = "json"
	YAML Format = "yaml"
	CSV  Format = "csv"
)

// Formats lists the formats by name.
func Formats() []string { return []string{string(JSON), string(YAML), string(CSV)} }

// Population is what is written.
type Population interface {
	Cases() iter.Seq[contracts.Case]
	Customers() iter.Seq[contracts.Customer]
}

// Export says what is written, and how.
type Export struct {
	Format Format
	// Objects are the types to write, in this order; of CSV there can be one.
	Objects []contracts.ObjectType
	// Structures name the custom fields, which are columns of a table.
	Structures contracts.ObjectStructures
	// Written is called after each object; nil: nobody waits for it.
	Written func()
}

// encoder writes objects of one format after another.
type encoder interface {
	begin() error
	openList(of contracts.ObjectType) error
	writeCase(contracts.Case) error
	writeCustomer(contracts.Customer) error
	closeList() error
	end() error
}

// Write writes the population. The error is the writer's own.
func (e Export) Write(to io.Writer, population Population) error {
	if e.Format == CSV && len(e.Objects) != 1 {
		return fmt.Errorf("csv is one table: it has one type of objects, not %d", len(e.Objects))
	}
	buffered := bufio.NewWriter(to)
	encoder := e.encoder(buffered)
	if err := e.write(encoder, population); err != nil {
		return err
	}
	return buffered.Flush()
}

func (e Export) encoder(to *bufio.Writer) encoder {
	switch e.Format {
	case YAML:
		return &yamlEncoder{to: to}
	case CSV:
		return newCSVEncoder(to, e.Structures)
	}
	return &jsonEncoder{to: to}
}

func (e Export) write(to encoder, population Population) error {
	if err := to.begin(); err != nil {
		return err
	}
	for _, object := range e.Objects {
		if err := e.writeList(to, object, population); err != nil {
			return err
		}
	}
	return to.end()
}

func (e Export) writeList(to encoder, object contracts.ObjectType, population Population) error {
	if err := to.openList(object); err != nil {
		return err
	}
	var err error
	if object == contracts.CaseObject {
		err = writeAll(population.Cases(), to.writeCase, e.Written)
	} else {
		err = writeAll(population.Customers(), to.writeCustomer, e.Written)
	}
	if err != nil {
		return err
	}
	return to.closeList()
}

func writeAll[T any](all iter.Seq[T], write func(T) error, written func()) error {
	for each := range all {
		if err := write(each); err != nil {
			return err
		}
		if written != nil {
			written()
		}
	}
	return nil
}

// listNames are the keys of the lists in a file, as in a fixture file.
var listNames = map[contracts.ObjectType]string{
	contracts.CaseObject: "cases", contracts.CustomerObject: "customers",
}
