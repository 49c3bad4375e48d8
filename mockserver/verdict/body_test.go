package verdict

import (
	"encoding/json"
	"testing"

	"casemock/contracts/caseapi"
)

func TestBodiesAreEqualAsJSON(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		a, b string
		same bool
	}{
		"order and spaces":    {`{"a": 1, "b": [true, null]}`, "{\"b\":[true,null],\n\"a\":1}", true},
		"escapes":             {`{"a": "\u00fc/\/"}`, `{"a": "ü//"}`, true},
		"numbers by value":    {`[1, -1.50, 0.001, 1e3, 0, -0.0]`, `[1.0, -15e-1, 1E-3, 1000, 0e7, 0]`, true},
		"large numbers":       {`[12345678901234567890]`, `[12345678901234567891]`, false},
		"sign":                {`[1]`, `[-1]`, false},
		"number and text":     {`{"a": 1}`, `{"a": "1"}`, false},
		"order of a list":     {`[1, 2]`, `[2, 1]`, false},
		"more":                {`{"a": 1}`, `{"a": 1, "b": null}`, false},
		"nothing and null":    {``, `null`, false},
		"no JSON":             {`{"a": 1`, `{"a":  1`, false},
		"no JSON, but alike":  {`{"a": 1`, `{"a": 1`, true},
		"texts that look odd": {`{"a": "b\",\"c"}`, `{"a": "b", "c": ""}`, false},
		"endless exponents":   {`[1e999999999999]`, `[1e999999999998]`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := readBody([]byte(test.a)).hash == readBody([]byte(test.b)).hash; got != test.same {
				t.Errorf("%s and %s: the same is %t", test.a, test.b, got)
			}
		})
	}
}

func TestPostsAreKnownByTheirIDs(t *testing.T) {
	t.Parallel()
	const first = `{"title": "a", "interactions": [{"service": "x", "serviceId": "1", "body": "Hi"}]}`
	for other, same := range map[string]bool{
		`{"title": "b", "interactions": [{"service": "x", "serviceId": "1", "body": "Hi there"}]}`: true,
		`{"title": "a", "interactions": [{"service": "x", "serviceId": "2", "body": "Hi"}]}`:       false,
		`{"interactions": [{"service": "x", "serviceId": "1", "body": "Hi"}]}`:                     false,
		`{"title": "a", "interactions": []}`:                                                       false,
		`{"title": "a", "interactions": [7]}`:                                                      false,
	} {
		if got := readBody([]byte(first)).posts == readBody([]byte(other)).posts; got != same {
			t.Errorf("%s: the same posts is %t", other, got)
		}
	}
}

// FuzzCanonical: what a value is written as does not depend on how it was written, and nothing panics or hangs.
func FuzzCanonical(f *testing.F) {
	for _, seed := range []string{`{"a": [1, 2.50, 1e3, "x", null, true]}`, `-0.0e-7`, `"\ud800"`, `1e999999999999`,
		`{`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		value, violations := caseapi.DecodeRequest([]byte(text))
		if violations != nil {
			return
		}
		again, err := json.Marshal(value)
		if err != nil {
			return
		}
		if readBody([]byte(text)) != readBody(again) {
			t.Errorf("%s and %s differ", text, again)
		}
	})
}
