package scenarios

import (
	"strconv"
	"strings"
	"time"

	"casemock/contracts/strictyaml"
)

// Format writes a scenario as a document of a scenario file, in the normal form: every key in its
// place, and what equals the default left out. Reading it gives the scenario again.
func Format(s *Scenario) []byte {
	node := strictyaml.MappingNode()
	node.Put("name", strictyaml.TextNode(s.Name))
	node.PutIf(s.Summary != "", "summary", strictyaml.TextNode(s.Summary))
	node.Put("operation", strictyaml.TextNode(string(s.Operation.Name)))
	node.PutIf(len(s.Given) > 0, "given", givenNode(s.Given))
	request := requestNode(s.Request)
	node.PutIf(!request.IsEmpty(), "request", request)
	responses := make([]strictyaml.Node, len(s.Responses))
	for i, response := range s.Responses {
		saysTimes := response.Times > 1 || s.ThenSandbox && i == len(s.Responses)-1
		responses[i] = responseNode(response, saysTimes)
	}
	node.Put("responses", strictyaml.ListNode(responses...))
	node.PutIf(s.ThenSandbox, "then", strictyaml.TextNode(Sandbox))
	reaction := reactionNode(s.Reaction)
	node.PutIf(!reaction.IsEmpty(), "reaction", reaction)
	node.PutIf(s.Live, "live", strictyaml.BoolNode(true))
	node.PutIf(!s.Contract, "contract", strictyaml.BoolNode(false))
	return strictyaml.Encode(node)
}

func givenNode(states []State) strictyaml.Node {
	given := make([]strictyaml.Node, len(states))
	for i, state := range states {
		given[i] = strictyaml.MappingNode()
		given[i].Put("state", strictyaml.TextNode(state.Name))
		params := strictyaml.MappingNode().OnOneLine()
		for _, param := range state.Params {
			params.Put(param.Name, strictyaml.TextNode(param.Value))
		}
		given[i].PutIf(!params.IsEmpty(), "params", params)
	}
	return strictyaml.ListNode(given...)
}

func requestNode(request Request) strictyaml.Node {
	node := strictyaml.MappingNode()
	putParameters(node, "path", request.Path)
	putParameters(node, "query", request.Query)
	headers := make([]Parameter, len(request.Headers))
	for i, header := range request.Headers {
		headers[i] = Parameter{strings.ToLower(header.Name), header.Value}
	}
	putParameters(node, "headers", headers)
	if request.Body != nil {
		node.Put("body", request.Body.Node())
	}
	return node
}

func putParameters(node strictyaml.Node, key string, parameters []Parameter) {
	written := strictyaml.MappingNode().OnOneLine()
	for _, parameter := range parameters {
		written.Put(parameter.Name, parameter.Value.Node())
	}
	node.PutIf(len(parameters) > 0, key, written)
}

func responseNode(response Response, saysTimes bool) strictyaml.Node {
	node := strictyaml.MappingNode()
	node.PutIf(response.Status != 0, "status", strictyaml.NumberNode(strconv.Itoa(response.Status)))
	node.PutIf(saysTimes, "times", strictyaml.NumberNode(strconv.Itoa(response.Times)))
	node.PutIf(response.Delay != Delay{}, "delay", delayNode(response.Delay))
	headers := strictyaml.MappingNode()
	for _, header := range response.Headers {
		headers.Put(strings.ToLower(header.Name), header.Value.Node())
	}
	node.PutIf(!headers.IsEmpty(), "headers", headers)
	if response.Body != nil {
		node.Put("body", response.Body.Node())
	}
	node.PutIf(response.Undocumented, "undocumented", strictyaml.BoolNode(true))
	node.PutIf(response.Fault != NoFault, "fault", strictyaml.TextNode(string(response.Fault)))
	node.PutIf(response.After, "after", strictyaml.BoolNode(true))
	return node
}

func delayNode(delay Delay) strictyaml.Node {
	if delay.Min == delay.Max {
		return strictyaml.TextNode(delay.Min.String())
	}
	node := strictyaml.MappingNode().OnOneLine()
	node.Put("min", strictyaml.TextNode(delay.Min.String()))
	node.Put("max", strictyaml.TextNode(delay.Max.String()))
	return node
}

func reactionNode(reaction Reaction) strictyaml.Node {
	node := strictyaml.MappingNode()
	if retry := reaction.Retry; retry != nil {
		written := strictyaml.MappingNode().OnOneLine()
		putDuration(written, "within", retry.Within)
		putDuration(written, "not-before", retry.NotBefore)
		written.PutIf(retry.AtMost > 0, "at-most", strictyaml.NumberNode(strconv.Itoa(retry.AtMost)))
		written.Put("same", wordsNode(retry.Same))
		node.Put(retryKey, written)
	}
	if stop := reaction.Stop; stop != nil {
		written := strictyaml.MappingNode().OnOneLine()
		putDuration(written, "for", stop.For)
		node.Put(stopKey, written)
	}
	if noRetry := reaction.NoRetry; noRetry != nil {
		written := strictyaml.MappingNode().OnOneLine()
		written.Put("same", wordsNode(noRetry.Same))
		if noRetry.For != DefaultNoRetry {
			putDuration(written, "for", noRetry.For)
		}
		node.Put(noRetryKey, written)
	}
	node.PutIf(len(reaction.First) > 0, firstKey, wordsNode(reaction.First))
	return node
}

func putDuration(node strictyaml.Node, key string, length time.Duration) {
	node.PutIf(length > 0, key, strictyaml.TextNode(length.String()))
}

func wordsNode[T ~string](words []T) strictyaml.Node {
	nodes := make([]strictyaml.Node, len(words))
	for i, word := range words {
		nodes[i] = strictyaml.TextNode(string(word))
	}
	return strictyaml.ListNode(nodes...).OnOneLine()
}
