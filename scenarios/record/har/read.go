package har

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// MostBytes bounds a file.
const MostBytes = 256 << 20

// Entry is a request and its answer as they were saved.
type Entry struct {
	Began         time.Time // zero where that is not saved
	Method        string
	URL           string      // as it is written
	Headers       http.Header // of the request, its cookies among them
	Sent          []byte      // its body
	Status        int         // of the answer; 0: there was none
	AnswerHeaders http.Header
	Answer        []byte // its body, decoded
	Cut           bool   // one of the bodies is not, or not wholly, in the file
}

// errNotHAR is said of JSON that is something else.
var errNotHAR = errors.New("has no log.entries: save it from the network panel of a browser as HAR with content")

// Read reads the entries of a file. An error says where, as in line 7, column 3, and what was expected there.
func Read(file []byte) ([]Entry, error) {
	file = bytes.TrimPrefix(file, []byte("\ufeff"))
	r := &reader{file: file, decoder: json.NewDecoder(bytes.NewReader(file))}
	found := false
	err := r.members(func(key string) error {
		if key != "log" {
			return r.skip()
		}
		return r.members(func(key string) error {
			if key != "entries" {
				return r.skip()
			}
			found = true
			return r.list()
		})
	})
	switch {
	case err != nil:
		return nil, err
	case !found:
		return nil, errNotHAR
	}
	return r.entries, nil
}

// reader goes through a file entry by entry, so that an error is about one of them.
type reader struct {
	file    []byte
	decoder *json.Decoder
	entries []Entry
}

// members walks the keys of an object; each must read its value.
func (r *reader) members(each func(key string) error) error {
	if err := r.expect('{', "an object"); err != nil {
		return err
	}
	for r.decoder.More() {
		key, err := r.decoder.Token()
		if err != nil {
			return r.wrong(err)
		}
		name, _ := key.(string)
		if err := each(name); err != nil {
			return err
		}
	}
	return r.end()
}

func (r *reader) list() error {
	if err := r.expect('[', "log.entries, a list"); err != nil {
		return err
	}
	for r.decoder.More() {
		at := r.decoder.InputOffset()
		at += int64(len(r.file[at:]) - len(bytes.TrimLeft(r.file[at:], " \t\r\n,")))
		var read entryJSON
		if err := r.decoder.Decode(&read); err != nil {
			return fmt.Errorf("entry %d: %w", len(r.entries)+1, r.wrongAt(at, err))
		}
		r.entries = append(r.entries, read.entry())
	}
	return r.end()
}

func (r *reader) expect(bracket json.Delim, what string) error {
	token, err := r.decoder.Token()
	if err != nil {
		return r.wrong(err)
	}
	if token != bracket {
		return r.wrongAt(r.decoder.InputOffset()-1, fmt.Errorf("must be %s", what)) // where it ends
	}
	return nil
}

func (r *reader) end() error {
	if _, err := r.decoder.Token(); err != nil {
		return r.wrong(err)
	}
	return nil
}

func (r *reader) skip() error {
	var passed json.RawMessage
	if err := r.decoder.Decode(&passed); err != nil {
		return r.wrong(err)
	}
	return nil
}

func (r *reader) wrong(err error) error { return r.wrongAt(r.decoder.InputOffset(), err) }

// wrongAt says where something is wrong, in words for somebody who has not read the program.
func (r *reader) wrongAt(offset int64, err error) error {
	var syntax *json.SyntaxError
	var mistyped *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%s: the file ends in the middle: save it again", r.place(int64(len(r.file))))
	case errors.As(err, &syntax):
		return fmt.Errorf("%s: is no JSON: %w", r.place(syntax.Offset-1), err)
	case errors.As(err, &mistyped) && mistyped.Field == "":
		return fmt.Errorf("%s: must be an object, not a JSON %s", r.place(offset), mistyped.Value)
	case errors.As(err, &mistyped):
		return fmt.Errorf("%s: %s must not be a JSON %s", r.place(offset), mistyped.Field, mistyped.Value)
	}
	return fmt.Errorf("%s: %w", r.place(offset), err)
}

func (r *reader) place(offset int64) string {
	before := r.file[:min(max(offset, 0), int64(len(r.file)))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := len(before) - bytes.LastIndexByte(before, '\n')
	return fmt.Sprintf("line %d, column %d", line, column)
}

// entry takes what is of use.
func (e *entryJSON) entry() Entry {
	entry := Entry{Method: strings.ToUpper(string(e.Request.Method)), URL: string(e.Request.URL),
		Status: e.Response.Status.number(), Headers: e.Request.Headers.header(), AnswerHeaders: e.Response.Headers.header()}
	entry.Began, _ = time.Parse(time.RFC3339Nano, string(e.Started))
	e.Request.Cookies.add(entry.Headers, "Cookie")
	e.Response.Cookies.add(entry.AnswerHeaders, "Set-Cookie")
	var isWhole bool
	entry.Sent, isWhole = e.Request.Body.bytes()
	entry.Cut = !isWhole
	entry.Answer, isWhole = e.Response.Content.bytes(entry.Status)
	entry.Cut = entry.Cut || !isWhole
	return entry
}
