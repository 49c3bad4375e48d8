package redact

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"
)

const key = "Bearer abc/DEF+ghi&é<longsecret>=="

// needle is a part of the key that no spelling changes.
const needle = "longsecret"

func TestSpellings(t *testing.T) {
	t.Parallel()
	inJSON := func(text string) string {
		encoded, _ := json.Marshal(text)
		return string(encoded)
	}
	inUnicode := func(text string) string {
		var escaped strings.Builder
		for _, letter := range text {
			fmt.Fprintf(&escaped, `\u%04X`, letter)
		}
		return escaped.String()
	}
	inBytes := func(form string) func(string) string {
		return func(text string) string {
			var escaped strings.Builder
			for _, letter := range []byte(text) {
				fmt.Fprintf(&escaped, form, letter)
			}
			return escaped.String()
		}
	}
	spellings := map[string]func(string) string{
		"as it is":            func(text string) string { return text },
		"JSON":                inJSON,
		"JSON in JSON":        func(text string) string { return inJSON(inJSON(text)) },
		"slashes":             func(text string) string { return strings.ReplaceAll(inJSON(text), "/", `\/`) },
		"slashes twice":       func(text string) string { return inJSON(strings.ReplaceAll(text, "/", `\/`)) },
		"escapes alone":       inUnicode,
		"path":                url.PathEscape,
		"query":               url.QueryEscape,
		"query in a query":    func(text string) string { return url.QueryEscape(url.QueryEscape(text)) },
		"percent alone":       inBytes("%%%02X"),
		"small percent alone": inBytes("%%%02x"),
		"HTML":                html.EscapeString,
		"HTML in HTML":        func(text string) string { return html.EscapeString(html.EscapeString(text)) },
		"HTML alone": func(text string) string {
			var escaped strings.Builder
			for _, letter := range text {
				fmt.Fprintf(&escaped, "&#x%x;", letter)
			}
			return escaped.String()
		},
		"JSON in HTML":  func(text string) string { return html.EscapeString(inJSON(text)) },
		"folded":        func(text string) string { return strings.ReplaceAll(text, " ", "\r\n\t") },
		"folded inside": func(text string) string { return strings.ReplaceAll(text, "+", "+\n  ") },
		"fold in JSON":  func(text string) string { return inJSON(strings.ReplaceAll(text, " ", "\r\n ")) },
		"without scheme": func(text string) string {
			return strings.TrimPrefix(text, "Bearer ")
		},
		"capitals": func(text string) string {
			return strings.ReplaceAll(strings.ToUpper(text), "É", "é") // the case of ASCII is all that proxies change
		},
		"small letters":    strings.ToLower,
		"quoted-printable": quotedPrintable,
		"soft line breaks": func(text string) string { return strings.ReplaceAll(quotedPrintable(text), "F", "F=\r\n") },
		"cut":              func(text string) string { return text[:len(text)-5] + "…" },
	}
	redactor := New(key)
	for name, spell := range spellings {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, around := range []string{`{"authorization": %s}`, "x%sy", "%s", "?key=%s&more"} {
				text := fmt.Sprintf(around, spell(key))
				got := redactor.Text(text)
				lower := strings.ToLower(got)
				if !strings.Contains(got, Mark) || strings.Contains(lower, needle) || strings.Contains(lower, "abc") {
					t.Errorf("%s became %s", text, got)
				}
			}
		})
	}
}

// quotedPrintable is how a mail would carry a text, in a line.
func quotedPrintable(text string) string {
	var written strings.Builder
	for _, letter := range []byte(text) {
		if letter == '=' || letter > '~' {
			fmt.Fprintf(&written, "=%02X", letter)
			continue
		}
		written.WriteByte(letter)
	}
	return written.String()
}

func TestBase64(t *testing.T) {
	t.Parallel()
	redactor := New("Basic " + base64.StdEncoding.EncodeToString([]byte("anna:correct horse")))
	for _, text := range []string{
		"Basic YW5uYTpjb3JyZWN0IGhvcnNl", "YW5uYTpjb3JyZWN0IGhvcnNl", "anna:correct horse",
		"the password is correct horse", "correct%20horse", "correct+horse",
		base64.StdEncoding.EncodeToString([]byte("x anna:correct horse x")),
		base64.URLEncoding.EncodeToString([]byte("xx anna:correct horse")),
		base64.StdEncoding.EncodeToString([]byte("xxx anna:correct horse xx")),
	} {
		got := redactor.Text(text)
		if !strings.Contains(got, Mark) || strings.Contains(got, "horse") || strings.Contains(got, "YW5u") {
			t.Errorf("%s became %s", text, got)
		}
	}
}

// What is too ordinary shreds nothing, and is taken out where it says what it is.
func TestOrdinarySecrets(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ secret, text, want string }{
		"a word of the documents": {"open", `{"status": "open"}`, `{"status": "open"}`},
		"by its name":             {"open", `{"authorization": "open"}`, `{"authorization": "[redacted]"}`},
		"with its scheme":         {"e", "Authorization: Bearer e, else", "Authorization: Bearer [redacted], else"},
		"a letter":                {"e", "every letter e", "every letter e"},
		"a number":                {"1", `{"id": "1", "token":"1"}`, `{"id": "1", "token":"[redacted]"}`},
		"a property":              {"customerId", "customerId is missing", "customerId is missing"},
		"a media type":            {"application/json", "application/json", "application/json"},
		"a short word":            {"horse", "horses and a horse", "horses and a [redacted]"},
		"a short word, escaped":   {"horse", "a%20horse", "a%20[redacted]"},
		"nothing":                 {"", "nothing", "nothing"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := New(test.secret).Text(test.text); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	var redactor Redactor
	for text, want := range map[string]string{
		"GET http://anna:geheim@host/a":        "GET http://[redacted]@host/a",
		"http://anna:p@ss@host":                "http://[redacted]@host",
		"https://token@host/?a=b@c":            "https://[redacted]@host/?a=b@c",
		`{"url": "https:\/\/a:b@host"}`:        `{"url": "https:\/\/[redacted]@host"}`,
		"redis://:word@host, mailto:a@b.c":     "redis://[redacted]@host, mailto:a@b.c",
		"http://anna:xxxxx@host is hidden":     "http://anna:xxxxx@host is hidden",
		"http://host/case/a@b and nobody else": "http://host/case/a@b and nobody else",
	} {
		if got := redactor.Text(text); got != want {
			t.Errorf("%s became %s, want %s", text, got, want)
		}
	}
	if got := redactor.URL("http://anna:geheim@host/a"); got != "http://host/a" {
		t.Errorf("got %s", got)
	}
}

func TestCredentials(t *testing.T) {
	t.Parallel()
	redactor := New(Credentials("http://anna:cor%2Frect@host:1/")...)
	for _, text := range []string{"cor/rect", "cor%2frect", "Basic YW5uYTpjb3IvcmVjdA=="} {
		if got := redactor.Text(text); strings.Contains(got, "rect") && !strings.Contains(got, Mark) {
			t.Errorf("%s became %s", text, got)
		}
	}
	wrong := New(Credentials("http://anna:pa/ssword@host")...)
	if got := wrong.Text("invalid port: pa/ssword"); got != "invalid port: "+Mark {
		t.Errorf("got %s", got)
	}
	if got := Credentials("http://host/a"); got != nil {
		t.Errorf("got %q", got)
	}
}

func TestCut(t *testing.T) {
	t.Parallel()
	redactor := New("correct-horse-battery")
	text := strings.Repeat("a", 90) + "correct-horse-battery" + strings.Repeat("é", 1000)
	for most := range 140 {
		got := redactor.Cut(text, most)
		if strings.Contains(got, "corr") || len(got) > most+len("…") {
			t.Errorf("at %d: %s", most, got)
		}
	}
	if got := redactor.Cut("a correct-horse-battery", 100); got != "a "+Mark {
		t.Errorf("got %s", got)
	}
}

func FuzzText(f *testing.F) {
	f.Add("Bearer abc/DEF", `{"a": "Bearer abc\/DEF"}`)
	f.Add("%41\\u0041&amp;", "%2541\\\\u0041&amp;amp;")
	f.Fuzz(func(t *testing.T, secret, text string) {
		redactor := New(secret)
		got := redactor.Text(text)
		if len(secret) >= distinctive && newSecret(secret).strength == anywhere &&
			strings.Contains(strings.ReplaceAll(got, Mark, "\x00"), secret) {
			t.Errorf("%q is in %q", secret, got)
		}
		redactor.Cut(text, len(text)/2)
	})
}

func BenchmarkText(b *testing.B) {
	redactor := New("Bearer 0123456789abcdef0123456789abcdef", "correct horse battery")
	text := strings.Repeat(`{"id": "1001", "title": "Parcel lost", "url": "https:\/\/crm.example"}`, 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		redactor.Text(text)
	}
}
