package record

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
	"casemock/scenarios/story"
)

// File is one of a recording's.
type File struct {
	Name string // without a directory
	Text []byte
}

// Summary is what a recording holds.
type Summary struct {
	Worlds, Steps, Scenarios int
	// Left counts exchanges that are in no story or in no file at all, by the reason.
	Left map[string]int
}

// String is a sentence of it.
func (s Summary) String() string {
	return fmt.Sprintf("%s with %s, and %s", wording.Count(s.Worlds, "story"), wording.Count(s.Steps, "step"),
		wording.Count(s.Scenarios, "scenario"))
}

// LeftOut lists what is left out, as in "3 not a call of the Case API", by the reason.
func (s Summary) LeftOut() (all []string) {
	for _, reason := range slices.Sorted(maps.Keys(s.Left)) {
		all = append(all, fmt.Sprintf("%d %s", s.Left[reason], reason))
	}
	return all
}

// mostFile is how large a file is at most, in bytes: a larger one than a MiB cannot be read again.
const mostFile = 1000 << 10

// Files are those that stand for all that was taken in by now, by name.
func (r *Recorder) Files() ([]File, Summary) {
	taken := r.taken()
	common := taken.rebuild()
	summary := Summary{Left: taken.left}
	files := taken.stories(common, &summary)
	files = append(files, taken.scenarios(common, &summary)...)
	if structures := common.structures; len(structures.Case.Fields)+len(structures.Customer.Fields) > 0 {
		files = append(files, File{"meta.json", metaFile(structures)})
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files, summary
}

func (t *taken) stories(common *rebuild, summary *Summary) (files []File) {
	named := map[string]bool{}
	for _, name := range t.worldNames() {
		told := common.tell(name, t.worlds[name])
		for reason, count := range told.left {
			summary.Left[reason] += count
		}
		text := append([]byte(t.heading()+told.remarks()), story.Format(told.story)...)
		if len(told.story.Steps) == 0 || len(text) > mostFile {
			continue
		}
		if _, problems := story.Parse(name, text); len(problems) > 0 {
			continue
		}
		file := "story-" + name
		for named[strings.ToLower(file)] { // where capitals do not matter
			file += "_"
		}
		named[strings.ToLower(file)] = true
		summary.Worlds++
		summary.Steps += len(told.story.Steps)
		files = append(files, File{file + ".yaml", text})
	}
	return files
}

// heading says what the file is.
func (t *taken) heading() string {
	if t.options.KeepData {
		return "# Recorded by casemock. It holds the data of the traffic as it was.\n"
	}
	return "# Recorded by casemock. Names, texts, ids and other data of the traffic are inventions.\n"
}

func (t *taken) scenarios(common *rebuild, summary *Summary) (files []File) {
	for _, operation := range caseapi.Operations() {
		var text bytes.Buffer
		text.WriteString(t.heading())
		count := 0
		for _, pair := range t.pairsOf(operation.Name) {
			for i, x := range t.examples[pair] {
				document := common.scenario(x, i+1)
				if document == nil || text.Len()+len(document) > mostFile {
					continue
				}
				if count++; count > 1 {
					text.WriteString("---\n")
				}
				text.Write(document)
			}
		}
		summary.Scenarios += count
		if count > 0 {
			files = append(files, File{string(operation.Name) + ".yaml", text.Bytes()})
		}
	}
	return files
}

// pairsOf are those of an operation of which there are examples, by status.
func (t *taken) pairsOf(name caseapi.OperationName) []caseapi.Pair {
	var pairs []caseapi.Pair
	for pair := range t.examples {
		if pair.Operation == name {
			pairs = append(pairs, pair)
		}
	}
	slices.SortFunc(pairs, func(a, b caseapi.Pair) int { return a.Status - b.Status })
	return pairs
}
