package scenarios

import (
	"bytes"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// Format writes a scenario as a document of a scenario file, in the normal form: every key in its
// place, and what equals the default left out. Reading it gives the scenario again.
func Format(s *Scenario) []byte {
	var buffer bytes.Buffer
	encoder := yaml.NewEncoder(&buffer)
	encoder.SetIndent(2)
	// Writing to memory cannot fail, and the nodes are such as YAML can hold.
	_ = encoder.Encode(scenarioNode(s))
	_ = encoder.Close()
	return buffer.Bytes()
}

func scenarioNode(s *Scenario) *yaml.Node {
	node := mappingNode()
	node.put("name", textNode(s.Name))
	node.putIf(s.Summary != "", "summary", textNode(s.Summary))
	node.put("operation", textNode(string(s.Operation.Name)))
	node.putIf(len(s.Given) > 0, "given", givenNode(s.Given))
	request := requestNode(s.Request)
	node.putIf(len(request.Content) > 0, "request", request.Node)
	responses := sequenceNode()
	for _, response := range s.Responses {
		responses.Content = append(responses.Content, responseNode(response))
	}
	node.put("responses", responses)
	node.putIf(s.Live, "live", boolNode(true))
	node.putIf(!s.Contract, "contract", boolNode(false))
	return node.Node
}

func givenNode(states []State) *yaml.Node {
	given := sequenceNode()
	for _, state := range states {
		node := mappingNode()
		node.put("state", textNode(state.Name))
		params := mappingNode()
		params.Style = yaml.FlowStyle
		for _, param := range state.Params {
			params.put(param.Name, textNode(param.Value))
		}
		node.putIf(len(state.Params) > 0, "params", params.Node)
		given.Content = append(given.Content, node.Node)
	}
	return given
}

func requestNode(request Request) mapping {
	node := mappingNode()
	node.putParameters("path", request.Path, func(name string) string { return name })
	node.putParameters("query", request.Query, func(name string) string { return name })
	node.putParameters("headers", request.Headers, strings.ToLower)
	if request.Body != nil {
		node.put("body", request.Body.node())
	}
	return node
}

func (m mapping) putParameters(key string, parameters []Parameter, spell func(string) string) {
	if len(parameters) == 0 {
		return
	}
	node := mappingNode()
	node.Style = yaml.FlowStyle
	for _, parameter := range parameters {
		node.put(spell(parameter.Name), parameter.Value.node())
	}
	m.put(key, node.Node)
}

func responseNode(response Response) *yaml.Node {
	node := mappingNode()
	node.putIf(response.Status != 0, "status", numberNode(strconv.Itoa(response.Status)))
	node.putIf(response.Times > 1, "times", numberNode(strconv.Itoa(response.Times)))
	node.putIf(response.Delay != Delay{}, "delay", delayNode(response.Delay))
	if len(response.Headers) > 0 {
		headers := mappingNode()
		for _, header := range response.Headers {
			headers.put(strings.ToLower(header.Name), templateNode(header.Value))
		}
		node.put("headers", headers.Node)
	}
	if response.Body != nil {
		node.put("body", contentNode(response.Body.content))
	}
	node.putIf(response.Undocumented, "undocumented", boolNode(true))
	node.putIf(response.Fault != NoFault, "fault", textNode(string(response.Fault)))
	return node.Node
}

func delayNode(delay Delay) *yaml.Node {
	if delay.Min == delay.Max {
		return textNode(delay.Min.String())
	}
	node := mappingNode()
	node.Style = yaml.FlowStyle
	node.put("min", textNode(delay.Min.String()))
	node.put("max", textNode(delay.Max.String()))
	return node.Node
}
