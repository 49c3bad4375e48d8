package creation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
	"casemock/contracts/target"
	"casemock/contracts/transport"
)

// make sends custom fields and the rest. A server may have rules of its own about its custom
// fields, so those that it refuses are left out: first the ones that it names, then all of them.
// At last it is tried without interactions, so that a server that cannot take them is verified in
// all else.
func (d *Data) make(ctx context.Context, object caseapi.ObjectType, path string,
	custom map[string]string, rest map[string]any,
) (*Object, error) {
	if err := d.failed[object]; err != nil {
		return nil, err
	}
	for {
		body := Merged(custom, rest)
		got, repeated, err := d.post(ctx, object, path, body, custom)
		if err == nil && got.Status < http.StatusMultipleChoices {
			made, err := d.read(object, body, got, repeated) // which status it should be is judged elsewhere
			d.await(ctx, object, made)
			return made, err
		}
		if err == nil && (d.drop(object, got, custom) || dropInteractions(rest)) {
			continue
		}
		d.failed[object] = creationProblem(path, got, err)
		return nil, d.failed[object]
	}
}

// post sends an object, and says whether it was sent more than once. A case whose customer was only just made may be
// refused for a while.
func (d *Data) post(ctx context.Context, object caseapi.ObjectType, path string,
	body map[string]any, custom map[string]string,
) (got *transport.Answer, repeated bool, err error) {
	tries := 0
	d.Client.Patience.Until(ctx, func() bool {
		got, _, err = d.Client.Do(ctx, d.Client.Write(http.MethodPost, path, body))
		tries++
		return err != nil || object != caseapi.CaseObject || !target.UnknownYet(got.Status) ||
			names(got, custom)
	})
	return got, err == nil && (got.Repeated || tries > 1), err
}

// names reports whether a refusal names one of the custom fields.
func names(refusal *transport.Answer, custom map[string]string) bool {
	return slices.ContainsFunc(refusedFields(refusal), func(field caseapi.FieldError) bool {
		_, named := custom[field.Name]
		return named
	})
}

// refusedFields are those that a refusal names; it may say nothing.
func refusedFields(refusal *transport.Answer) []caseapi.FieldError {
	var read caseapi.BadRequest
	_ = json.Unmarshal(refusal.Body, &read)
	return read.Fields
}

// await waits until what was made can be looked up, for servers whose reads lag behind their
// writes.
func (d *Data) await(ctx context.Context, object caseapi.ObjectType, made *Object) {
	if made == nil {
		return
	}
	d.Client.Patience.Until(ctx, func() bool { return d.Shows(ctx, PathOf(object, made.ID)) })
}

func dropInteractions(rest map[string]any) bool {
	_, there := rest["interactions"]
	delete(rest, "interactions")
	return there
}

// drop takes away the custom fields to which a refusal may be due, and reports whether it is worth
// trying again. A customer without a single one is not tried: that is another request.
func (d *Data) drop(object caseapi.ObjectType, got *transport.Answer, custom map[string]string) bool {
	refused := got.Status == http.StatusBadRequest || got.Status == http.StatusUnprocessableEntity
	if !refused || len(custom) == 0 {
		return false
	}
	before := len(custom)
	for _, field := range refusedFields(got) {
		delete(custom, field.Name)
	}
	if len(custom) == before {
		clear(custom) // it may be any of them
	}
	d.keep(object, custom)
	return len(custom) > 0 || object != caseapi.CustomerObject
}

// keep remembers which custom fields were refused, so that they are not sent again.
func (d *Data) keep(object caseapi.ObjectType, accepted map[string]string) {
	refused := map[string]bool{}
	for _, field := range d.Meta.Structure(object).Fields {
		if _, ok := accepted[field.Name]; !ok {
			refused[field.Name] = true
		}
	}
	d.refused[object] = refused
}

// Writable lists the server's own fields of an object, without those that it refused before.
func (d *Data) Writable(object caseapi.ObjectType) []caseapi.Field {
	var fields []caseapi.Field
	for _, field := range d.Meta.Structure(object).Fields {
		if !d.refused[object][field.Name] {
			fields = append(fields, field)
		}
	}
	return fields
}

// Merged is a body of custom fields and the rest.
func Merged(custom map[string]string, rest map[string]any) map[string]any {
	body := map[string]any{}
	maps.Copy(body, rest)
	for name, value := range custom {
		body[name] = value
	}
	return body
}

func (d *Data) read(
	object caseapi.ObjectType, sent map[string]any, got *transport.Answer, repeated bool,
) (*Object, error) {
	value, _ := caseapi.Decode(got.Body)
	shown, _ := value.(map[string]any)
	id := consistency.IDText(shown["id"])
	if id == "" {
		return nil, fmt.Errorf("its answer has no id")
	}
	d.Claim(object, id)
	operation := caseapi.CreateCase
	if object == caseapi.CustomerObject {
		operation = caseapi.CreateCustomer
	}
	made := consistency.Exchange{Operation: caseapi.MustOperation(operation), Sent: sent, Repeated: repeated,
		Status: http.StatusCreated, Answer: value}
	return &Object{Type: object, ID: id, Sent: sent, Told: []consistency.Exchange{made}}, nil
}

func creationProblem(path string, got *transport.Answer, err error) error {
	if err != nil {
		return fmt.Errorf("POST %s: %w", path, err)
	}
	return fmt.Errorf("POST %s is answered with %d%s", path, got.Status, transport.Excerpt(got.Body))
}

// NewClosedCase makes a case and closes it. The documents do not promise that a client can, so a server that
// does not do it is not at fault.
func (d *Data) NewClosedCase(ctx context.Context) (*Object, error) {
	made, err := d.NewCase(ctx)
	if err != nil {
		return nil, err
	}
	closing := map[string]any{"status": string(caseapi.Closed)}
	call := d.Client.Write(http.MethodPatch, PathOf(caseapi.CaseObject, made.ID), closing)
	var got *transport.Answer
	d.Client.Patience.Until(ctx, func() bool {
		got, _, err = d.Client.Do(ctx, call)
		return err != nil || !target.UnknownYet(got.Status)
	})
	if err != nil {
		return nil, fmt.Errorf("closing a case: %w", err)
	}
	value, _ := caseapi.Decode(got.Body)
	shown, _ := value.(map[string]any)
	if shown["status"] != string(caseapi.Closed) {
		return nil, errors.New("the server does not close a case when it is sent status closed, " +
			"which the documents do not promise")
	}
	made.Told = append(made.Told, consistency.Exchange{Operation: caseapi.MustOperation(caseapi.UpdateCase),
		Path: map[string]string{"id": made.ID}, Sent: closing, Repeated: got.Repeated,
		Status: got.Status, Answer: value})
	return made, nil
}
