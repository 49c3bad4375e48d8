package record

import (
	"maps"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/redact"
)

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

func (r *Recorder) rebuild() *rebuild {
	made := &rebuild{keepData: r.options.KeepData, secrets: redact.New(slices.Sorted(maps.Keys(r.secrets))...),
		identifying: newIdentifying(),
		goodKeys:    r.goodKeys, inventors: map[string]*inventor{}}
	made.structures = cleanStructures(r.learned.structures(r.options.Structures), made.secrets)
	made.api, made.vocabulary = caseapi.New(made.structures), map[string]bool{}
	for _, schema := range made.api.Schemas() {
		for _, name := range schema.PropertyNames() {
			made.vocabulary[name] = true
		}
	}
	for _, name := range r.worldNames() {
		made.inventors[name] = newInventor(made)
		for _, x := range r.worlds[name].seen {
			made.identify(made.inventors[name], x)
		}
	}
	for _, x := range r.exampleList() {
		made.identify(made.inventors[x.world], x)
	}
	for _, name := range r.worldNames() {
		made.inventors[name].settle(inOrder(r.worlds[name].seen))
	}
	return made
}

func (r *Recorder) worldNames() []string { return slices.Sorted(maps.Keys(r.worlds)) }

// exampleList is the examples of all kinds, by world and place.
func (r *Recorder) exampleList() (all []*seen) {
	for _, kinds := range r.examples {
		all = slices.AppendSeq(all, maps.Values(kinds))
	}
	slices.SortFunc(all, compare)
	return all
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
