package scenarios

import "casemock/contracts/strictyaml"

// The functions of this file are for package story, which reads what scenarios have as well.

// IsStory reports whether a document is a story and no scenario: it has a key that only stories have.
func IsStory(document strictyaml.Value) bool {
	return document.Entry("story").Exists() || document.Entry("steps").Exists()
}

// CheckHeaders notes names that no header can have, or that stand there twice, and texts that no header can
// have.
func CheckHeaders(value strictyaml.Value) {
	checkHeaderNames(value)
	for _, entry := range value.Entries() {
		text, _ := entry.Value.JSON().(string)
		isHeaderValue(entry.Value, text)
	}
}
