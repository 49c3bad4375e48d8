package settings

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestHelp(t *testing.T) {
	t.Parallel()
	table := Table{Settings: []Setting{
		{Name: "addr", Argument: "ADDRESS", Default: "127.0.0.1:8080", Usage: "where it listens"},
		{Name: "a-flag-with-a-long-name", Argument: "VALUE", Implied: "what the sun says", Repeatable: true,
			Usage: "a sentence that is longer than one line of the help can hold, so that it is broken"},
		{Name: "open", Kind: Switch, Default: "false", Usage: "a switch"},
	}}
	want := `  --addr ADDRESS           where it listens (default 127.0.0.1:8080)
  --a-flag-with-a-long-name VALUE
                           a sentence that is longer than one line of the help
                           can hold, so that it is broken; repeatable (default
                           what the sun says)
  --open                   a switch
`
	if diff := cmp.Diff(want, table.Help()); diff != "" {
		t.Error(diff)
	}
	for line := range strings.Lines(table.Help()) {
		if utf8.RuneCountInString(line) > helpWidth {
			t.Errorf("%q is wider than %d columns", line, helpWidth)
		}
	}
}

func TestSuspects(t *testing.T) {
	t.Parallel()
	environment := []string{"SHOP_SIZE=1", "SHOP_SISE=2", "SHOP_PORT=tcp://10.0.0.1:80", "HOME=/",
		"SHOP_SERVICE_HOST=10.0.0.1", "SHOPS=3"}
	want := []string{"SHOP_SISE is not a setting; did you mean SHOP_SIZE?"}
	if diff := cmp.Diff(want, (&shop{}).table().Suspects("SHOP_", environment)); diff != "" {
		t.Error(diff)
	}
}
