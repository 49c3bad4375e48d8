package contract

import (
	"net/http"

	"casemock/contracts/caseapi"
)

// copied is a copy whose document can be changed.
func (i *Interaction) copied() *Interaction {
	made := *i
	made.Document = CopyJSON(i.Document)
	return &made
}

// SendsKey reports whether its request has a key, right or wrong.
func (i *Interaction) SendsKey() bool {
	request, _ := i.Document["request"].(map[string]any)
	return HeadersIn(request).Get(caseapi.AuthorizationHeader) != ""
}

// WithTitle sends a title that no other case has, and demands it back where the example does.
func (i *Interaction) WithTitle(unlike func(title string) string) *Interaction {
	made := i.copied()
	sent, isCase := contentOf(made.Document, "request").(map[string]any)
	title := Text(sent["title"])
	if !isCase || title == "" {
		return i
	}
	sent["title"] = unlike(title)
	demanded, _ := contentOf(made.Document, "response").(map[string]any)
	if demanded["title"] == title {
		demanded["title"] = sent["title"]
	}
	return made
}

// WithoutKey takes the wrong key away. A server may then answer as it does to any request without
// one.
func (i *Interaction) WithoutKey() *Interaction {
	made := i.copied()
	headers := Member(Member(made.Document, "request"), "headers")
	for name := range headers {
		if http.CanonicalHeaderKey(name) == caseapi.AuthorizationHeader {
			delete(headers, name)
		}
	}
	response := Member(made.Document, "response")
	response["matchingRules"] = map[string]any{"status": statusRule(Alternatives(made.Pair(), false))}
	return made
}

// contentOf is the body of the example's request or response: in version 4 of Pact the content of an object,
// before that the value itself.
func contentOf(document map[string]any, part string) any {
	message, _ := document[part].(map[string]any)
	body, _ := message["body"].(map[string]any)
	if content, ok := body["content"]; ok {
		return content
	}
	return message["body"]
}

// ExpectedBody is the example in the contract.
func (i *Interaction) ExpectedBody() any { return contentOf(i.Document, "response") }
