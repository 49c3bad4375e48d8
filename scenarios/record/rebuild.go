package record

import (
	"maps"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/redact"
)

// taken is what a recorder has taken in by now: a copy, so that it takes in more while files are made.
type taken struct {
	options  Options
	worlds   map[string][]*seen
	examples map[caseapi.Pair][]*seen
	secrets  []string
	given    caseapi.ObjectStructures
	inferred map[caseapi.ObjectType]bool // objects whose fields no meta object has shown
	goodKeys map[string]bool
	left     map[string]int
}

func (r *Recorder) taken() *taken {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	copied := &taken{options: r.options, worlds: map[string][]*seen{}, examples: map[caseapi.Pair][]*seen{},
		secrets: slices.Sorted(maps.Keys(r.secrets)), given: r.learned.structures(r.options.Structures),
		inferred: map[caseapi.ObjectType]bool{}, goodKeys: maps.Clone(r.goodKeys), left: maps.Clone(r.left)}
	for name, where := range r.worlds {
		copied.worlds[name] = where.seen // to which more is appended, and nothing is changed
	}
	for pair, kinds := range r.examples {
		copied.examples[pair] = slices.SortedFunc(maps.Values(kinds), compare)
	}
	for _, object := range caseapi.ObjectTypes() {
		copied.inferred[object] = r.options.Structures == nil && r.learned.shown[object] == nil
	}
	return copied
}

func (t *taken) worldNames() []string { return slices.Sorted(maps.Keys(t.worlds)) }

// exampleList is the examples of all kinds, by world and place.
func (t *taken) exampleList() []*seen {
	all := slices.Concat(slices.Collect(maps.Values(t.examples))...)
	slices.SortFunc(all, compare)
	return all
}

// rebuild is what the files of all worlds have in common while they are made.
type rebuild struct {
	keepData    bool
	secrets     *redact.Redactor
	structures  caseapi.ObjectStructures
	api         *caseapi.API
	vocabulary  map[string]bool // the names of all documented properties
	identifying *identifying
	goodKeys    map[string]bool
	inventors   map[string]*inventor // by world
}

func (t *taken) rebuild() *rebuild {
	made := &rebuild{keepData: t.options.KeepData, secrets: redact.New(t.secrets...), identifying: newIdentifying(),
		goodKeys: t.goodKeys, inventors: map[string]*inventor{}}
	made.describe(cleanStructures(t.given, made.secrets))
	for _, name := range t.worldNames() {
		made.inventors[name] = newInventor(made)
		for _, x := range t.worlds[name] {
			made.identify(made.inventors[name], x)
		}
	}
	for _, x := range t.exampleList() {
		made.identify(made.inventors[x.world], x)
	}
	made.describe(made.withoutPeople(t.inferred))
	for _, name := range t.worldNames() {
		made.inventors[name].structures = made.structures
		made.inventors[name].settle(inOrder(t.worlds[name]))
	}
	return made
}

// describe is told the custom fields.
func (r *rebuild) describe(structures caseapi.ObjectStructures) {
	r.structures, r.api, r.vocabulary = structures, caseapi.New(structures), map[string]bool{}
	for _, schema := range r.api.Schemas() {
		for _, name := range schema.PropertyNames() {
			r.vocabulary[name] = true
		}
	}
}

// withoutPeople are the custom fields without those that only clients have named, and by what may be somebody's name.
func (r *rebuild) withoutPeople(inferred map[caseapi.ObjectType]bool) caseapi.ObjectStructures {
	structures := r.structures
	for object, structure := range map[caseapi.ObjectType]*caseapi.ObjectStructure{
		caseapi.CaseObject: &structures.Case, caseapi.CustomerObject: &structures.Customer} {
		structure.Fields = slices.DeleteFunc(slices.Clone(structure.Fields), func(field caseapi.Field) bool {
			return inferred[object] && r.identifying.has(field.Name)
		})
	}
	return structures
}

// identify notes all texts of an exchange that no invention may look like.
func (r *rebuild) identify(in *inventor, x *seen) {
	if r.keepData {
		return
	}
	note := func(at place, value any) any {
		if text, isText := value.(string); isText {
			r.identifying.add(in.kindOf(at, text), text)
		}
		return value
	}
	each(x.place(), x.body(), note)
	if x.operation.Name != caseapi.DefineObjectStructures {
		each(x.shownPlace(), x.shown(), note)
	}
	for name := range x.headers {
		r.identifying.add(in.look(x.headers.Get(name)), x.headers.Get(name))
	}
	if x.path["id"] != "" {
		r.identifying.add(code, x.path["id"])
	}
}

// place is that of the request's body.
func (s *seen) place() place {
	if s.operation.Name == caseapi.BestmatchCustomers {
		return place{}
	}
	return place{object: s.operation.Object}
}

// settle decides what holds for a whole world: its language, and its first day.
func (in *inventor) settle(all []*seen) {
	var texts strings.Builder
	read := func(at place, value any) any {
		text, _ := value.(string)
		switch in.kindOf(at, text) {
		case prose:
			texts.WriteString(text + "\n")
		case moment:
			if !isOfServer(at) {
				in.from.see(text)
			}
		}
		return value
	}
	for _, x := range all {
		each(x.place(), x.body(), read)
		each(x.shownPlace(), x.shown(), read)
	}
	in.language = languageOf(texts.String())
	if in.language == "" {
		in.language = "en"
	}
}

// isOfServer reports whether a date-time says when the server did something.
func isOfServer(at place) bool {
	return at.parent == "" && (at.name == "created" || at.name == "lastUpdated")
}
