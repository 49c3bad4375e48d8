package mockserver

import "strings"

// preferredStatus reads Prefer: code=422 and its twin for clients that cannot set headers.
func (x *exchange) preferredStatus() (choice, bool) {
	if code, ok := preferredCode(x.request.Header[PreferHeader]); ok {
		chosen, ok := x.byStatus(RulePrefer, code)
		chosen.applied = "code=" + code
		return chosen, ok
	}
	if code := x.query.Get(CodeParameter); code != "" {
		return x.byStatus(RulePrefer, code)
	}
	return choice{}, false
}

// preferredCode finds the preference "code" among the values of Prefer. By RFC 7240, section 2,
// preferences are separated by commas, their names are not case-sensitive, parameters follow after a
// semicolon, a value may be quoted, and of a repeated preference the first one counts.
func preferredCode(headers []string) (code string, ok bool) {
	for _, header := range headers {
		for preference := ""; header != ""; {
			preference, header = cutUnquoted(header, ',')
			preference, _ = cutUnquoted(preference, ';')
			name, value, _ := strings.Cut(preference, "=")
			if strings.EqualFold(strings.TrimSpace(name), "code") {
				return unquoted(strings.TrimSpace(value)), true
			}
		}
	}
	return "", false
}

// cutUnquoted cuts a header around the first separator that does not stand in a quoted string.
func cutUnquoted(text string, separator byte) (before, after string) {
	quoted := false
	for i := 0; i < len(text); i++ {
		switch {
		case quoted && text[i] == '\\':
			i++ // whatever it escapes
		case text[i] == '"':
			quoted = !quoted
		case text[i] == separator && !quoted:
			return text[:i], text[i+1:]
		}
	}
	return text, ""
}

// unquoted is what a quoted string of a header stands for (RFC 9110, section 5.6.4).
func unquoted(value string) string {
	inner, opened := strings.CutPrefix(value, `"`)
	inner, closed := strings.CutSuffix(inner, `"`)
	if !opened || !closed {
		return value
	}
	var text strings.Builder
	for i := 0; i < len(inner); i++ {
		if inner[i] == '\\' && i+1 < len(inner) {
			i++
		}
		text.WriteByte(inner[i])
	}
	return text.String()
}
