package report

import "strings"

// xmlText is a text as XML 1.0 allows it: encoding/xml writes CDATA as it is.
func xmlText(text string) string {
	return strings.Map(func(letter rune) rune {
		if isXML(letter) {
			return letter
		}
		return '\uFFFD'
	}, text)
}

func isXML(letter rune) bool {
	return letter == '\t' || letter == '\n' || letter == '\r' || letter >= ' ' && letter <= '\uD7FF' ||
		letter >= '\uE000' && letter <= '\uFFFD' || letter >= 0x10000
}
