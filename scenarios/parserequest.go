package scenarios

import "casemock/contracts/strictyaml"

// ParseRequest reads the request part of a scenario by itself, from YAML or JSON: the keys path,
// query, headers and body. The name is what problems call the text. It belongs to no operation, so
// any path parameter can be named.
func ParseRequest(name string, text []byte) (Request, []strictyaml.Problem) {
	file := strictyaml.Parse(name, text)
	reader := reader{scenario: &Scenario{}}
	for _, document := range file.Documents {
		reader.request(document.Root)
	}
	return reader.scenario.Request, file.Problems()
}
