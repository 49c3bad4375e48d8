package story_test

import (
	"bytes"
	"testing"

	"casemock/contracts/golden"
	"casemock/contracts/strictyaml"
	"casemock/scenarios/story"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestSchemaAgreesWithTheReader holds what the reader takes against the schema that editors get.
func TestSchemaAgreesWithTheReader(t *testing.T) {
	t.Parallel()
	read, err := jsonschema.UnmarshalJSON(bytes.NewReader(story.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("story.json", read); err != nil {
		t.Fatal(err)
	}
	schema := compiler.MustCompile("story.json")
	golden.Compare(t, "testdata/schema.golden.json", story.Schema())
	eachFile(t, "testdata/right", 2, func(t *testing.T, path string, text []byte) {
		for i, document := range strictyaml.Parse(path, text).Documents {
			if err := schema.Validate(document.Root.JSON()); err != nil {
				t.Errorf("document %d: %v", i, err)
			}
		}
	})
	// What the schema can know of a file that is wrong.
	for _, name := range []string{"unknown-key", "missing-keys", "unknown-operation", "headers"} {
		file := strictyaml.ReadFile("testdata/wrong/" + name + ".yaml")
		if schema.Validate(file.Documents[0].Root.JSON()) == nil {
			t.Errorf("%s: the schema finds nothing wrong", name)
		}
	}
}
