package export

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"casemock/contracts"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// company is a small population with what is hard to write: quotes, line breaks, other alphabets, and
// text that looks like something else.
type company struct {
	cases     []contracts.Case
	customers []contracts.Customer
}

func (c company) Cases() iter.Seq[contracts.Case]         { return slices.Values(c.cases) }
func (c company) Customers() iter.Seq[contracts.Customer] { return slices.Values(c.customers) }

func small() company {
	return company{
		customers: []contracts.Customer{
			{ID: "C-1001", URL: "http://x/customers/C-1001", Custom: map[string]string{
				"name": "Renée \"Ren\" Doe", "newsletter": "true", "address": "1 Main St\n12345 Town"}},
			{ID: "C-1002", URL: "http://x/customers/C-1002"},
		},
		cases: []contracts.Case{{
			ID: "1001", Number: "007", CustomerID: "C-1001", Title: "Où est mon colis, 📦?",
			Description: "- not: a list\n\n# nor a comment ", URL: "http://x/cases/1001",
			LastUpdated: "2026-01-02T03:04:05.678Z", Created: "2026-01-01T00:00:00.000Z", Status: contracts.Open,
			Interactions: []contracts.Interaction{{
				Created: "2026-01-01T00:00:00.000Z", Body: "12:30", ServiceID: "12e5", Service: "facebook",
				ContentType: "post", Author: &contracts.Author{Service: "facebook", ServiceID: "5", Handle: "@r",
					Name: "yes"},
			}},
			Custom: map[string]string{"clubNo": "0x1F"},
		}, {ID: "1002", Number: "008", CustomerID: "C-1002", Status: contracts.Closed}},
	}
}

func structures() contracts.ObjectStructures {
	fields := func(names ...string) contracts.ObjectStructure {
		var structure contracts.ObjectStructure
		for _, name := range names {
			structure.Fields = append(structure.Fields, contracts.Field{Name: name})
		}
		return structure
	}
	return contracts.ObjectStructures{Case: fields("clubNo"),
		Customer: fields("name", "newsletter", "address")}
}

var both = []contracts.ObjectType{contracts.CustomerObject, contracts.CaseObject}

func export(t *testing.T, what Export, population Population) string {
	t.Helper()
	what.Structures = structures()
	var text strings.Builder
	if err := what.Write(&text, population); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func TestFormats(t *testing.T) {
	t.Parallel()
	tests := map[string]Export{
		"population.json": {Format: JSON, Objects: both},
		"cases.json":      {Format: JSON, Objects: both[1:]},
		"population.yaml": {Format: YAML, Objects: both},
		"cases.csv":       {Format: CSV, Objects: both[1:]},
		"customers.csv":   {Format: CSV, Objects: both[:1]},
	}
	for name, what := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			golden(t, name, export(t, what, small()))
		})
		t.Run("empty "+name, func(t *testing.T) {
			t.Parallel()
			golden(t, "empty-"+name, export(t, what, company{}))
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

// TestNothingIsLost reads back what was written, with other readers.
func TestNothingIsLost(t *testing.T) {
	t.Parallel()
	var want, fromJSON, fromYAML map[string]any
	text, err := json.Marshal(map[string]any{"cases": small().cases, "customers": small().customers})
	if err != nil {
		t.Fatal(err)
	}
	for _, read := range []error{
		json.Unmarshal(text, &want),
		json.Unmarshal([]byte(export(t, Export{Format: JSON, Objects: both}, small())), &fromJSON),
		yaml.Unmarshal([]byte(export(t, Export{Format: YAML, Objects: both}, small())), &fromYAML),
	} {
		if read != nil {
			t.Fatal(read)
		}
	}
	if diff := cmp.Diff(want, fromJSON); diff != "" {
		t.Errorf("JSON:\n%s", diff)
	}
	if diff := cmp.Diff(want, fromYAML); diff != "" {
		t.Errorf("YAML:\n%s", diff)
	}
	rows, err := csv.NewReader(strings.NewReader(export(t, Export{Format: CSV, Objects: both[1:]},
		small()))).ReadAll()
	if err != nil || len(rows) != 3 || rows[1][4] != small().cases[0].Description {
		t.Errorf("CSV: %v, %q", err, rows)
	}
}

func TestCSVIsOneTable(t *testing.T) {
	t.Parallel()
	if err := (Export{Format: CSV, Objects: both}).Write(new(strings.Builder), small()); err == nil {
		t.Error("it took two")
	}
}

func TestWritten(t *testing.T) {
	t.Parallel()
	count := 0
	export(t, Export{Format: JSON, Objects: both, Written: func() { count++ }}, small())
	if count != 4 {
		t.Errorf("told of %d objects, want 4", count)
	}
}

// full is a disk without room.
type full struct{}

var errFull = errors.New("no space left")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriterFails(t *testing.T) {
	t.Parallel()
	for _, format := range Formats() {
		what := Export{Format: Format(format), Objects: both[1:]}
		if err := what.Write(full{}, small()); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", format, err)
		}
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	var terminal strings.Builder
	progress := NewProgress(&terminal, 1000)
	for range 1000 {
		progress.Step()
	}
	progress.Clear()
	drawn := strings.Split(terminal.String(), "\r")
	if len(drawn) != 1+101+1 {
		t.Errorf("drew %d times", len(drawn))
	}
	const bar = "####################                    "
	for at, want := range map[int]string{
		1:   "[" + strings.Repeat(" ", 40) + "]   0%  0 of 1000",
		51:  "[" + bar + "]  50%  500 of 1000",
		101: "[" + strings.Repeat("#", 40) + "] 100%  1000 of 1000",
		102: "\x1b[K",
	} {
		if drawn[at] != want {
			t.Errorf("%d: got %q, want %q", at, drawn[at], want)
		}
	}
}
