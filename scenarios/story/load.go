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
	loader := newLoader()
	for _, path := range files {
		loader.Add(strictyaml.ReadFile(path))
	}
	return loader.Loaded, loader.Problems(problems)
}

// Parse reads the stories of one text, as [Load] does of a file; the name is what problems call it.
func Parse(name string, text []byte) ([]*Story, []strictyaml.Problem) {
	loader := newLoader()
	loader.Add(strictyaml.Parse(name, text))
	return loader.Loaded, loader.Problems(nil)
}

func newLoader() strictyaml.Loader[*Story] {
	return strictyaml.Loader[*Story]{Kind: "story",
		Read: func(document strictyaml.Document) (*Story, strictyaml.Value) {
			if !scenarios.IsStory(document.Root) {
				return nil, strictyaml.Value{}
			}
			return readStory(document)
		}}
}
