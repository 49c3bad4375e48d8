package template

import (
	"strings"
	"testing"
)

// TestInsertionsAreWhatTheTemplateMakes fills in templates both ways.
func TestInsertionsAreWhatTheTemplateMakes(t *testing.T) {
	t.Parallel()
	path := map[string]string{"id": `10 "01"`, "type": "case", "none": ""}
	for text, wantInsertions := range map[string]bool{
		"{{ .request.path.id }}":                                   true,
		"Case {{ .request.path.id }} is closed.":                   true,
		"a {{- .request.path.type -}} b {{/* why */}} c":           true,
		"{{.request.path.id}}{{.request.path.type}}":               true,
		"{{ .request.path.none }}":                                 true,
		"{{ .request.path.customer }}":                             true, // which there is not
		"{{ .request.path }}":                                      false,
		"{{ .request.path.id.a }}":                                 false,
		"{{ .request.body.id }}":                                   false,
		"{{ $x := .request.path.id }}{{ $x }}":                     false,
		"{{ .request.path.id | printf \"%q\" }}":                   false,
		"{{ print .request.path.id }}":                             false,
		"{{ if .request.path.id }}{{ .request.path.id }}{{ end }}": false,
	} {
		template, err := newTemplate(text, "here")
		if err != nil {
			t.Fatal(err)
		}
		if got := template.insertions != nil; got != wantInsertions {
			t.Errorf("%s: insertions %t, want %t", text, got, wantInsertions)
		}
		if !wantInsertions {
			continue
		}
		filled, err := template.insertions.fill(path)
		left := budget(mostWork)
		run, errRun := template.render(view{"request": map[string]any{"path": path}}, nil, &left)
		if filled != run || (err == nil) != (errRun == nil) {
			t.Errorf("%s is filled in as %q, %v and run as %q, %v", text, filled, err, run, errRun)
		}
	}
}

func TestInsertionsAreBounded(t *testing.T) {
	t.Parallel()
	template, err := newTemplate(strings.Repeat("{{.request.path.id}}", 500), "here")
	if err != nil {
		t.Fatal(err)
	}
	long := map[string]string{"id": strings.Repeat("1", 1<<20)}
	if filled, err := template.insertions.fill(long); err == nil {
		t.Errorf("an id of a megabyte became %d bytes", len(filled))
	}
}
