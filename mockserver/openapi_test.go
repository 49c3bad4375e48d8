package mockserver_test

import (
	"net/http"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

func TestOpenAPIByVersion(t *testing.T) {
	t.Parallel()
	api := start(t)
	for query, want := range map[string]string{
		"": "openapi: \"3.1.0\"\n", "?version=3.1": "openapi: \"3.1.0\"\n", "?version=3.0": "openapi: \"3.0.3\"\n",
	} {
		answer := api.admin(http.MethodGet, "openapi.yaml"+query, "").want(http.StatusOK, "")
		if !strings.HasPrefix(answer.body, want) {
			t.Errorf("%q: got %.40q, want %q", query, answer.body, want)
		}
	}
	for _, query := range []string{"?version=2.0", "?version=3", "?version=latest"} {
		answer := api.admin(http.MethodGet, "openapi.yaml"+query, "").want(http.StatusBadRequest, "")
		if !strings.Contains(answer.body, "must be 3.1 or 3.0") {
			t.Errorf("%q: got %s, want both versions named", query, answer.body)
		}
	}
}

// TestOpenAPIExamplesCanBeSent sends each request of the document as it stands there: the fake server
// takes what it describes.
func TestOpenAPIExamplesCanBeSent(t *testing.T) {
	t.Parallel()
	fields := caseapi.ObjectStructures{
		Case: caseapi.ObjectStructure{Fields: []caseapi.Field{
			{Name: "clubNo", Label: "Club number", Type: caseapi.Text}}},
		Customer: caseapi.ObjectStructure{Fields: []caseapi.Field{
			{Name: "vip", Label: "VIP", Type: caseapi.Checkbox, Searchable: true}}},
	}
	for name, options := range map[string][]mockserver.Option{
		"built in": nil, "fields of a company": {mockserver.WithStructures(fields)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := start(t, options...)
			for _, version := range []string{"3.1", "3.0"} {
				var document exampleDocument
				text := api.admin(http.MethodGet, "openapi.yaml?version="+version, "").body
				if err := yaml.Unmarshal([]byte(text), &document); err != nil {
					t.Fatal(err)
				}
				for path, methods := range document.Paths {
					for method, operation := range methods {
						operation.send(t, api, strings.ToUpper(method), path)
					}
				}
			}
		})
	}
}

// exampleDocument is what this test reads of the document.
type exampleDocument struct {
	Paths map[string]map[string]exampleOperation
}

type exampleOperation struct {
	OperationID string `yaml:"operationId"`
	Parameters  []struct {
		Name, In string
		Example  any
	}
	RequestBody struct {
		Content map[string]struct{ Example any }
	} `yaml:"requestBody"`
}

func (o exampleOperation) send(t *testing.T, api *client, method, path string) {
	t.Helper()
	body := ""
	if content, ok := o.RequestBody.Content["application/json"]; ok {
		body = marshal(t, content.Example)
	}
	var headers []header
	for _, parameter := range o.Parameters {
		value := strings.Trim(marshal(t, parameter.Example), `"`)
		if parameter.In == "path" {
			path = strings.ReplaceAll(path, "{"+parameter.Name+"}", value)
		} else {
			headers = append(headers, header(parameter.Name+": "+value))
		}
	}
	operation := caseapi.MustOperation(caseapi.OperationName(o.OperationID))
	api.do(method, path, body, headers...).want(operation.Success().Status, "")
}
