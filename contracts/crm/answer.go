package crm

import (
	"encoding/json"
	"net/http"
)

// Answer is what the CRM is about to say.
type Answer struct {
	Operation string
	Request   *http.Request
	Status    int
	Header    http.Header
	Body      any    // JSON; nil for none
	Text      string // sent instead of Body where it is not empty
}

// Object is the body as an object, to be changed; nil when it is none.
func (a *Answer) Object() Object {
	object, _ := a.Body.(Object)
	return object
}

// Objects are the elements of the body, to be changed.
func (a *Answer) Objects() []Object {
	var objects []Object
	elements, _ := a.Body.([]any)
	for _, element := range elements {
		objects = append(objects, element.(Object))
	}
	return objects
}

func reply(status int, body any) *Answer {
	header := http.Header{"Content-Type": {"application/json"}}
	return &Answer{Status: status, Body: body, Header: header}
}

func plain(status int, text string) *Answer {
	return &Answer{Status: status, Text: text, Header: http.Header{"Content-Type": {"text/plain"}}}
}

func invalid(message string) *Answer {
	return reply(http.StatusBadRequest, Object{
		"error": "bad_request", "message": message,
		"fields": []any{Object{"name": "body", "errorMessage": message}},
	})
}

func (a *Answer) send(w http.ResponseWriter) {
	body := []byte(a.Text)
	if a.Text == "" && a.Body != nil {
		body, _ = json.Marshal(a.Body)
	}
	for name, values := range a.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(a.Status)
	_, _ = w.Write(body)
}

// clone makes an independent copy.
func clone(object Object) Object {
	if object == nil {
		return nil
	}
	encoded, err := json.Marshal(object)
	if err != nil {
		panic(err)
	}
	var copied Object
	if err := json.Unmarshal(encoded, &copied); err != nil {
		panic(err)
	}
	return copied
}
