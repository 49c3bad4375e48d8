package surprises

import (
	"encoding/json"
	"net/http"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/mockserver/sandbox"
)

// refusals are the surprises in documented errors: first the status, then what a body says.
var refusals = []Surprise{
	{Name: "unknown-customer-bad-request", Summary: "A case for a customer that does not exist is a 400, not a 422.",
		Sentence: "422: the request is understood, but cannot be applied. The documents do not say which requests.",
		Mistake:  "A client looks for a customer to create at a 422 alone.",
		strike: func(w *work) bool {
			if w.Status != http.StatusUnprocessableEntity || text(w.document, "error") != "unknown_customer" {
				return false
			}
			w.sayJSON(http.StatusBadRequest, &object{[]member{{"message", text(w.document, "message")}}})
			return true
		}},
	{Name: "missing-key-bad-request", Summary: "A request without a key is a 400, not a 401.",
		Sentence: "401: API key is invalid. The documents do not say what a missing one is.",
		Mistake:  "A client asks for a new key at a 401 alone.",
		strike: func(w *work) bool {
			if w.Status != http.StatusUnauthorized || !w.NoKey {
				return false
			}
			w.sayJSON(http.StatusBadRequest, errorBody("no_key", "The header Authorization is missing."))
			return true
		}},
	{Name: "wrong-body-unprocessable", Summary: "A body that is wrong is a 422, not a 400.",
		Sentence: "400: the request is invalid; 422: it cannot be applied. Where the one ends is not documented.",
		Mistake:  "A client tells its own mistakes from the CRM's refusals by the status.",
		place:    badRequest, strike: func(w *work) bool {
			_, documented := w.Operation.Response(http.StatusUnprocessableEntity)
			if w.Status != http.StatusBadRequest || !documented || !w.isOfBody() {
				return false
			}
			w.sayJSON(http.StatusUnprocessableEntity, errorBody("VALIDATION", "The request is not valid."))
			return true
		}},
	{Name: "bad-request-empty", Summary: "The body of a 400 is {}.",
		Sentence: allOptional, Mistake: "A client shows error, message or the first of fields, and there is none.",
		place: badRequest, strike: refusing(http.StatusBadRequest, func(w *work) any { return &object{} })},
	{Name: "bad-request-message-alone", Summary: "The body of a 400 has a message, and nothing else.",
		Sentence: allOptional, Mistake: "A client looks for the field that is wrong, and there is none.",
		place: badRequest, strike: refusing(http.StatusBadRequest, func(w *work) any {
			return &object{[]member{{"message", "Bitte prüfen Sie Ihre Eingaben."}}}
		})},
	{Name: "bad-request-odd-names", Summary: "The fields of a 400 have names as /interactions/0/author, the error E-1001.",
		Sentence: "400: fields, of name and errorMessage; error, a name of the error code. None of them is listed.",
		Mistake:  "A client finds the field of its form by the name, or acts on error codes that it has seen.",
		place:    badRequest, strike: refusing(http.StatusBadRequest, renamed)},
	{Name: "error-without-body", Summary: "A 401 or a 404 has no body, and no Content-Type.",
		Sentence: bodiless, Mistake: "A client shows the body, or reads it as JSON.",
		place: plainError, strike: plain(func(w *work) { w.say(w.Status, "", "") })},
	{Name: "error-as-html", Summary: "A 401 or a 404 is an HTML page.",
		Sentence: bodiless, Mistake: "A client shows the body, or reads it as JSON.",
		place: plainError, strike: plain(func(w *work) {
			w.say(w.Status, "text/html; charset=utf-8", "<!doctype html>\n<html><head><title>"+http.StatusText(w.Status)+
				"</title></head>\n<body><h1>"+http.StatusText(w.Status)+"</h1><hr>nginx</body></html>\n")
		})},
	{Name: "error-as-json", Summary: "A 401 or a 404 is JSON, in which status and error are numbers.",
		Sentence: bodiless, Mistake: "A client reads it as the body of a 400, and fails at the types.",
		place: plainError, strike: plain(func(w *work) {
			w.sayJSON(w.Status, &object{[]member{{"status", json.Number("4")}, {"error", json.Number("1001")},
				{"message", &array{[]any{http.StatusText(w.Status)}}}, {"fields", nil}}})
		})},
	{Name: "server-error-empty", Summary: "The body of a 500 is {}.",
		Sentence: "500: error and message. Neither is always present.",
		Mistake:  "A client shows message, and there is none.",
		strike:   refusing(http.StatusInternalServerError, func(w *work) any { return &object{} })},
	{Name: "refused-in-german", Summary: "The message of a 422 is in another language, and has many lines.",
		Sentence: "422: message, which can be passed to the user. The documents do not say in which language.",
		Mistake:  "A client tells refusals by the words, or shows one line of so many letters.",
		strike: refusing(http.StatusUnprocessableEntity, func(w *work) any {
			return errorBody("Vorgang ungültig (§ 7)", strings.Repeat("Der Vorgang lässt sich nicht ändern:\n– er ist "+
				"für „Übergrößenprüfung“ gesperrt.\n\n", 12))
		})},
}

// refusing gives the errors of a status another body.
func refusing(status int, body func(w *work) any) func(w *work) bool {
	return func(w *work) bool {
		if w.Status != status || w.schema() == caseapi.BadTypeSchema {
			return false
		}
		w.sayJSON(status, body(w))
		return true
	}
}

// plain changes the errors of which the documents promise nothing but the status.
func plain(change func(w *work)) func(w *work) bool {
	return func(w *work) bool {
		if w.Status != http.StatusUnauthorized && w.Status != http.StatusNotFound || w.schema() != "" {
			return false
		}
		change(w)
		return true
	}
}

// renamed is the body of a 400 with other names in it.
func renamed(w *work) any {
	fields := &array{}
	if of, ok := w.document.(*object); ok {
		for _, field := range objectsOf(of.get("fields")) {
			name := "/" + strings.NewReplacer("[", "/", "].", "/", ".", "/", "]", "").Replace(text(field, "name"))
			fields.elements = append(fields.elements, &object{[]member{{"name", name},
				{"errorMessage", "errors.validation." + strings.ToUpper(text(field, "name"))}}})
		}
	}
	return &object{[]member{{"fields", fields}, {"error", "E-1001"}, {"message", ""}}}
}

// isOfBody reports whether a 400 of the sandbox is about the body alone: a header that is wrong can be no 422.
func (w *work) isOfBody() bool {
	body, ok := w.document.(*object)
	fields := []*object{}
	if ok {
		fields = objectsOf(body.get("fields"))
	}
	for _, field := range fields {
		name := strings.ToLower(text(field, "name"))
		if strings.HasPrefix(name, "x-sf-") || strings.HasPrefix(name, "content-") {
			return false
		}
	}
	return len(fields) > 0
}

func errorBody(code, message string) *object {
	return &object{[]member{{"error", code}, {"message", message}}}
}

// text is a text of an object; empty where there is none.
func text(of any, name string) string {
	one, ok := of.(*object)
	if !ok {
		return ""
	}
	found, _ := one.get(name).(string)
	return found
}

// say gives the answer another status and a body that is no JSON; without a content type, none.
func (w *work) say(status int, contentType, body string) {
	w.Status, w.ContentType, w.Body, w.document = status, contentType, sandbox.Body{[]byte(body)}, nil
}

func (w *work) sayJSON(status int, document any) {
	w.Status, w.ContentType, w.document = status, jsonType, document
}
