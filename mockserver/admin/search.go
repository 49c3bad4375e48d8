package admin

import (
	"fmt"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
)

// search is what a browse of cases or customers is to find; the zero value lets all of them through.
type search struct {
	words   []string // in small letters: a record has each of them in one of its texts
	status  string
	service string // in small letters: of one of the case's interactions
}

// The parameters of GET customers and of GET cases.
var (
	customerSearchParameters = append(slices.Clip(pageParameters), parameter{"text", func(r *call, text string) error {
		r.search.words = strings.Fields(strings.ToLower(text))
		return nil
	}})
	caseSearchParameters = append(slices.Clip(customerSearchParameters),
		parameter{"status", func(r *call, text string) error {
			r.search.status = text
			if text != string(caseapi.Open) && text != string(caseapi.Closed) {
				return fmt.Errorf("must be %s or %s, got %q", caseapi.Open, caseapi.Closed, text)
			}
			return nil
		}},
		parameter{"service", func(r *call, text string) error {
			r.search.service = strings.ToLower(text)
			return nil
		}})
)

func (s search) isNone() bool { return len(s.words) == 0 && s.status == "" && s.service == "" }

// lets reports whether a record, in JSON, is one that is looked for.
func (s search) lets(encoded []byte) bool {
	if s.isNone() {
		return true
	}
	decoded, _ := caseapi.Decode(encoded)
	record, _ := decoded.(map[string]any)
	return (s.status == "" || record["status"] == s.status) &&
		(s.service == "" || s.hasService(record)) && s.hasWords(record)
}

func (s search) hasService(record map[string]any) bool {
	interactions, _ := record["interactions"].([]any)
	return slices.ContainsFunc(interactions, func(each any) bool {
		interaction, _ := each.(map[string]any)
		service, _ := interaction["service"].(string)
		return strings.ToLower(service) == s.service
	})
}

func (s search) hasWords(record map[string]any) bool {
	if len(s.words) == 0 {
		return true
	}
	var texts strings.Builder
	appendTexts(&texts, record)
	all := strings.ToLower(texts.String())
	return !slices.ContainsFunc(s.words, func(word string) bool { return !strings.Contains(all, word) })
}

// appendTexts writes the texts of a JSON value, each on a line. Names of properties are none.
func appendTexts(to *strings.Builder, value any) {
	switch value := value.(type) {
	case string:
		to.WriteString(value)
		to.WriteByte('\n')
	case []any:
		for _, element := range value {
			appendTexts(to, element)
		}
	case map[string]any:
		for _, member := range value {
			appendTexts(to, member)
		}
	}
}
