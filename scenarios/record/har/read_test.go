package har_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/scenarios/record/har"
)

// file is a HAR file with entries.
func file(entries ...string) []byte {
	return []byte(`{"log": {"version": "1.2", "creator": {"name": "test"}, "pages": [], "entries": [` +
		strings.Join(entries, ",") + `]}}`)
}

// entry is one as browsers write it.
func entry(method, url, request, response string) string {
	return fmt.Sprintf(`{"startedDateTime": "2026-03-04T09:30:00.123Z", "time": 12.5, "_initiator": {"type": "script"},
		"request": {"method": %q, "url": %q, "httpVersion": "HTTP/2.0", "headersSize": -1 %s},
		"response": {"status": 201, "statusText": "Created" %s}, "cache": {}, "timings": {}}`, method, url, request, response)
}

func compressed(text string) string {
	var written bytes.Buffer
	writer := gzip.NewWriter(&written)
	_, _ = writer.Write([]byte(text)) // into memory
	_ = writer.Close()
	return base64.StdEncoding.EncodeToString(written.Bytes())
}

func TestRead(t *testing.T) {
	t.Parallel()
	const address = "https://crm.example.com/case"
	json := `{"title": "Parcel lost"}`
	encoded := base64.StdEncoding.EncodeToString([]byte(json))
	tests := map[string]struct {
		request, response string
		want              func(*har.Entry)
	}{
		"of a browser": {`, "headers": [{"name": ":authority", "value": "crm.example.com"},
			{"name": "authorization", "value": "key"}], "postData": {"mimeType": "application/json", "text": "[1]"}`,
			`, "headers": [{"name": "content-type", "value": "application/json"}], "content": {"size": 3, "text": "[2]"}`,
			func(e *har.Entry) {
				e.Headers = http.Header{"Authorization": {"key"}}
				e.AnswerHeaders = http.Header{"Content-Type": {"application/json"}}
				e.Sent, e.Answer = []byte("[1]"), []byte("[2]")
			}},
		"in Base64": {`, "postData": {"encoding": "base64", "text": "` + encoded + `"}`,
			`, "content": {"encoding": "base64", "text": "` + encoded + `"}`,
			func(e *har.Entry) { e.Sent, e.Answer = []byte(json), []byte(json) }},
		"in Base64, as another program says it": {`, "postData": {"_encoding": "base64", "text": "` + encoded + `"}`, "",
			func(e *har.Entry) { e.Sent = []byte(json) }},
		"compressed": {"", `, "content": {"encoding": "base64", "text": "` + compressed(json) + `"}`,
			func(e *har.Entry) { e.Answer = []byte(json) }},
		"with parameters": {`, "postData": {"params": [{"name": "a", "value": "1 2"}]}`, "",
			func(e *har.Entry) { e.Sent = []byte("a=1+2") }},
		"with cookies beside the headers": {`, "cookies": [{"name": "session", "value": "7"}]`, "",
			func(e *har.Entry) { e.Headers = http.Header{"Cookie": {"session=7"}} }},
		"with headers as an object": {`, "headers": {"authorization": "key"}`, "",
			func(e *har.Entry) { e.Headers = http.Header{"Authorization": {"key"}} }},
		"without its content": {"", `, "content": {"size": 77, "mimeType": "application/json"}`,
			func(e *har.Entry) { e.Cut = true }},
		"with nothing": {`, "headers": null, "postData": null`, `, "content": {}`, func(*har.Entry) {}},
		"with broken Base64": {`, "postData": {"encoding": "base64", "text": "%%%"}`, "",
			func(e *har.Entry) { e.Cut = true }},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			read, err := har.Read(file(entry("post", address, test.request, test.response)))
			if err != nil || len(read) != 1 {
				t.Fatalf("got %v, %v", read, err)
			}
			want := har.Entry{Began: read[0].Began, Method: "POST", URL: address, Status: 201, Headers: http.Header{},
				AnswerHeaders: http.Header{}}
			test.want(&want)
			if diff := cmp.Diff(want, read[0]); diff != "" {
				t.Error(diff)
			}
			if read[0].Began.IsZero() {
				t.Error("it began at no time")
			}
		})
	}
}

// A status may be a text, and be missing where a request was cut off.
func TestOddEntries(t *testing.T) {
	t.Parallel()
	read, err := har.Read(append([]byte("\ufeff"), file(`{"request": {"method": "GET", "url": "http://a/case/1"}}`,
		`{"response": {"status": "404"}, "request": {}}`, `{}`)...))
	if err != nil || len(read) != 3 || read[0].Status != 0 || read[1].Status != 404 {
		t.Errorf("got %v, %v", read, err)
	}
}

func TestMistakes(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ file, want string }{
		"empty":  {"", "line 1, column 1: the file ends in the middle: save it again"},
		"a list": {"[]", "line 1, column 1: must be an object"},
		"another JSON": {`{"a": 1}`, "has no log.entries: save it from the network panel of a browser as HAR " +
			"with content"},
		"a page":  {"<html>", "line 1, column 1: is no JSON: invalid character '<' looking for beginning of value"},
		"entries": {`{"log": {"entries": 7}}`, "line 1, column 21: must be log.entries, a list"},
		"cut short": {"{\"log\": {\"entries\": [\n{\"request\": {",
			"entry 1: line 2, column 14: the file ends in the middle: save it again"},
		"an entry": {"{\"log\": {\"entries\": [{},\n  7]}}",
			"entry 2: line 2, column 3: must be an object, not a JSON number"},
		"a URL": {`{"log": {"entries": [{"request": {"url": {}}}]}}`,
			"entry 1: line 1, column 22: request.url must not be a JSON object"},
		"a comma too few": {"{\"log\": {\"entries\": [{}\n{}]}}",
			"entry 2: line 1, column 24: is no JSON: expected comma after array element"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := har.Read([]byte(test.file))
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestLocate(t *testing.T) {
	t.Parallel()
	var entries []har.Entry
	for _, line := range []string{"GET https://crm.example.com:443/api/v2/case/a%2Fb?x=1",
		"PATCH https://crm.example.com/api/v2/case/2",
		"POST https://crm.example.com/api/v2/customer/bestmatch", "GET https://crm.example.com/api/v2/customer/7/cases",
		"GET https://crm.example.com/api/v2/customer/7", "OPTIONS https://crm.example.com/api/v2/case/2",
		"GET https://crm.example.com/logo.png", "GET https://other.example.com/case/2", "GET wss:",
		"POST https://crm.example.com/api/v2/case",
		"GET https://crm.example.com/api/v2/meta/object/case", "GET https://crm.example.com/api/v2/case/"} {
		method, address, _ := strings.Cut(line, " ")
		entries = append(entries, har.Entry{Method: method, URL: address})
	}
	const ours = "https://crm.example.com/api/v2"
	for _, base := range []string{"", "https://crm.example.com:443/api/v2/"} {
		calls, taken, left := har.Locate(entries, base)
		var got []string
		for _, call := range calls {
			got = append(got, fmt.Sprint(call.Operation.Name, " ", call.Path["id"], call.Path["type"], call.Query))
		}
		want := []string{"lookupCase a/bx=1", "updateCase 2", "bestmatchCustomers ", "findCases 7", "findCustomer 7",
			"createCase ", "defineObjectStructures case"}
		if diff := cmp.Diff(want, got); diff != "" || taken != ours {
			t.Errorf("of %s\n%s", taken, diff)
		}
		if left["of https://other.example.com, which is another server"] != 1 || left["without a URL that can be read"] != 1 {
			t.Errorf("left %v", left)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(file(entry("GET", "https://a/case/1", `, "headers": {"a": 1}`,
		`, "content": {"encoding": "base64", "text": "H4sI"}`)))
	f.Add([]byte(`{"log": {"entries": [{"request": {"headers": [null, {"name": 7}], "postData": {"params": [{}]}}}]}}`))
	f.Fuzz(func(_ *testing.T, data []byte) {
		entries, err := har.Read(data)
		if err == nil {
			har.Locate(entries, "")
			har.Locate(entries, "https://a")
		}
	})
}
