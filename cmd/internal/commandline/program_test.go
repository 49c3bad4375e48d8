package commandline

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"casemock/cmd/internal/settings"
	"casemock/contracts/strictyaml"
)

// shop is a program with a command of every kind.
func shop(result error) Program {
	var size int
	run := func(p Process, operands []string) error {
		fmt.Fprintf(p.Stdout, "size %d %q %s\n", size, operands, p.Getenv("GREETING"))
		return result
	}
	return Program{Name: "shop", Summary: "shop sells things.", Exits: "0 sold", Commands: Commands{
		{Name: "open", Summary: "open the door", Run: run, Details: "Mind the step.\n",
			Table: settings.Table{Settings: []settings.Setting{{Name: "size", Argument: "N", Default: "3",
				Kind: settings.Quantity, Usage: "how wide", Accept: settings.Whole(&size, 0, 9)}}}},
		{Name: "sell apples", Operands: "CUSTOMER...", Summary: "sell apples", Run: run},
		{Name: "sell pears", Summary: "sell pears", Run: run},
		VersionCommand("shop"),
	}}
}

// play runs the shop with a command line.
func play(result error, line string) (code int, stdout, stderr string) {
	var out, problems bytes.Buffer
	code = shop(result).Run(Process{Arguments: strings.Fields(line),
		Environment: []string{"GREETING=hello", "GREETINGS=no"}, Stdout: &out, Stderr: &problems})
	return code, out.String(), problems.String()
}

func TestRun(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		line           string
		code           int
		stdout, stderr string // what they begin with
	}{
		"default":   {"open", Success, `size 3 [] hello`, ""},
		"flag":      {"open --size 5", Success, `size 5 []`, ""},
		"two words": {"sell apples Ada Grace", Success, `size 0 ["Ada" "Grace"]`, ""},
		"overview": {"help", Success,
			"shop sells things.\n\nusage: shop COMMAND [flags]\n\n  open ", ""},
		"help of a command": {"open -h", Success,
			"open: open the door\n\nusage: shop open [flags]\n\nMind", ""},
		"help, then command": {"help open", Success, "open: open the door\n", ""},
		"help of a group": {"sell --help", Success,
			"shop sells things.\n\nusage: shop COMMAND [flags]\n\n  sell", ""},
		"operands in help": {"help sell apples", Success,
			"sell apples: sell apples\n\nusage: shop sell apples CUSTOMER...\n", ""},
		"version": {"--version", Success, "shop ", ""},
		"nothing": {"", Misuse,
			"", "shop: name a command: open, sell apples, sell pears, version\n'shop help' says"},
		"misspelt": {"opne", Misuse,
			"", `shop: there is no command "opne"; did you mean open?`},
		"unlike anything": {"xyzzy", Misuse,
			"", `shop: there is no command "xyzzy"; there are open, `},
		"half a command": {"sell", Misuse,
			"", "shop: sell needs one of its commands: sell apples, sell pears\n"},
		"misspelt half": {"sell aples", Misuse,
			"", `shop: there is no command "sell aples"; did you mean sell apples?`},
		"unknown help": {"help opne", Misuse, "", `shop: there is no command "opne"`},
		"unexpected operand": {"open wide", Misuse,
			"", "shop: unexpected argument \"wide\": open takes none\n'shop open --help' says how it is used.\n"},
		"wrong value": {"open --size 10", Misuse,
			"", `shop: --size "10" must be a whole number from 0 to 9`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, stdout, stderr := play(nil, test.line)
			if code != test.code || !strings.HasPrefix(stdout, test.stdout) ||
				!strings.HasPrefix(stderr, test.stderr) || (stderr == "") != (code == Success) {
				t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	problem := strictyaml.Problem{File: "a.yaml", Line: 2, Column: 3, Message: "is wrong"}
	other := strictyaml.Problem{File: "b.yaml", Line: 1, Column: 1, Message: "is missing"}
	tests := map[string]struct {
		err    error
		code   int
		stderr string
	}{
		"failure": {errors.New("sold out"), Failure, "shop: sold out\n"},
		"several": {errors.Join(errors.New("sold out"), errors.New("closed")), Failure,
			"shop: sold out\nshop: closed\n"},
		"unusable": {Unusable(errors.New("no door")), Misuse, "shop: no door\n"},
		"misused": {Misused("open", errors.New("no door")), Misuse,
			"shop: no door\n'shop open --help' says how it is used.\n"},
		"files": {Unusable(strictyaml.Problems{problem, other}), Misuse,
			"a.yaml:2:3: is wrong\nb.yaml:1:1: is missing\n"},
		"interrupted": {fmt.Errorf("%w: goodbye", ErrInterrupted), Interrupted,
			"shop: interrupted: goodbye\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if code, _, stderr := play(test.err, "open"); code != test.code || stderr != test.stderr {
				t.Errorf("exit code %d\n%s", code, stderr)
			}
		})
	}
}

func TestOnlyAFileCanBeATerminal(t *testing.T) {
	t.Parallel()
	if IsTerminal(new(bytes.Buffer)) {
		t.Error("a buffer is taken for a terminal")
	}
}
