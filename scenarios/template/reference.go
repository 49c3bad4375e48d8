package template

import (
	"strings"

	"casemock/contracts/wording"
	"casemock/scenarios/fake"
)

// Reference says on a terminal what a template can be made of.
func Reference() string {
	return `Strings of a response's headers and body are Go templates (https://pkg.go.dev/text/template).

  {{ .request.path.id }}                           a parameter of the path
  {{ .request.query.expand }}                      of the query
  {{ .request.body.title }}                        a value of the JSON body
  {{ index .request.headers "x-sf-user-email" }}   a header, by its name in lower case
  {{ fake "number" 1 6 }}                          invented, the same again for the same seed
  {{ or .request.body.title "untitled" }}          the first that is there: to print what the request
                                                   does not have is an error
  {{ if .request.body.title }}titled{{ end }}      and else, range and with
  {{ "{{" }}                                       two braces that are no template

Functions: print, println, printf, html, js, urlquery, len, index, slice, and, or, not, eq, ne, lt,
le, gt, ge.

fake takes gofakeit's functions, by their names in lower case and with their arguments in order:

` + strings.Join(wording.Wrap(strings.Join(fake.Names(), " "), 96), "\n") + "\n"
}
