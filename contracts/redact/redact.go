package redact

import (
	"encoding/base64"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Mark stands where a secret stood.
const Mark = "[redacted]"

// Redactor takes secrets out of texts. The zero Redactor knows none, and takes out the credentials
// of URLs alone.
type Redactor struct {
	secrets []secret
	starts  [256][]secret // by the bytes with which they may begin, in any spelling
}

// New makes a redactor of secrets, in any order; empty ones are none. A secret may be a whole
// Authorization value: what follows its scheme is a secret then, and so are the user and password
// of a Basic value.
func New(secrets ...string) *Redactor {
	redactor := &Redactor{}
	for _, text := range secrets {
		for _, part := range partsOf(text) {
			redactor.add(part)
		}
	}
	return redactor
}

// partsOf are the secrets within a secret.
func partsOf(text string) []string {
	parts := []string{text}
	scheme, credentials, found := strings.Cut(text, " ")
	credentials = strings.TrimSpace(credentials)
	if !found || strings.ContainsAny(scheme, `"=,`) {
		return parts
	}
	parts = append(parts, credentials)
	decoded, err := base64.StdEncoding.DecodeString(credentials)
	if strings.EqualFold(scheme, "Basic") && err == nil {
		_, password, _ := strings.Cut(string(decoded), ":")
		parts = append(parts, string(decoded), password)
	}
	return parts
}

// add adds a secret and what it looks like in Base64.
func (r *Redactor) add(text string) {
	if text == "" || slices.ContainsFunc(r.secrets, func(s secret) bool { return s.text == text }) {
		return
	}
	r.note(newSecret(text))
	if len(text) < shortest {
		return
	}
	for _, encoded := range encodings(text) {
		if made := newSecret(encoded); made.strength == anywhere {
			r.note(made)
		}
	}
}

func (r *Redactor) note(made secret) {
	r.secrets = append(r.secrets, made)
	first := made.text[:1]
	starts := []byte(`\%&=` + first)
	if other := strings.ToUpper(first); other != first {
		starts = append(starts, other[0])
	} else if other = strings.ToLower(first); other != first {
		starts = append(starts, other[0])
	}
	slices.Sort(starts)
	for _, start := range slices.Compact(starts) {
		r.starts[start] = append(r.starts[start], made)
	}
}

// encodings are the parts of Base64 that a text gives wherever it stands in what was encoded, with
// the letters of either alphabet.
func encodings(text string) []string {
	const bits = 6 // of a letter
	var all []string
	for before := range 3 {
		padded := strings.Repeat("\x00", before) + text
		from, to := (8*before+bits-1)/bits, 8*len(padded)/bits
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			if encoded := encoding.EncodeToString([]byte(padded)); from < to {
				all = append(all, encoded[from:to])
			}
		}
	}
	return slices.Compact(all)
}

// Text is the text without the secrets.
func (r *Redactor) Text(text string) string {
	return withoutCredentials(r.withoutSecrets(text))
}

func (r *Redactor) withoutSecrets(text string) string {
	var clean strings.Builder
	copied := 0
	for at := 0; at < len(text); {
		length := r.at(text, at)
		if length == 0 {
			at++
			continue
		}
		clean.WriteString(text[copied:at])
		clean.WriteString(Mark)
		at += length
		copied = at
	}
	if copied == 0 {
		return text
	}
	return clean.String() + text[copied:]
}

// at is the length of the longest secret that begins there; 0 for none.
func (r *Redactor) at(text string, at int) int {
	longest := 0
	for _, secret := range r.starts[text[at]] {
		if length := secret.match(text[at:]); length > longest && secret.stands(text, at, length) {
			longest = length
		}
	}
	return longest
}

// Cut is the beginning of a text without the secrets, at most so many bytes of it and whole letters.
// Only what is shown is searched, since the rest may be large.
func (r *Redactor) Cut(text string, most int) string {
	if len(text) > most+r.Reach() {
		text = text[:most+r.Reach()] + "…"
	}
	text = r.Text(strings.ToValidUTF8(text, "\uFFFD"))
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

// Reach is how far a secret that begins within a limit may go beyond it.
func (r *Redactor) Reach() int {
	const longestUnit = 12 // bytes for one, as in &amp;#x002F;
	longest := len(Mark)
	for _, secret := range r.secrets {
		longest = max(longest, longestUnit*len(secret.text))
	}
	return longest
}

// URL is an address without its credentials and the secrets.
func (r *Redactor) URL(address string) string {
	if parsed, err := url.Parse(address); err == nil {
		parsed.User = nil
		address = parsed.String()
	}
	return r.Text(address)
}

// credentials are what stands before the host of an address.
var credentials = regexp.MustCompile(`([A-Za-z][A-Za-z0-9+.-]*:(?:\\*/){2})([^\s/?#"'<>\\]+)@`)

// hidden is how package url writes a password that it hides itself.
const hidden = "xxxxx"

func withoutCredentials(text string) string {
	if !strings.Contains(text, "@") {
		return text
	}
	return credentials.ReplaceAllStringFunc(text, func(address string) string {
		parts := credentials.FindStringSubmatch(address)
		if strings.HasSuffix(parts[2], ":"+hidden) {
			return address
		}
		return parts[1] + Mark + "@"
	})
}

// Credentials are the secrets in an address: its password, the user where there is none, and the
// value of Basic authentication that they make. It also reads what is no right URL, since messages
// say so.
func Credentials(address string) []string {
	_, rest, _ := strings.Cut(address, "://")
	end := strings.LastIndex(rest, "@")
	if end < 0 {
		return nil
	}
	raw := rest[:end]
	name, password, found := strings.Cut(raw, ":")
	if !found {
		return []string{raw, unescaped(raw)}
	}
	basic := base64.StdEncoding.EncodeToString([]byte(unescaped(name) + ":" + unescaped(password)))
	return []string{password, unescaped(password), "Basic " + basic}
}

func unescaped(text string) string {
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
}
