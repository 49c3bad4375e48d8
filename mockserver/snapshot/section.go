package snapshot

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/contracts/wording"
	"casemock/mockserver/engine"
	"casemock/scenarios"
)

// section is where the records of a kind stand in the file.
type section struct {
	kind string // of the records: what their keys begin with
	key  string // of the file
	// write makes a value of the file of the records, whose keys are without the kind.
	write func(records []engine.Record) strictyaml.Node
	// read makes them of it again. What is wrong is noted at the value.
	read func(r *reader, value strictyaml.Value) []engine.Record
}

// sections are those of a file besides the lists of cases and customers, and of those that are removed, in order.
var sections = []section{
	{"given", "given", writeMapping, readGiven},
	{"forced", "forced", writeList, readListOf[forcedAnswer]},
	{"position", "positions", writeMapping, readMappingOf[position]},
	{"state", "states", writeNames, readNames},
	{"setup", "setups", writeList, readListOf[setup]},
	{"former", "former", writeMapping, readFormer},
	{"clock", "clock", writeOne, readClock},
	{"scenario", "scenarios", writeScenarios, readScenarios},
}

// The forms of records that packages store and world write; a test holds them against these.
type (
	forcedAnswer struct {
		Operation caseapi.OperationName `json:"operation"`
		Status    int                   `json:"status"`
		Scenario  string                `json:"scenario"`
		ID        string                `json:"id,omitempty"`
		Times     int                   `json:"times"`
		Remaining int                   `json:"remaining"`
		State     string                `json:"state,omitempty"`
		Delay     string                `json:"delay,omitempty"`
		Fault     scenarios.Fault       `json:"fault,omitempty"`
		Once      bool                  `json:"once,omitempty"`
	}
	position struct {
		Times int    `json:"times"`
		Of    string `json:"of"`
	}
	subject struct {
		Object caseapi.ObjectType `json:"object"`
		ID     string             `json:"id"`
	}
	setup struct {
		State   string            `json:"state"`
		Values  map[string]string `json:"values,omitempty"`
		Touched []subject         `json:"touched"`
	}
	former struct {
		Was struct {
			Case     *caseapi.Case     `json:"case,omitempty"`
			Customer *caseapi.Customer `json:"customer,omitempty"`
		} `json:"was"`
		Holders int `json:"holders"`
	}
	clock struct {
		Offset string `json:"offset,omitempty"`
		Stands string `json:"stands,omitempty"`
		Step   string `json:"step,omitempty"`
	}
)

// node is the JSON of a record as a value of the file.
func node(text []byte) strictyaml.Node {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		panic(err) // a record that package world has written
	}
	return strictyaml.JSONNode(value)
}

func writeMapping(records []engine.Record) strictyaml.Node {
	mapping := strictyaml.MappingNode()
	for _, record := range records {
		mapping.Put(record.Key, node(record.Value))
	}
	return mapping
}

func writeList(records []engine.Record) strictyaml.Node {
	nodes := make([]strictyaml.Node, len(records))
	for i, record := range records {
		nodes[i] = node(record.Value)
	}
	return strictyaml.ListNode(nodes...)
}

func writeNames(records []engine.Record) strictyaml.Node {
	nodes := make([]strictyaml.Node, len(records))
	for i, record := range records {
		nodes[i] = strictyaml.TextNode(record.Key)
	}
	return strictyaml.ListNode(nodes...)
}

func writeOne(records []engine.Record) strictyaml.Node { return node(records[0].Value) }

// upload is a scenario that was uploaded, as it is kept.
type upload struct {
	World string `json:"world,omitempty"`
	YAML  string `json:"yaml"`
}

// writeScenarios writes the scenarios as they were uploaded, with their comments.
func writeScenarios(records []engine.Record) strictyaml.Node {
	nodes := make([]strictyaml.Node, len(records))
	for i, record := range records {
		var kept upload
		if err := json.Unmarshal(record.Value, &kept); err != nil {
			panic(err) // a record that package world has written
		}
		nodes[i] = strictyaml.BlockNode(kept.YAML)
	}
	return strictyaml.ListNode(nodes...)
}

// decode reads a value as the form of a record, strictly. It notes what is wrong, and then ok is false.
func decode[T any](value strictyaml.Value) (form T, ok bool) {
	decoder := json.NewDecoder(bytes.NewReader(caseapi.MustMarshal(value.JSON())))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&form); err != nil {
		value.Note("cannot be read: %s", strings.TrimPrefix(err.Error(), "json: "))
		return form, false
	}
	return form, true
}

func readListOf[T any](_ *reader, value strictyaml.Value) []engine.Record {
	var records []engine.Record
	elements, _ := value.List()
	for i, element := range elements {
		if form, ok := decode[T](element); ok {
			check(form, element)
			records = append(records, engine.Record{Key: fmt.Sprintf("%012d", i+1), Value: caseapi.MustMarshal(form)})
		}
	}
	return records
}

func readMappingOf[T any](_ *reader, value strictyaml.Value) []engine.Record {
	var records []engine.Record
	entries, _ := value.FreeMapping()
	for _, entry := range entries {
		if form, ok := decode[T](entry.Value); ok {
			check(form, entry.Value)
			records = append(records, engine.Record{Key: entry.Key, Value: caseapi.MustMarshal(form)})
		}
	}
	return records
}

// check notes what a form cannot say although it is read.
func check(form any, value strictyaml.Value) {
	switch form := form.(type) {
	case forcedAnswer:
		if _, known := caseapi.FindOperation(form.Operation); !known {
			value.Entry("operation").OneOf(caseapi.OperationNames()...)
		}
		if form.Remaining < 1 || form.Times < form.Remaining {
			value.Note("must have times, and remaining from 1 to times")
		}
		if form.Scenario == "" {
			value.Note("lacks the key scenario")
		}
		checkSpoilt(form, value)
	case position:
		if form.Times < 0 {
			value.Note("must have times of 0 or more")
		}
	case clock:
		for key, wrong := range form.wrong() {
			if wrong != nil {
				value.Entry(key).Note("is wrong: %v", wrong)
			}
		}
	case setup:
		if form.State == "" {
			value.Note("lacks the key state")
		}
		for _, touched := range form.Touched {
			checkSubject(touched, value)
		}
	case former:
		if form.Holders < 1 {
			value.Note("must have holders of 1 or more")
		}
	}
}

// checkSpoilt notes a delay and a fault that no forced answer has.
func checkSpoilt(form forcedAnswer, value strictyaml.Value) {
	if form.Fault != scenarios.NoFault && !slices.Contains(scenarios.Faults(), form.Fault) {
		value.Entry("fault").Note("must be %s", wording.Or(scenarios.Faults()))
	}
	if form.Delay == "" {
		return
	}
	if delay, err := time.ParseDuration(form.Delay); err != nil || delay < 0 || delay > scenarios.MostDelay {
		value.Entry("delay").Note("must be from 0s to %s, as in 250ms", scenarios.MostDelay)
	}
}

// readFormer reads how cases and customers were before they were set up; nothing: they were not there.
func readFormer(r *reader, value strictyaml.Value) []engine.Record {
	var records []engine.Record
	entries, _ := value.FreeMapping()
	for _, entry := range entries {
		form, ok := decode[former](entry.Value)
		if !ok {
			continue
		}
		check(form, entry.Value)
		object, id, _ := strings.Cut(entry.Key, "/")
		checkSubject(subject{caseapi.ObjectType(object), id}, entry.Value)
		was := entry.Value.Entry("was")
		r.checkFormer(was.Entry("case"), caseapi.CaseSchema, id, r.links.Case(id))
		r.checkFormer(was.Entry("customer"), caseapi.CustomerSchema, id, r.links.Customer(id))
		if was := form.Was.Case; was != nil {
			was.URL = cmp.Or(was.URL, r.links.Case(was.ID))
		}
		if was := form.Was.Customer; was != nil {
			was.URL = cmp.Or(was.URL, r.links.Customer(was.ID))
		}
		records = append(records, engine.Record{Key: entry.Key, Value: caseapi.MustMarshal(form)})
	}
	return records
}

// checkFormer holds a case or a customer of former against its schema, and its id against the entry's.
func (r *reader) checkFormer(value strictyaml.Value, schema caseapi.SchemaName, id, address string) {
	object, ok := value.JSON().(map[string]any)
	if !ok {
		return
	}
	if r.holds(value, schema, r.linked(object, address)) && object["id"] != id {
		value.Entry("id").Note("must be %s, as the entry says", id)
	}
}

// checkSubject notes what is no case and no customer.
func checkSubject(form subject, value strictyaml.Value) {
	if form.Object != caseapi.CaseObject && form.Object != caseapi.CustomerObject || form.ID == "" {
		value.Note("is of no case and no customer: it must be of one, as in case/1001")
	}
}

func readNames(_ *reader, value strictyaml.Value) []engine.Record {
	var records []engine.Record
	names, _ := value.Texts()
	for _, name := range names {
		records = append(records, engine.Record{Key: name, Value: []byte("true")})
	}
	return records
}

// wrong says what is wrong with the times of a clock, by their keys.
func (c clock) wrong() map[string]error {
	wrong := map[string]error{}
	if c.Stands != "" {
		_, wrong["stands"] = caseapi.ParseTime(c.Stands)
	}
	for key, text := range map[string]string{"offset": c.Offset, "step": c.Step} {
		if text != "" {
			_, wrong[key] = time.ParseDuration(text)
		}
	}
	return wrong
}
