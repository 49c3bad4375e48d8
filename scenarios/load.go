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
	loader := newLoader(api)
	for _, path := range files {
		loader.Add(strictyaml.ReadFile(path))
	}
	problems = loader.Problems(problems)
	return newSet(loader.Loaded), problems
}

// Files lists the files that [Load] reads, and the problems of finding them.
func Files(paths ...string) ([]string, []strictyaml.Problem) {
	return strictyaml.Files(paths, ".yaml", ".yml")
}

// Parse reads the scenarios of one text, as [Load] does of a file; the name is what problems call
// it. The built-in scenarios are not among them.
func Parse(api *caseapi.API, name string, text []byte) ([]*Scenario, []strictyaml.Problem) {
	loader := newLoader(api)
	loader.Add(strictyaml.Parse(name, text))
	return loader.Loaded, loader.Problems(nil)
}

func newLoader(api *caseapi.API) strictyaml.Loader[*Scenario] {
	return strictyaml.Loader[*Scenario]{Kind: "scenario",
		Read: func(document strictyaml.Document) (*Scenario, strictyaml.Value) {
			if IsStory(document.Root) {
				return nil, strictyaml.Value{} // package story reads it
			}
			return readScenario(api, document)
		}}
}
