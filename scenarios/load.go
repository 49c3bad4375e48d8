package scenarios

import (
	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
)

// Load reads scenario files, and directories of files that end in .yaml or .yml, on top of the
// built-in scenarios; stories among them are passed over. All problems of all files are returned; a
// scenario that has one is not in the set, the others are. Files are held against the API's description
// with its custom fields.
func Load(api *caseapi.API, paths ...string) (*Set, []strictyaml.Problem) {
	files, problems := Files(paths...)
	loading := newLoading(api)
	for _, path := range files {
		loading.read(strictyaml.ReadFile(path))
	}
	problems = loading.problems(problems)
	return newSet(loading.scenarios), problems
}

// Files lists the files that [Load] reads, and the problems of finding them.
func Files(paths ...string) ([]string, []strictyaml.Problem) {
	return strictyaml.Files(paths, ".yaml", ".yml")
}

// Parse reads the scenarios of one text, as [Load] does of a file; the name is what problems call
// it. The built-in scenarios are not among them.
func Parse(api *caseapi.API, name string, text []byte) ([]*Scenario, []strictyaml.Problem) {
	loading := newLoading(api)
	loading.read(strictyaml.Parse(name, text))
	return loading.scenarios, loading.problems(nil)
}

// loading is what has been read so far.
type loading struct {
	api       *caseapi.API
	scenarios []*Scenario
	files     []*strictyaml.File
	places    map[string]strictyaml.Value // where a name was first given
	told      map[string]bool             // the names of which the first was told about the second
}

func newLoading(api *caseapi.API) *loading {
	return &loading{api: api, places: map[string]strictyaml.Value{}, told: map[string]bool{}}
}

func (l *loading) read(file *strictyaml.File) {
	l.files = append(l.files, file)
	for _, document := range file.Documents {
		if IsStory(document.Root) {
			continue // package story reads it
		}
		before := file.ProblemCount()
		scenario, name := readScenario(l.api, document)
		if file.ProblemCount() == before && l.isNew(scenario, name) {
			l.scenarios = append(l.scenarios, scenario)
		}
	}
}

// isNew notes a name that two scenarios have, at both.
func (l *loading) isNew(scenario *Scenario, place strictyaml.Value) bool {
	first, twice := l.places[scenario.Name]
	if !twice {
		l.places[scenario.Name] = place
		return true
	}
	place.Note("is %s, and so is that of the scenario at %s", scenario.Name, positionOf(first))
	if !l.told[scenario.Name] {
		l.told[scenario.Name] = true
		first.Note("is %s, and so is that of the scenario at %s", scenario.Name, positionOf(place))
	}
	return false
}

func positionOf(value strictyaml.Value) string {
	line, column := value.Place()
	problem := strictyaml.Problem{File: value.File(), Line: line, Column: column}
	return problem.Place()
}

func (l *loading) problems(found []strictyaml.Problem) []strictyaml.Problem {
	for _, file := range l.files {
		found = append(found, file.Problems()...)
	}
	return strictyaml.SortProblems(found)
}
