package sandbox

import "casemock/contracts/caseapi"

// Answer is what a request gets.
type Answer struct {
	Status      int
	ContentType string // empty: no body
	Body        Body
	Bugs        []string // those that were at work; see package bugs
}

const (
	jsonType = "application/json"
	textType = "text/plain; charset=utf-8"
)

// JSON is an answer with a value that can be written as JSON.
func JSON(status int, value any) Answer {
	return Answer{Status: status, ContentType: jsonType, Body: Body{caseapi.MustMarshal(value)}}
}

// Text is an answer in plain words.
func Text(status int, text string) Answer {
	return Answer{Status: status, ContentType: textType, Body: Body{[]byte(text)}}
}

// success is the operation's documented success with a body that is JSON already.
func (r Request) success(body Body) Answer {
	return Answer{Status: r.Operation.Success().Status, ContentType: jsonType, Body: body}
}
