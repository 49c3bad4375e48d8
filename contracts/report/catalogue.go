package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"casemock/contracts/caseapi"
)

// Rule is one demand of the documents that an answer can break.
type Rule struct {
	// ID is operation, expected status and where, as in updateCase/201/lastUpdated.
	ID string `json:"id"`
	// Sentence is what the documents say.
	Sentence string `json:"sentence"`
}

// The last parts of rule ids that are no path into a body.
const (
	StatusPart       = "statusCode" // of HTTP: a case has a status as well
	ContentTypePart  = "Content-Type"
	BodyPart         = "body"         // the body as a whole: not JSON, or another value
	ConnectionPart   = "connection"   // no answer
	UndocumentedPart = "undocumented" // a property that documents and meta object do not define
	PactPart         = "pact"         // demanded by a pact file or a scenario of the user's alone
	StoryPart        = "story"        // demanded by a story alone
	LookupPart       = "lookup"       // what was written cannot be read
	CustomPart       = "custom"       // a custom field that was sent is lost
	ListedCustomPart = "[].custom"    // a custom field of an element is another than a lookup shows
	CasesPart        = "cases"        // a customer's case is not listed
	MatchesPart      = "matches"      // a customer that matches is not found
)

// Rules lists the catalogue: every rule that a finding can name, by operation and status as in the
// documented table.
func Rules() []Rule { return slices.Clone(catalogue().order) }

// FindRule finds a rule by its id: one of the catalogue, or one for what a pact file or a story demands of which
// no document speaks, such as /200/pact of a call that is not of the API, or lookupCase/418/pact.
func FindRule(id string) (Rule, bool) {
	if at, ok := catalogue().byID[id]; ok {
		return catalogue().order[at], true
	}
	operation, rest, _ := strings.Cut(id, "/")
	status, part, _ := strings.Cut(rest, "/")
	number, err := strconv.Atoi(status)
	isID := err == nil && strconv.Itoa(number) == status && silent[part] != ""
	_, isOperation := caseapi.FindOperation(caseapi.OperationName(operation))
	if !isID || operation != "" && !isOperation {
		return Rule{}, false
	}
	return Rule{id, silent[part]}, true
}

// silent are the sentences of parts about which no document says anything.
var silent = map[string]string{
	PactPart:  "Demanded by the pact file alone.",
	StoryPart: "Demanded by the story alone; the documents are silent.",
}

type rules struct {
	order []Rule
	byID  map[string]int
}

var catalogue = sync.OnceValue(func() *rules {
	all := &rules{byID: map[string]int{}}
	api := caseapi.New(caseapi.ObjectStructures{})
	for _, operation := range caseapi.Operations() {
		for _, response := range operation.Responses {
			all.addAnswer(api, operation, response)
		}
	}
	return all
})

func (r *rules) add(pair caseapi.Pair, part, sentence string) {
	id := pair.String() + "/" + part
	if _, twice := r.byID[id]; twice {
		return
	}
	r.byID[id] = len(r.order)
	r.order = append(r.order, Rule{id, sentence})
}

func (r *rules) addAnswer(
	api *caseapi.API, operation *caseapi.Operation, response caseapi.Response,
) {
	pair := caseapi.Pair{Operation: operation.Name, Status: response.Status}
	r.add(pair, StatusPart, statusSentence(operation, response))
	r.add(pair, ConnectionPart, "Every request is answered.")
	if response.Schema != "" {
		r.add(pair, ContentTypePart,
			"JSON answers say Content-Type: application/json, with whatever parameters.")
		r.add(pair, BodyPart, bodySentence(operation, response))
		r.addProperties(pair, "", api.Schema(response.Schema))
	}
	if _, extensible := caseapi.CustomObject(response.Schema); extensible {
		r.add(pair, UndocumentedPart, "Only documented properties and those that the server's own "+
			"meta object defines are known to the platform.")
	}
	for _, part := range partsBesideTheSchema(pair) {
		r.add(pair, part, senseSentence(part))
	}
	r.add(pair, PactPart, "Demanded by the scenario or the pact file alone; the documents are silent.")
}

// addProperties walks a schema down; an array's elements are written [].
func (r *rules) addProperties(pair caseapi.Pair, path string, schema *caseapi.Schema) {
	if schema.Items != nil {
		r.add(pair, path+"[]", elementSentence(schema.Items))
		r.addProperties(pair, path+"[]", schema.Items)
	}
	for _, property := range schema.Properties {
		below := strings.TrimPrefix(path+"."+property.Name, ".")
		r.add(pair, below, propertySentence(schema, property)+consequence(pair, below))
		r.addProperties(pair, below, property.Schema)
	}
}

var arrayIndex = regexp.MustCompile(`\[\d+\]`)

// RuleAt names the rule for a path in the answer to a pair: the documented one, or the one for what
// the documents do not know.
func RuleAt(pair caseapi.Pair, path string) Rule {
	path = arrayIndex.ReplaceAllString(path, "[]")
	if rule, ok := FindRule(pair.String() + "/" + path); ok {
		return rule
	}
	rule, _ := FindRule(pair.String() + "/" + PactPart) // there is one for every pair
	return rule
}
