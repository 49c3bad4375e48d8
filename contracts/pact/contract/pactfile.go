package contract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"os"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// ReadContract reads a pact file of version 1 to 4: the generated one, or somebody's own. The
// operation of an interaction is found by its method and path.
func ReadContract(path string) (*Contract, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the pact file: %w", err)
	}
	contract, err := ParseContract(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	contract.Source = path
	return contract, nil
}

// ParseContract reads the text of a pact file; see [ReadContract].
func ParseContract(data []byte) (*Contract, error) {
	var file struct {
		Consumer, Provider struct{ Name string }
		Interactions       []map[string]any
		Messages           []any // version 3 keeps those of a message queue beside the interactions
		Metadata           map[string]any
	}
	if err := unmarshalDigits(data, &file); err != nil {
		return nil, fmt.Errorf("this is no pact file: %w", err)
	}
	if len(file.Messages) > 0 {
		return nil, fmt.Errorf("messages[0]: %w", errNoHTTP)
	}
	if file.Provider.Name == "" || len(file.Interactions) == 0 {
		return nil, errors.New("this is no pact file: it needs a provider and interactions")
	}
	isV4 := strings.HasPrefix(specification(file.Metadata), "4")
	contract := &Contract{Consumer: file.Consumer.Name, Provider: file.Provider.Name,
		Metadata: file.Metadata}
	for i, document := range file.Interactions {
		interaction, err := readInteraction(document)
		if err != nil {
			return nil, fmt.Errorf("interactions[%d]: %w", i, err)
		}
		// What we mark so ourselves is for other tools: plan knows what it is about.
		ours := interaction.BuiltIn && interaction.OnlyHeader
		interaction.Pending = isV4 && document["pending"] == true && !ours
		contract.Interactions = append(contract.Interactions, interaction)
	}
	return contract, nil
}

// unmarshalDigits is [json.Unmarshal], but for numbers, which keep all their digits where a pact
// may have any value.
func unmarshalDigits(data []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		return err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something stands after its end")
	}
	return nil
}

var errNoHTTP = errors.New("only interactions with a request and a response can be verified")

// readInteraction takes an interaction of HTTP; Pact knows others.
func readInteraction(document map[string]any) (*Interaction, error) {
	request, isHTTP := document["request"].(map[string]any)
	response, _ := document["response"].(map[string]any)
	if !isHTTP {
		return nil, errNoHTTP
	}
	number, _ := response["status"].(json.Number)
	status, err := number.Float64()
	if err != nil || status == 0 {
		status = http.StatusOK // Pact's default
	}
	read := &Interaction{Description: Text(document["description"]), Key: Text(document["key"]),
		Status: int(status), Document: document}
	read.Operation = OperationAt(Text(request["method"]), Text(request["path"]))
	if read.Operation != nil {
		read.OnlyHeader = onlyHeader(read.Operation, HeadersIn(request))
	}
	read.recognise()
	return read, nil
}

// specification is the version of Pact's format that a pact says it is written in.
func specification(metadata map[string]any) string {
	for _, name := range []string{"pactSpecification", "pact-specification"} {
		if written, ok := metadata[name].(map[string]any); ok {
			return Text(written["version"])
		}
	}
	return Text(metadata["pactSpecificationVersion"])
}

// OperationAt finds the documented call with that method and path; nil where there is none.
func OperationAt(method, path string) *caseapi.Operation {
	var found *caseapi.Operation
	for _, operation := range caseapi.Operations() {
		if !strings.EqualFold(operation.Method, method) || !fits(operation.Path, path) {
			continue
		}
		if found == nil || !strings.Contains(operation.Path, "{") {
			found = operation // a path without parameters fits more closely
		}
	}
	return found
}

func fits(template, path string) bool {
	wanted, got := strings.Split(template, "/"), strings.Split(path, "/")
	if len(wanted) != len(got) {
		return false
	}
	for i, segment := range wanted {
		if !strings.HasPrefix(segment, "{") && segment != got[i] {
			return false
		}
	}
	return true
}

// HeadersIn reads the headers of a request, which stand as a text in version 3 and as a list in 4.
func HeadersIn(request map[string]any) http.Header {
	headers := http.Header{}
	written, _ := request["headers"].(map[string]any)
	for name, value := range written {
		name = textproto.CanonicalMIMEHeaderKey(name)
		switch value := value.(type) {
		case string:
			headers[name] = []string{value}
		case []any:
			for _, text := range value {
				headers[name] = append(headers[name], Text(text))
			}
		}
	}
	return headers
}

// recognise finds the built-in scenario that an interaction was generated from: it says nothing
// about one server in particular, in whatever file it stands.
func (i *Interaction) recognise() {
	scenario, ok := scenarios.BuiltIn().Find(i.Key)
	if !ok || description(scenario) != i.Description {
		return
	}
	i.BuiltIn, i.Scenario, i.Source = true, scenario.Name, source(scenario)
}
