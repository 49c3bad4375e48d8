package story

import (
	"casemock/contracts/strictyaml"
	"casemock/scenarios"
)

// Load reads the stories of files, and of directories of files that end in .yaml or .yml. All problems of all
// stories are returned, and those of finding and parsing the files; a story that has one is not among the
// stories. What is no story is left to package scenarios.
func Load(paths ...string) ([]*Story, []strictyaml.Problem) {
	files, problems := scenarios.Files(paths...)
	var loading loading
	for _, path := range files {
		loading.read(strictyaml.ReadFile(path))
	}
	return loading.stories, strictyaml.SortProblems(append(problems, loading.problems()...))
}

// Parse reads the stories of one text, as [Load] does of a file; the name is what problems call it.
func Parse(name string, text []byte) ([]*Story, []strictyaml.Problem) {
	var loading loading
	loading.read(strictyaml.Parse(name, text))
	return loading.stories, strictyaml.SortProblems(loading.problems())
}

// loading is what has been read so far.
type loading struct {
	stories []*Story
	files   []*strictyaml.File
	places  map[string]strictyaml.Value // where a name was first given
}

func (l *loading) read(file *strictyaml.File) {
	l.files = append(l.files, file)
	for _, document := range file.Documents {
		if !scenarios.IsStory(document.Root) {
			continue
		}
		before := file.ProblemCount()
		story, name := readStory(document)
		if file.ProblemCount() == before && l.isNew(story, name) {
			l.stories = append(l.stories, story)
		}
	}
}

// isNew notes a name that another story has.
func (l *loading) isNew(story *Story, name strictyaml.Value) bool {
	first, twice := l.places[story.Name]
	if twice {
		line, column := first.Place()
		place := strictyaml.Problem{File: first.File(), Line: line, Column: column}
		name.Note("is %s, and so is that at %s", story.Name, place.Place())
		return false
	}
	if l.places == nil {
		l.places = map[string]strictyaml.Value{}
	}
	l.places[story.Name] = name
	return true
}

func (l *loading) problems() []strictyaml.Problem {
	var found []strictyaml.Problem
	for _, file := range l.files {
		found = append(found, file.Problems()...)
	}
	return found
}
