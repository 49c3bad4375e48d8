package admin

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"

	"casemock/contracts/caseapi"
)

// maxBody bounds what the admin API reads, in bytes.
const maxBody = 1 << 20

// read decodes the request's JSON body strictly: an unknown or repeated member is an error, and so is one
// that is there and says nothing, as when a script's variable was not set; and a second value.
func (r *call) read(into any, mayBeEmpty ...string) error {
	body, err := r.readBody()
	if err != nil {
		return err
	}
	value, wrong := caseapi.DecodeRequest(body)
	if len(wrong) > 0 {
		return refuseBody("must be JSON, one JSON object: " + wrong[0].Error())
	}
	members, isObject := value.(map[string]any)
	if !isObject {
		return refuseBody("must be JSON, one JSON object of the documented shape")
	}
	for name, member := range members {
		if member == "" && !slices.Contains(mayBeEmpty, name) {
			return refuseBody("must not have an empty " + name + ": give it a value, or leave it out")
		}
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		return refuseBody("must be JSON of the documented shape: " + err.Error())
	}
	return nil
}

// readBody reads the body, which may be asked for again.
func (r *call) readBody() ([]byte, error) { return r.readUpTo(maxBody) }

func (r *call) readUpTo(most int64) ([]byte, error) {
	if r.body != nil {
		return r.body, nil
	}
	if wrong := caseapi.ValidateContentEncoding(r.Header); len(wrong) > 0 && r.ContentLength != 0 {
		return nil, refused("%v", wrong[0])
	}
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, most))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, refuseBody(fmt.Sprintf("is too large: it may have %d MiB", most>>20))
	case err != nil:
		return nil, refuseBody("cannot be read: " + err.Error())
	}
	r.body = body
	return body, nil
}

// refuseBody refuses a body where none is taken: what it asks for would not be heeded. Some clients send
// an empty object where they have nothing to say.
func (r *call) refuseBody(known []parameter) error {
	body, err := r.readBody()
	if err != nil {
		return err
	}
	if said := string(bytes.TrimSpace(body)); said != "" && said != "{}" {
		return refuseBody("must be empty: " + r.takes(known) + ", in the query")
	}
	return nil
}

func refuseBody(rule string) error {
	return refused("the body %s", rule)
}
