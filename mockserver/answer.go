package mockserver

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"casemock/mockserver/journal"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/surprises"
	"casemock/scenarios"
)

// AnswerHeader is the response header that says why an answer is what it is.
const AnswerHeader = journal.AnswerHeader

// BugsHeader is the response header that names the bugs that were at work in an answer, by commas: see [WithBugs].
const BugsHeader = "X-Mock-Bugs"

// SurprisesHeader is the response header that names the surprises that an answer carries, by commas: see
// [WithProfile].
const SurprisesHeader = journal.SurprisesHeader

// answer is what a request gets, and why.
type answer struct {
	sandbox.Answer
	header     http.Header // besides the ones that follow from the other fields; may be nil
	preference string      // for Preference-Applied; empty when the client expressed none
	surprises  []string    // that it carries; see package surprises
	delivery   surprises.Delivery
	plain      *sandbox.Answer // the answer before it was made to surprise; nil: it was not

	rule     Rule
	scenario string // its name; empty when none answered
	step     int    // which of the scenario's responses, from 1
	scripted bool   // the scenario gives the body, or should have

	delay   time.Duration // before anything is sent
	trickle time.Duration // over which a slow body is sent
	fault   scenarios.Fault
	// relay sends an answer that comes from elsewhere; nil for one that is all here.
	relay  func(http.ResponseWriter, answer) (sent answer, end func())
	unkept int  // bytes of a relayed body beyond those that are kept
	met    bool // the client has it, as far as the server can know: whole, or broken as its fault says
}

// meant is the answer without surprises.
func (a answer) meant() sandbox.Answer {
	if a.plain != nil {
		return *a.plain
	}
	return a.Answer
}

// reason writes the value of X-Mock-Answer.
func (a answer) reason() string {
	reason := string(a.rule)
	if a.scenario != "" {
		reason += "; scenario=" + strconv.Quote(a.scenario) + "; step=" + strconv.Itoa(a.step)
	}
	if a.Invented {
		reason += "; invented"
	}
	if a.Because != "" {
		reason += "; because=" + strconv.QuoteToASCII(a.Because)
	}
	return reason
}

// breaksOff reports whether the client gets nothing but the end of the connection.
func (a answer) breaksOff() bool {
	switch a.fault {
	case scenarios.ConnectionReset, scenarios.EmptyResponse, scenarios.Timeout:
		return true
	}
	return false
}

// isNone reports whether there is nothing to send, since the client left before it was decided.
func (a answer) isNone() bool { return a.Status == 0 && !a.breaksOff() }

// unsent is the answer of which nothing reached the client.
func (a answer) unsent() answer {
	return answer{rule: a.rule, scenario: a.scenario, step: a.step, fault: a.fault, met: a.met}
}

// writeHead sends the status and the headers.
func (a answer) writeHead(w http.ResponseWriter) {
	a.setHead(w.Header())
	w.WriteHeader(a.Status)
}

// setHead sets the headers.
func (a answer) setHead(header http.Header) {
	for name, values := range a.header {
		if name == "Vary" { // besides Origin, where that counts
			values = append(slices.Clip(header[name]), values...)
		}
		header[name] = values
	}
	// One allocation for all.
	values := &[4]string{a.reason(), a.ContentType, strconv.Itoa(a.Body.Len()), a.preference}
	header[AnswerHeader] = values[0:1:1]
	if a.ContentType != "" && len(header["Content-Type"]) == 0 {
		header["Content-Type"] = values[1:2:2]
	}
	if a.Status != http.StatusNoContent && !a.delivery.Chunked {
		header["Content-Length"] = values[2:3:3]
	}
	if a.preference != "" {
		header[PreferenceApplied] = values[3:4:4]
	}
	if len(a.Bugs) > 0 {
		header.Set(BugsHeader, strings.Join(a.Bugs, ", "))
	}
	if len(a.surprises) > 0 {
		header.Set(SurprisesHeader, strings.Join(a.surprises, ", "))
	}
}

// writeBody writes the body.
func (a answer) writeBody(w io.Writer) error {
	_, err := a.Body.WriteTo(w)
	if errors.Is(err, http.ErrBodyNotAllowed) {
		return nil // a status without body has arrived whole
	}
	return err
}
