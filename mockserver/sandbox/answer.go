package sandbox

import (
	"fmt"

	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

// Answer is what a request gets.
type Answer struct {
	Status      int
	ContentType string // empty: no body
	Body        store.Body
	List        store.List // in the body's place; nil for none
}

const (
	jsonType = "application/json"
	textType = "text/plain; charset=utf-8"
)

// JSON is an answer with a value that can be written as JSON.
func JSON(status int, value any) Answer {
	body, err := caseapi.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("mockserver: an answer that cannot be JSON: %v", err))
	}
	return Answer{Status: status, ContentType: jsonType, Body: store.NewBody(body)}
}

// Text is an answer in plain words.
func Text(status int, text string) Answer {
	return Answer{Status: status, ContentType: textType, Body: store.NewBody([]byte(text))}
}

// listed is the operation's documented success with a list that is kept as JSON.
func (r Request) listed(list store.List) Answer {
	return Answer{Status: r.Operation.Success().Status, ContentType: jsonType, List: list}
}

// encoded is the operation's documented success with a body that is JSON already.
func (r Request) encoded(body store.Body) Answer {
	return Answer{Status: r.Operation.Success().Status, ContentType: jsonType, Body: body}
}
