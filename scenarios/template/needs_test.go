package template

import "testing"

func TestTemplatesNeedWhatTheyLookAt(t *testing.T) {
	t.Parallel()
	whole := Needs{Query: true, Headers: true, Body: true}
	tests := map[string]struct {
		text string
		want Needs
	}{
		"fixed":             {"as it is", Needs{}},
		"path":              {"{{ .request.path.id }}", Needs{}},
		"query":             {"{{ .request.query.page }}", Needs{Query: true}},
		"headers":           {`{{ index .request.headers "x-sf-user-email" }}`, Needs{Headers: true}},
		"body":              {"{{ if .request.body.title }}titled{{ end }}", Needs{Body: true}},
		"else":              {"{{ if .request.path.id }}{{ else }}{{ .request.body }}{{ end }}", Needs{Body: true}},
		"faker":             {`{{ fake "uuid" }}`, Needs{Faker: true}},
		"argument":          {`{{ printf "%s" (fake "uuid") }}`, Needs{Faker: true}},
		"two":               {`{{ fake "uuid" }} {{ .request.query.page }}`, Needs{Query: true, Faker: true}},
		"the request":       {`{{ index .request "body" }}`, whole},
		"the dot":           {"{{ . }}", whole},
		"another dot":       {"{{ with .request }}{{ .body.title }}{{ end }}", whole},
		"a variable":        {"{{ $all := .request }}{{ $all.body.title }}", whole},
		"the root variable": {"{{ with .request.path }}{{ $.request.body.title }}{{ end }}", whole},
		"a chain":           {`{{ (index . "request").body.title }}`, whole},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			template, err := newTemplate(test.text, "a test")
			if err != nil {
				t.Fatal(err)
			}
			if template.needs != test.want {
				t.Errorf("%s: got %+v, want %+v", test.text, template.needs, test.want)
			}
		})
	}
}
