package surprises_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"casemock/contracts/golden"
	"casemock/mockserver/surprises"
)

const manual = "../SURPRISES.md"

// TestTheManualListsThem holds the tables of the manual against the table of the code.
func TestTheManualListsThem(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	const heading = "## All of them\n"
	before, _, found := strings.Cut(string(text), heading)
	if !found {
		t.Fatalf("%s has no heading %s", manual, heading)
	}
	var told strings.Builder
	told.WriteString(before + heading)
	group := ""
	escape := strings.NewReplacer("|", `\|`, "<", `\<`, "*", `\*`, "_", `\_`).Replace
	for _, surprise := range surprises.All() {
		if surprise.Group != group {
			group = surprise.Group
			fmt.Fprintf(&told, "\n### %s\n\n| name | the answer | why it is legal | what it shows |\n|---|---|---|---|\n", group)
		}
		fmt.Fprintf(&told, "| `%s` | %s | %s | %s |\n", surprise.Name, escape(surprise.Summary), escape(surprise.Sentence),
			escape(surprise.Mistake))
	}
	golden.Compare(t, manual, []byte(told.String()))
}
