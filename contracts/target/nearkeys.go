package target

import "strings"

// nearKey is a wrong key that is nearly the accepted one. It would give the accepted one away, so people see how a
// shell makes it of that one.
type nearKey struct{ value, shown string }

// nearKeys are one key that is longer than the accepted one, one that is shorter, one of the same length and one
// in the other case. A name and a password in Base64 have none: what decodes them may take several texts for the
// same.
func nearKeys(key, name string) []nearKey {
	scheme, credentials, hasScheme := strings.Cut(key, " ")
	if !hasScheme {
		credentials = key
	}
	if len(credentials) < 4 || strings.EqualFold(scheme, "Basic") {
		return nil
	}
	shorter, last := key[:len(key)-1], "B"
	if strings.HasSuffix(strings.ToUpper(key), "B") || isCapital(key[len(key)-1]) {
		last = "x" // which no reader of Base64 takes for a capital
	}
	near := []nearKey{
		{key + "x", "${" + name + "}x"},
		{shorter, "${" + name + "%?}"},
		{shorter + last, "${" + name + "%?}" + last},
	}
	if other, letters := otherCase(credentials); other != credentials {
		value, shown := other, `$(printf %s "$`+name+`" | tr `+letters+`)`
		if hasScheme {
			value, shown = scheme+" "+other, "${"+name+"%% *} $(printf %s \"${"+name+"#* }\" | tr "+letters+")"
		}
		near = append(near, nearKey{value, shown})
	}
	return near
}

func isCapital(letter byte) bool { return 'A' <= letter && letter <= 'Z' }

// otherCase writes a text in capitals, or in small letters where it has nothing but capitals, and says what tr
// takes to do so. It leaves letters beyond ASCII alone, as some tr do.
func otherCase(text string) (other, letters string) {
	shift := func(first, last, by rune) string {
		return strings.Map(func(letter rune) rune {
			if first <= letter && letter <= last {
				return letter + by
			}
			return letter
		}, text)
	}
	const toSmall = 'a' - 'A'
	if upper := shift('a', 'z', -toSmall); upper != text {
		return upper, "a-z A-Z"
	}
	return shift('A', 'Z', toSmall), "A-Z a-z"
}

// NearKeys are wrong keys that are nearly the accepted one, which a server must refuse like any other; none where
// there is no telling what a server may take for the same key. Reports do not show them.
func (c *Client) NearKeys() []string {
	var values []string
	for _, near := range c.redactor.near {
		values = append(values, near.value)
	}
	return values
}
