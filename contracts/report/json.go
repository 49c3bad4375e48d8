package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"casemock/contracts/caseapi"
)

// formatName is the value of format in a JSON report. Its number changes when a reader must.
const formatName = "casepact-report/1"

// document is a JSON report; its shape is in the package's documentation.
type document struct {
	Format string          `json:"format"`
	Suites []documentSuite `json:"suites"`
}

// documentSuite is a suite with what follows from it, so that readers need not count.
type documentSuite struct {
	NameText string       `json:"name"`
	Exit     int          `json:"exitCode"`
	Totals   Counts       `json:"counts"`
	Table    []PairResult `json:"table"`
	Wrong    []*Cause     `json:"causes"`
	Suite
}

func newDocumentSuite(suite Suite) documentSuite {
	causes := append([]*Cause{}, suite.Causes()...)
	return documentSuite{suite.Name(), suite.ExitCode(), suite.Counts(), suite.Pairs(), causes, suite}
}

// parseDocument reads a JSON report of casepact.
func parseDocument(report []byte) (document, error) {
	var read document
	if err := json.Unmarshal(report, &read); err != nil {
		return document{}, fmt.Errorf("it cannot be read: %w", err)
	}
	if read.Format != formatName {
		return document{}, fmt.Errorf("its format is not %s", formatName)
	}
	for _, suite := range read.Suites {
		if suite.Report == nil || slices.Contains(suite.Results, nil) {
			return document{}, errors.New("a suite of it has no results")
		}
	}
	return read, nil
}

func (d document) names() []string {
	names := make([]string, len(d.Suites))
	for i, suite := range d.Suites {
		names[i] = suite.NameText
	}
	return names
}

// put puts a suite in the place of the one of its name, or at the end.
func (d document) put(suite Suite) document {
	made := newDocumentSuite(suite)
	at := slices.Index(d.names(), made.NameText)
	if at < 0 {
		return document{formatName, append(d.Suites, made)}
	}
	d.Suites[at] = made
	return d
}

func suitesOfJSON(report []byte) ([]string, error) {
	read, err := parseDocument(report)
	return read.names(), err
}

func mergeJSON(former []byte, suite Suite) ([]byte, error) {
	var read document
	if former != nil {
		var err error
		if read, err = parseDocument(former); err != nil {
			return nil, err
		}
	}
	encoded, err := caseapi.Marshal(read.put(suite))
	if err != nil {
		return nil, err
	}
	return indentJSON(encoded)
}

func indentJSON(compact []byte) ([]byte, error) {
	var indented bytes.Buffer
	if err := json.Indent(&indented, compact, "", "  "); err != nil {
		return nil, err
	}
	indented.WriteByte('\n')
	return indented.Bytes(), nil
}
