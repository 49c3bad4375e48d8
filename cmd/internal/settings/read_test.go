package settings

import (
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shop is a command with a setting of every kind.
type shop struct {
	File   string
	Name   string
	Size   int
	Bytes  int64
	Tags   []string
	Rates  []int
	Stock  []string
	Open   bool
	Colour string
	Token  string
	Keys   []string
	Owner  string
}

func (s *shop) table() Table {
	return Table{File: "config", Settings: []Setting{
		{Name: "config", Kind: Path, Argument: "FILE", Variable: "SHOP_CONFIG", Accept: As(&s.File, Word)},
		{Name: "name", Argument: "NAME", Variable: "SHOP_NAME", Default: "corner", Accept: As(&s.Name, Word)},
		{Name: "size", Kind: Quantity, Argument: "N", Variable: "SHOP_SIZE", Default: "3",
			Accept: Whole(&s.Size, 0, 10)},
		{Name: "bytes", Kind: Quantity, Argument: "SIZE", Variable: "SHOP_BYTES", Accept: As(&s.Bytes, Size)},
		{Name: "tag", Argument: "TAG", Repeatable: true, Variable: "SHOP_TAG", Accept: Each(&s.Tags, Word)},
		{Name: "rate", Kind: Quantity, Argument: "N", Repeatable: true, Accept: Each(&s.Rates, strconv.Atoi)},
		{Name: "stock", Kind: Path, Argument: "PATH", Repeatable: true, Accept: Each(&s.Stock, Word)},
		{Name: "open", Kind: Switch, Variable: "SHOP_OPEN", Accept: As(&s.Open, Truth)},
		{Name: "colour", Argument: "COLOUR", Default: "red", Accept: OneOf(&s.Colour, "red", "green")},
		{Name: "age", Argument: "N", Accept: func(text string) error {
			return fmt.Errorf("age %q: must be a number", text)
		}},
		{Name: "token", Argument: "TOKEN", Variable: "SHOP_TOKEN", Secret: true,
			Accept: func(string) error { return errors.New("must be longer") }},
		{Name: "key", Argument: "KEY", Variable: "SHOP_KEY", Repeatable: true, NeverEmpty: true,
			Accept: Each(&s.Keys, Word)},
		{Name: "owner", Argument: "NAME", Variable: "SHOP_OWNER", NeverEmpty: true, Accept: As(&s.Owner, Word)},
	}}
}

// read reads a command line; the file, when there is one, is the configuration file $FILE.
func read(t *testing.T, arguments []string, environment map[string]string, file string,
) (chosen shop, operands []string, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shop.yaml")
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	line := make([]string, len(arguments))
	for i, argument := range arguments {
		line[i] = strings.ReplaceAll(argument, "$FILE", path)
	}
	operands, err = chosen.table().Read(line, func(name string) (string, bool) {
		value, set := environment[name]
		return strings.ReplaceAll(value, "$FILE", path), set
	})
	if err != nil {
		err = errors.New(strings.ReplaceAll(err.Error(), path, "shop.yaml"))
	}
	dir := filepath.Dir(path)
	for i, stock := range chosen.Stock {
		chosen.Stock[i] = strings.ReplaceAll(stock, dir, "DIR")
	}
	chosen.File = strings.ReplaceAll(chosen.File, path, "shop.yaml")
	return chosen, operands, err
}

func TestPrecedence(t *testing.T) {
	t.Parallel()
	type environment = map[string]string
	tests := map[string]struct {
		arguments   []string
		environment environment
		file        string
		want        shop
	}{
		"defaults": {want: shop{}},
		"file over default": {[]string{"--config", "$FILE"}, nil, "size: 7",
			shop{File: "shop.yaml", Size: 7}},
		"environment over file": {[]string{"--config=$FILE"}, environment{"SHOP_SIZE": "8"}, "size: 7",
			shop{File: "shop.yaml", Size: 8}},
		"flag over environment": {[]string{"--size", "9"}, environment{"SHOP_SIZE": "8"}, "",
			shop{Size: 9}},
		"a default asked for on purpose": {[]string{"--size", "3"}, environment{"SHOP_SIZE": "8"}, "",
			shop{}},
		"zero asked for on purpose": {[]string{"--size=0"}, environment{"SHOP_SIZE": "8"}, "",
			shop{Size: -1}},
		"a switch turned off": {[]string{"--open=false"}, environment{"SHOP_OPEN": "true"}, "", shop{}},
		"a list replaces, not adds": {[]string{"--tag", "a", "--tag=b"}, environment{"SHOP_TAG": "c"}, "",
			shop{Tags: []string{"a", "b"}}},
		"commas in the environment": {nil, environment{"SHOP_TAG": " a, b ,,c"}, "",
			shop{Tags: []string{"a", "b", "c"}}},
		"a comma in a flag is a letter": {[]string{"--tag", "a,b"}, nil, "", shop{Tags: []string{"a,b"}}},
		"an empty variable is none":     {nil, environment{"SHOP_SIZE": "", "SHOP_TAG": ","}, "", shop{}},
		"the file from the environment": {nil, environment{"SHOP_CONFIG": "$FILE"}, "name: harbour",
			shop{File: "shop.yaml", Name: "harbour"}},
		"the last flag counts": {[]string{"--size", "1", "--size", "2"}, nil, "", shop{Size: 2}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, operands, err := read(t, test.arguments, test.environment, test.file)
			if err != nil || len(operands) > 0 {
				t.Fatalf("operands %q, error %v", operands, err)
			}
			if diff := cmp.Diff(withDefaults(test.want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// withDefaults fills in what a case of a table leaves out; -1 stands for a size of 0.
func withDefaults(want shop) shop {
	if want.Name == "" {
		want.Name = "corner"
	}
	want.Colour = "red"
	switch want.Size {
	case 0:
		want.Size = 3
	case -1:
		want.Size = 0
	}
	return want
}

func TestConfigurationFile(t *testing.T) {
	t.Parallel()
	got, _, err := read(t, []string{"--config", "$FILE"}, nil, `
# every kind of setting
name: "007"
size: 0x5
bytes: 2KiB
tag: [one, two]
rate: 5
stock:
  - shelf
  - /absolute
open: true
colour: green
`)
	want := shop{File: "shop.yaml", Name: "007", Size: 5, Bytes: 2048, Tags: []string{"one", "two"},
		Rates: []int{5}, Stock: []string{filepath.Join("DIR", "shelf"), "/absolute"}, Open: true,
		Colour: "green"}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("error %v\n%s", err, diff)
	}
}

// A number means the same wherever it is written.
func TestNumbersEverywhere(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{"010": 10, "0o10": 8, "0x1B": 27, "0b11": 3, "1_000": 1000, "+8": 8,
		"08": 8, "1e3": 0, "1.0": 0, "0o8": 0} {
		for name, from := range map[string]struct {
			arguments   []string
			environment map[string]string
			file        string
		}{
			"flag":           {[]string{"--bytes", text}, nil, ""},
			"variable":       {nil, map[string]string{"SHOP_BYTES": text}, ""},
			"file":           {[]string{"--config", "$FILE"}, nil, "bytes: " + text},
			"quotes in file": {[]string{"--config", "$FILE"}, nil, `bytes: "` + text + `"`},
			"JSON file":      {[]string{"--config", "$FILE"}, nil, `{"bytes": "` + text + `"}`},
		} {
			got, _, err := read(t, from.arguments, from.environment, from.file)
			if got.Bytes != want || (err == nil) != (want != 0) {
				t.Errorf("%s of a %s is %d, want %d; %v", text, name, got.Bytes, want, err)
			}
			if want > 10 {
				continue
			}
			from.file = strings.Replace(from.file, "bytes", "size", 1)
			if from.arguments != nil {
				from.arguments[0] = strings.Replace(from.arguments[0], "bytes", "size", 1)
			}
			got, _, err = read(t, from.arguments, map[string]string{"SHOP_SIZE": from.environment["SHOP_BYTES"]}, from.file)
			if want != 0 && int64(got.Size) != want || (err == nil) != (want != 0) {
				t.Errorf("a size of %s from a %s is %d, want %d; %v", text, name, got.Size, want, err)
			}
		}
	}
}

func TestOperands(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		arguments []string
		operands  []string
		size      int
	}{
		"flag after operand":     {[]string{"apple", "--size", "5", "pear"}, []string{"apple", "pear"}, 5},
		"one dash":               {[]string{"-size", "5", "apple"}, []string{"apple"}, 5},
		"after two dashes":       {[]string{"--size", "5", "--", "--size"}, []string{"--size"}, 5},
		"a dash is an operand":   {[]string{"-"}, []string{"-"}, 3},
		"nothing is one as well": {[]string{""}, []string{""}, 3},
		"a switch takes none":    {[]string{"--open", "apple"}, []string{"apple"}, 3},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, operands, err := read(t, test.arguments, nil, "")
			if diff := cmp.Diff(test.operands, operands); diff != "" || err != nil || got.Size != test.size {
				t.Errorf("size %d, error %v, operands\n%s", got.Size, err, diff)
			}
		})
	}
}

func TestHelpIsAskedFor(t *testing.T) {
	t.Parallel()
	for _, argument := range []string{"-h", "--help", "-help"} {
		table := (&shop{}).table()
		_, err := table.Read([]string{"--size", "wrong", argument}, func(string) (string, bool) { return "", false })
		if !errors.Is(err, flag.ErrHelp) {
			t.Errorf("%s: %v", argument, err)
		}
	}
}

func TestWholeWithoutAnUpperBound(t *testing.T) {
	t.Parallel()
	var number int
	if err := Whole(&number, 1, math.MaxInt)("0"); err == nil ||
		err.Error() != "must be a whole number, 1 or more" {
		t.Error(err)
	}
}
