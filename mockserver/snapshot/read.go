package snapshot

import (
	"encoding/json"
	"fmt"
	"math"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/mockserver/engine"
	"casemock/scenarios"
)

// MostBytes is how long a file may be that is read.
const MostBytes = 8 << 20

// reader reads one file.
type reader struct {
	api   *caseapi.API
	known func(scenario string) bool
	links Links
	world string // that the snapshot is for
	file  *strictyaml.File
	ids   map[string]bool // object and id of what was read so far
}

// Read reads a snapshot for a world with such links, of a server that knows scenarios besides those in the text. With
// problems, it is not to be used. The name is what they call the text.
func Read(api *caseapi.API, known func(scenario string) bool, name, world string, text []byte, links Links) (
	Snapshot, []strictyaml.Problem) {
	r := &reader{api: api, known: known, links: links, world: world, ids: map[string]bool{},
		file: strictyaml.ParseUpTo(MostBytes, name, text)}
	var read Snapshot
	switch documents := r.file.Documents; {
	case len(documents) > 1:
		documents[1].Root.Note("is a second document; a world is in one")
	case len(documents) == 1:
		read = r.read(documents[0].Root)
	case r.file.ProblemCount() == 0:
		return read, []strictyaml.Problem{{File: name, Line: 1, Column: 1,
			Message: "is empty; 'casemock world export' writes such a file"}}
	}
	return read, r.file.Problems()
}

func (r *reader) read(root strictyaml.Value) Snapshot {
	keys := []strictyaml.Key{strictyaml.Optional("world"), strictyaml.Required("settings"),
		strictyaml.Optional("customers"), strictyaml.Optional("cases"), strictyaml.Optional("removed")}
	for _, section := range sections {
		keys = append(keys, strictyaml.Optional(section.key))
	}
	fields := root.Mapping(keys...)
	read := Snapshot{Settings: map[string]string{}}
	read.World, _ = fields.Get("world").Text()
	settings, _ := fields.Get("settings").FreeMapping()
	for _, entry := range settings {
		read.Settings[entry.Key], _ = entry.Value.Text()
	}
	add := func(kind string, records []engine.Record) {
		for _, record := range records {
			read.Records = append(read.Records, engine.Record{Key: kind + "/" + record.Key, Value: record.Value})
		}
	}
	add("customer", readObjects(r, fields.Get("customers"), caseapi.CustomerSchema, r.customer))
	add("case", readObjects(r, fields.Get("cases"), caseapi.CaseSchema, r.keptCase))
	if fields.Has("removed") {
		removed := fields.Get("removed").Mapping(strictyaml.Optional("customers"), strictyaml.Optional("cases"))
		add("customer", r.removed(caseapi.CustomerSchema, removed.Get("customers")))
		add("case", r.removed(caseapi.CaseSchema, removed.Get("cases")))
	}
	for _, section := range sections {
		if value := fields.Get(section.key); value.Exists() {
			add(section.kind, section.read(r, value))
		}
	}
	r.checkForced(fields.Get("forced"))
	return read
}

// checkForced notes answers of scenarios that nobody knows, when those in the file are read.
func (r *reader) checkForced(forced strictyaml.Value) {
	for _, answer := range forced.Elements() {
		name, _ := answer.Entry("scenario").Text()
		if name != "" && !r.ids["scenario "+name] && !r.known(name) {
			answer.Entry("scenario").Note("names scenario %q, which this server does not have; start it with --scenarios, "+
				"or put the scenario first", name)
		}
	}
}

// readObjects reads a list of cases or of customers.
func readObjects(r *reader, list strictyaml.Value, schema caseapi.SchemaName,
	record func(object map[string]any, id string, place int) any,
) []engine.Record {
	var records []engine.Record
	elements, _ := list.List()
	for i, element := range elements {
		if _, ok := element.FreeMapping(); !ok {
			continue
		}
		object, _ := element.JSON().(map[string]any)
		id, _ := object["id"].(string)
		whole := record(object, id, i+1)
		if !r.holds(element, schema, object) || !r.isNew(element.Entry("id"), schema, id) {
			continue
		}
		records = append(records, engine.Record{Key: id, Value: caseapi.MustMarshal(whole)})
	}
	return records
}

// customer is a customer as it is kept.
func (r *reader) customer(object map[string]any, id string, _ int) any {
	return map[string]any{"customer": canonical[caseapi.Customer](r.linked(object, r.links.Customer(id)))}
}

// keptCase is a case as it is kept, in its place among its customer's.
func (r *reader) keptCase(object map[string]any, id string, place int) any {
	return map[string]any{"case": canonical[caseapi.Case](r.linked(object, r.links.Case(id))), "came": place}
}

// linked adds the address that was left out.
func (r *reader) linked(object map[string]any, address string) map[string]any {
	if _, given := object["url"]; !given {
		object["url"] = address
	}
	return object
}

// canonical is an object in the order of its properties; nothing where it is none, which is found elsewhere.
func canonical[T caseapi.Case | caseapi.Customer](object map[string]any) json.RawMessage {
	var value T
	if json.Unmarshal(caseapi.MustMarshal(object), &value) != nil {
		return json.RawMessage("null")
	}
	return caseapi.MustMarshal(value)
}

// holds notes at their places all that is wrong with an object.
func (r *reader) holds(value strictyaml.Value, schema caseapi.SchemaName, object map[string]any) bool {
	violations := r.api.ValidateBody(schema, object)
	for _, violation := range violations {
		wrong, path := value.FindWrong(violation)
		wrong.NoteAs(path, "%s", violation.Message)
	}
	return len(violations) == 0
}

// isNew notes an id that stands twice, or is none.
func (r *reader) isNew(value strictyaml.Value, schema caseapi.SchemaName, id string) bool {
	key := string(schema) + " " + id
	switch {
	case id == "":
		value.Note("must not be empty")
		return false
	case r.ids[key]:
		value.Note("is %s, and so is another one's", id)
		return false
	}
	r.ids[key] = true
	return true
}

func (r *reader) removed(schema caseapi.SchemaName, list strictyaml.Value) []engine.Record {
	var records []engine.Record
	elements, _ := list.List()
	for _, element := range elements {
		if id, ok := element.Text(); ok && r.isNew(element, schema, id) {
			records = append(records, engine.Record{Key: id, Value: []byte(`{"removed":true}`)})
		}
	}
	return records
}

// readGiven reads how many ids were given to what is new.
func readGiven(_ *reader, value strictyaml.Value) []engine.Record {
	var records []engine.Record
	fields := value.Mapping(strictyaml.Optional("cases"), strictyaml.Optional("customers"))
	for _, what := range []string{"cases", "customers"} {
		if !fields.Has(what) {
			continue
		}
		if given, ok := fields.Get(what).Int(1, math.MaxInt32); ok {
			records = append(records, engine.Record{Key: what, Value: fmt.Append(nil, given)})
		}
	}
	return records
}

func readClock(_ *reader, value strictyaml.Value) []engine.Record {
	form, ok := decode[clock](value)
	if !ok {
		return nil
	}
	check(form, value)
	return []engine.Record{{Key: "world", Value: caseapi.MustMarshal(form)}}
}

// readScenarios reads scenarios as a server takes them. Their problems are noted where they stand: in the lines of a
// block, which begins a line below its place.
func readScenarios(r *reader, value strictyaml.Value) []engine.Record {
	var records []engine.Record
	elements, _ := value.List()
	for _, element := range elements {
		text, ok := element.Text()
		if !ok {
			continue
		}
		found, problems := scenarios.ParseUpload(r.api, "", r.world, []byte(text))
		for _, problem := range problems {
			element.Note("is a scenario that cannot be used: in its line %d, %s", problem.Line, problem.Message)
		}
		if len(problems) == 0 && r.isNew(element, "scenario", found.Name) {
			records = append(records, engine.Record{Key: found.Name,
				Value: caseapi.MustMarshal(upload{r.world, text})})
		}
	}
	return records
}
