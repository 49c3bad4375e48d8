package surprises

import (
	"time"
	"unicode/utf8"
)

// Delivery is how an answer is sent. The zero value is the way of net/http.
type Delivery struct {
	EarlyHints bool          // a 103 comes first
	Chunked    bool          // in place of a Content-Length
	Close      bool          // the connection is closed behind it
	LowerCase  bool          // the names of the headers are
	CutAt      int           // the body is sent in two pieces, the first of which has so many bytes; 0: in one
	Wait       time.Duration // before the first byte
}

// transfer are the surprises in how an answer comes.
var transfer = []Surprise{
	{Name: "chunked", Summary: "The answer is chunked, and no Content-Length says how long it is.",
		Sentence: "A server may send any answer in chunks (RFC 9112, section 7.1).",
		Mistake:  "A client reads as much as the Content-Length says: nothing.",
		place:    sending, strike: func(w *work) bool {
			w.Delivery.Chunked = w.hasBody()
			return w.hasBody()
		}},
	{Name: "connection-closed", Summary: "The server closes the connection after the answer.",
		Sentence: "A server may close a connection at any time, with Connection: close (RFC 9112, section 9.6).",
		Mistake:  "A client sends the next request into the closed connection, and takes that for an outage.",
		place:    sending, strike: func(w *work) bool {
			w.Delivery.Close = true
			return true
		}},
	{Name: "early-hints", Summary: "A 103 Early Hints comes before the answer.",
		Sentence: "A client must be able to read interim answers before the final one (RFC 9110, section 15.2).",
		Mistake:  "A client takes the first status that comes for the answer.",
		place:    sending, strike: func(w *work) bool {
			w.Delivery.EarlyHints = true
			return true
		}},
	{Name: "body-cut-in-character", Summary: "The body comes in two pieces, and a character is in both.",
		Sentence: "TCP and HTTP carry bytes, and promise no more of where they are cut.",
		Mistake:  "A client makes a text of each piece as it comes.",
		place:    sending, strike: func(w *work) bool {
			w.Delivery.CutAt = insideCharacter(w.text())
			w.Delivery.Chunked = w.Delivery.CutAt > 0
			return w.Delivery.CutAt > 0
		}},
}

// timing are the surprises in when an answer comes.
var timing = []Surprise{
	{Name: "slow-first-byte", Summary: "One answer in sixteen begins a second late.",
		Sentence: "The documents do not say how long an answer may take.",
		Mistake:  "A client waits for less than a second, and sends again what was already done.",
		strike: func(w *work) bool {
			if w.draw("slow-first-byte", 16) > 0 {
				return false
			}
			w.Delivery.Wait = time.Second
			return true
		}},
}

// insideCharacter is a place in a text between two bytes of one character; 0 where there is none.
func insideCharacter(text []byte) int {
	for at, letter := range string(text) {
		if letter >= utf8.RuneSelf {
			return at + 1
		}
	}
	return 0
}
