package sandbox

import (
	"io"

	"casemock/contracts/caseapi"
)

// Answer is what a request gets.
type Answer struct {
	Status      int
	ContentType string // empty: no body
	Body        Body
	Bugs        []string // those that were at work; see package bugs
	// Because says in a few words why the request is refused; empty where it is not.
	Because string
	// Invented is true of a success that is no more than believable: nothing was stored, or looked up.
	Invented bool
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

// Body is the body of an answer, in pieces. Those of a list hold on to what the store keeps of each element
// anyway, and are written one after the other: a slow reader of a long list takes no memory for all of it.
type Body [][]byte

// listOf is the body that is a JSON array.
func listOf(elements [][]byte) Body {
	body, comma := Body{[]byte("[")}, []byte(",")
	for i, element := range elements {
		if i > 0 {
			body = append(body, comma)
		}
		body = append(body, element)
	}
	return append(body, []byte("]"))
}

// Len is how many bytes the body has.
func (b Body) Len() int {
	length := 0
	for _, piece := range b {
		length += len(piece)
	}
	return length
}

// WriteTo writes the body.
func (b Body) WriteTo(w io.Writer) (written int64, err error) {
	for _, piece := range b {
		count, err := w.Write(piece)
		written += int64(count)
		if err != nil {
			return written, err
		}
	}
	return written, nil
}

// Head is the beginning of the body, up to that many bytes. They must not be changed.
func (b Body) Head(most int) []byte {
	if len(b) == 1 && len(b[0]) <= most {
		return b[0]
	}
	head := make([]byte, 0, min(b.Len(), most))
	for _, piece := range b {
		head = append(head, piece[:min(len(piece), most-len(head))]...)
	}
	return head
}
