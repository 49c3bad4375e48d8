package report

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"strings"
	"sync"
	"time"

	"casemock/contracts/wording"
)

//go:embed page.html
var pageText string

//go:embed page.css
var pageStyle string

// page is the template of the HTML report, parsed when it is first asked for.
var page = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{
		"symbol":   symbol,
		"class":    class,
		"label":    label,
		"summary":  summary,
		"where":    where,
		"sentence": sentenceOf,
		"pretty":   shownValue,
		"until":    until,
		"failures": failures,
		"waivers":  waivers,
		"plural":   wording.Count,
		"duration": rounded,
		"moment":   func(at time.Time) string { return at.UTC().Format("2 January 2006, 15:04:05 UTC") },
		"message":  (*warning).text,
		"at":       Finding.at, "call": (*Exchange).call, "answer": (*Exchange).answer, "leadingUp": (*Result).leadingUp,
		"lines": headerLines,
	}).Parse(pageText))
})

// class is that of a verdict in the style sheet.
func class(verdict Verdict) string { return strings.ReplaceAll(string(verdict), " ", "-") }

// pageMarker stands before the JSON report that each page carries, so that the verdict of another
// run can be added to it.
const pageMarker = `<script type="application/json" id="casepact-report">`

func parsePage(report []byte) (document, error) {
	_, rest, found := bytes.Cut(report, []byte(pageMarker))
	if !found {
		return document{}, errors.New("it carries no verdicts")
	}
	var carried json.RawMessage
	if err := json.NewDecoder(bytes.NewReader(rest)).Decode(&carried); err != nil {
		return document{}, fmt.Errorf("its verdicts cannot be read: %w", err)
	}
	return parseDocument(carried)
}

func suitesOfHTML(report []byte) ([]string, error) {
	read, err := parsePage(report)
	return read.names(), err
}

func mergeHTML(former []byte, suite Suite) ([]byte, error) {
	var read document
	if former != nil {
		var err error
		if read, err = parsePage(former); err != nil {
			return nil, err
		}
	}
	var content bytes.Buffer
	err := page().Execute(&content, newPageView(read.put(suite)))
	return content.Bytes(), err
}
