package mockserver

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"time"

	"casemock/mockserver/journal"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/store"
	"casemock/scenarios"
)

// AnswerHeader is the response header that says why an answer is what it is.
const AnswerHeader = journal.AnswerHeader

// answer is what a request gets.
type answer struct {
	status      int
	contentType string // empty: no body
	body        store.Body
	list        store.List  // in the body's place; nil for none
	header      http.Header // besides the ones that follow from the other fields; may be nil
	preference  string      // for Preference-Applied; empty when the client expressed none

	rule     Rule
	scenario string // its name; empty when none answered
	step     int    // which of the scenario's responses, from 1

	delay time.Duration
	fault scenarios.Fault
	met   bool // the client has it, as far as the server can know: whole, or broken as its fault says
}

func jsonAnswer(status int, value any) answer { return answerOf(sandbox.JSON(status, value)) }

func textAnswer(status int, text string) answer { return answerOf(sandbox.Text(status, text)) }

// reason writes the value of X-Mock-Answer.
func (a answer) reason() string {
	if a.scenario == "" {
		return string(a.rule)
	}
	return string(a.rule) + "; scenario=" + strconv.Quote(a.scenario) + "; step=" + strconv.Itoa(a.step)
}

// length is how many bytes the body has.
func (a answer) length() int {
	if a.list != nil {
		return a.list.Len()
	}
	return a.body.Len()
}

// writeBody writes the body, of a list an element at a time.
func (a answer) writeBody(w io.Writer) error {
	var err error
	if a.list != nil {
		_, err = a.list.WriteTo(w)
	} else {
		_, err = a.body.WriteTo(w)
	}
	if errors.Is(err, http.ErrBodyNotAllowed) {
		return nil // a status without body has arrived whole
	}
	return err
}

// head is the beginning of the body, up to that many bytes.
func (a answer) head(most int) store.Body {
	if a.list == nil && a.body.Len() <= most {
		return a.body
	}
	var beginning bytes.Buffer
	_ = a.writeBody(&shortWriter{&beginning, most}) // which ends it
	return store.NewBody(bytes.Clone(beginning.Bytes()))
}

// shortWriter lets so many bytes through, and refuses what comes after them.
type shortWriter struct {
	to   io.Writer
	left int
}

func (w *shortWriter) Write(data []byte) (int, error) {
	written, err := w.to.Write(data[:min(len(data), w.left)])
	w.left -= written
	if err == nil && written < len(data) {
		err = io.ErrShortWrite
	}
	return written, err
}

// writeHead sends the status and the headers.
func (a answer) writeHead(w http.ResponseWriter) {
	header := w.Header()
	for name, values := range a.header {
		if name == "Vary" { // besides Origin, where that counts
			values = append(slices.Clip(header[name]), values...)
		}
		header[name] = values
	}
	// One allocation for all.
	values := &[4]string{a.reason(), a.contentType, strconv.Itoa(a.length()), a.preference}
	header[AnswerHeader] = values[0:1:1]
	if a.contentType != "" && len(header["Content-Type"]) == 0 {
		header["Content-Type"] = values[1:2:2]
	}
	if a.status != http.StatusNoContent {
		header["Content-Length"] = values[2:3:3]
	}
	if a.preference != "" {
		header[PreferenceApplied] = values[3:4:4]
	}
	w.WriteHeader(a.status)
}
