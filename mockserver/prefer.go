package mockserver

import "strings"

// preferredStatus reads Prefer: code=422 and its twin for clients that cannot set headers.
func (x *exchange) preferredStatus() (choice, bool) {
	if code, ok := preferredCode(x.request.Header[PreferHeader]); ok {
		chosen := x.byStatus(RulePrefer, code)
		chosen.applied = "code=" + code
		return chosen, true
	}
	if code := x.query.Get(CodeParameter); code != "" {
		return x.byStatus(RulePrefer, code), true
	}
	return choice{}, false
}

// preferredCode finds the preference "code" among the values of Prefer. By RFC 7240, section 2,
// preferences are separated by commas, their names are not case-sensitive, parameters follow after a
// semicolon, a value may be quoted, and of a repeated preference the first one counts.
func preferredCode(headers []string) (code string, ok bool) {
	for _, header := range headers {
		for preference := range strings.SplitSeq(header, ",") {
			preference, _, _ = strings.Cut(preference, ";")
			name, value, _ := strings.Cut(preference, "=")
			if strings.EqualFold(strings.TrimSpace(name), "code") {
				return strings.Trim(strings.TrimSpace(value), `"`), true
			}
		}
	}
	return "", false
}
