package har

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// entryJSON is an entry as it is written.
type entryJSON struct {
	Started text `json:"startedDateTime"`
	Request struct {
		Method  text  `json:"method"`
		URL     text  `json:"url"`
		Headers pairs `json:"headers"`
		Cookies pairs `json:"cookies"`
		Body    *sent `json:"postData"`
	} `json:"request"`
	Response struct {
		Status  text    `json:"status"`
		Headers pairs   `json:"headers"`
		Cookies pairs   `json:"cookies"`
		Content content `json:"content"`
	} `json:"response"`
}

// sent is a request's body.
type sent struct {
	Text     *text `json:"text"`
	Encoding text  `json:"encoding"`  // of some programs
	Other    text  `json:"_encoding"` // of others
	Params   pairs `json:"params"`
}

// content is an answer's body.
type content struct {
	Size     text  `json:"size"`
	Text     *text `json:"text"`
	Encoding text  `json:"encoding"`
}

// text is a string that may be written as a number, a boolean or null.
type text string

// UnmarshalJSON takes any value but lists and objects.
func (t *text) UnmarshalJSON(written []byte) error {
	switch written[0] {
	case '"':
		var plain string
		if err := json.Unmarshal(written, &plain); err != nil {
			return err
		}
		*t = text(plain)
	case '{':
		return &json.UnmarshalTypeError{Value: "object"}
	case '[':
		return &json.UnmarshalTypeError{Value: "array"}
	case 'n':
	default:
		*t = text(written)
	}
	return nil
}

// number is 0 for what is none.
func (t text) number() int {
	number, err := strconv.ParseFloat(string(t), 64)
	if err != nil || number < 0 || number > 1<<31 {
		return 0
	}
	return int(number)
}

// pair is a name with a value.
type pair struct {
	Name  text `json:"name"`
	Value text `json:"value"`
}

// pairs are a list of them, or an object.
type pairs []pair

// UnmarshalJSON takes both forms.
func (p *pairs) UnmarshalJSON(written []byte) error {
	if written[0] != '{' {
		return json.Unmarshal(written, (*[]pair)(p))
	}
	var object map[string]text
	if err := json.Unmarshal(written, &object); err != nil {
		return err
	}
	for name, value := range object {
		*p = append(*p, pair{text(name), value})
	}
	return nil
}

// header leaves out the pseudo headers of HTTP/2, and what is no header at all.
func (p pairs) header() http.Header {
	header := http.Header{}
	for _, pair := range p {
		name := strings.TrimSpace(string(pair.Name))
		if name != "" && !strings.HasPrefix(name, ":") && !strings.ContainsAny(name, " \t\r\n:") {
			header.Add(name, string(pair.Value))
		}
	}
	return header
}

// add adds cookies to a header that lacks them, since some programs write them beside the headers alone.
func (p pairs) add(header http.Header, name string) {
	if header.Get(name) != "" {
		return
	}
	for _, cookie := range p {
		header.Add(name, string(cookie.Name)+"="+string(cookie.Value))
	}
}

// bytes is the body, and whether that is all of it. No body is all of one.
func (s *sent) bytes() ([]byte, bool) {
	switch {
	case s == nil:
		return nil, true
	case s.Text != nil && *s.Text != "":
		return decoded(string(*s.Text), string(cmp.Or(s.Encoding, s.Other)))
	}
	form := url.Values{}
	for _, pair := range s.Params {
		form.Add(string(pair.Name), string(pair.Value))
	}
	return []byte(form.Encode()), true
}

func (c content) bytes(status int) ([]byte, bool) {
	if c.Text == nil || *c.Text == "" {
		return nil, c.Size.number() == 0 || status == http.StatusNoContent
	}
	return decoded(string(*c.Text), string(c.Encoding))
}

// mostDecoded bounds what a compressed body may become, in bytes.
const mostDecoded = 1 << 20

// decoded is the text as it was sent, as far as that can be told.
func decoded(text, encoding string) ([]byte, bool) {
	body := []byte(text)
	if strings.EqualFold(encoding, "base64") {
		var err error
		if body, err = base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), "")); err != nil {
			return nil, false
		}
	}
	if !bytes.HasPrefix(body, []byte("\x1f\x8b")) {
		return body, true
	}
	plain, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, false
	}
	read, err := io.ReadAll(io.LimitReader(plain, mostDecoded+1))
	return read, err == nil && len(read) <= mostDecoded
}
