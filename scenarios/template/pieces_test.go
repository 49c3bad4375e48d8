package template

import (
	"errors"
	"strings"
	"testing"
)

// TestPiecesAreBounded counts what an answer says, not what its templates look like.
func TestPiecesAreBounded(t *testing.T) {
	t.Parallel()
	half := strings.Repeat("x", maxBody/2)
	long := strings.Repeat("{{.request.path.id}}", 500)
	tests := map[string]struct {
		texts []string
		id    string
		place string // of what is too large; empty for nothing
	}{
		"as large as can be":             {[]string{half[10:], half}, "", ""},
		"text that is too large":         {[]string{half, half, half}, "", "b"},
		"a template that is":             {[]string{half, long, half, long}, strings.Repeat("1", 500), "c"},
		"long templates that say little": {repeat(long, 2*maxBody/len(long)), "", ""},
		"and text behind them":           {append(repeat(long, 2*maxBody/len(long)), "text"), "", ""},
		"text behind a template":         {[]string{long, half, half[:maxBody/3]}, strings.Repeat("1", 500), "c"},
		"text that is not reached":       {append([]string{"{{.request.path.none}}"}, repeat(half, 9)...), "", "a"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var written arrayContent
			for i, text := range test.texts {
				template, err := newTemplate(text, string(rune('a'+i)))
				if err != nil {
					t.Fatal(err)
				}
				written = append(written, textContent{template})
			}
			body := newBody(written)
			rendered, err := NewRenderer(Request{Path: map[string]string{"id": test.id}}, nil).Body(body)
			place, _, _ := strings.Cut(errorText(err), ": ")
			if place != test.place || cap(rendered) > maxBody+maxBody/4 {
				t.Errorf("%d bytes in %d, error %v; want one at %q", len(rendered), cap(rendered), err, test.place)
			}
		})
	}
}

func repeat(text string, times int) []string {
	return strings.Split(strings.Repeat(text+"\n", times-1)+text, "\n")
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestOnlyOneAnswerIsKept takes apart what aliases of a file make of a little text.
func TestOnlyOneAnswerIsKept(t *testing.T) {
	t.Parallel()
	half := strings.Repeat("x", maxBody/2)
	for name, object := range map[string]objectContent{
		"texts": {{"a", textContent{&Template{text: half, place: "here"}}}},
		"names": {{half, singleContent{true}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			written := make(arrayContent, 10_000)
			for i := range written {
				written[i] = object
			}
			body := newBody(written)
			if body.pieces.size > 2*maxBody {
				t.Errorf("%d bytes are kept of a body that is too large", body.pieces.size)
			}
			if _, err := NewRenderer(Request{}, nil).Body(body); !errors.Is(err, errTooLarge) {
				t.Errorf("got %v", err)
			}
		})
	}
}
