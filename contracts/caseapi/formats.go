package caseapi

import "net/url"

// hasFormat reports whether a string is what its schema's format asks for.
func hasFormat(text, format string) bool {
	switch format {
	case DateTimeFormat:
		_, err := ParseTime(text)
		return err == nil
	case URIFormat:
		return isURI(text)
	}
	return true
}

// isURI asks for a scheme, since an agent has to be able to follow the link from anywhere.
func isURI(text string) bool {
	parsed, err := url.Parse(text)
	return err == nil && parsed.IsAbs()
}
