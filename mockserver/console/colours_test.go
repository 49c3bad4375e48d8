package console_test

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// written are the colours of text with the grounds that it stands on.
var written = map[string][]string{
	"ink":        {"ground", "panel", "sunken", "hover", "chosen"},
	"soft":       {"ground", "panel", "sunken", "hover", "chosen"},
	"accent":     {"ground", "panel", "sunken"},
	"accent-ink": {"accent"},
	"ok":         {"ok-ground"},
	"client":     {"client-ground", "sunken"},
	"server":     {"server-ground", "panel"},
	"key":        {"sunken"},
	"string":     {"sunken"},
	"number":     {"sunken"},
	"literal":    {"sunken"},
	"ground":     {"ink"},    // a notice
	"panel":      {"server"}, // a notice of an error
}

// The contrast that WCAG 2.2 asks for, success criterion 1.4.3.
const leastContrast = 4.5

func TestTextCanBeRead(t *testing.T) {
	t.Parallel()
	light, dark, _ := strings.Cut(files(t)["style/colours.css"], "@media")
	for scheme, css := range map[string]string{"light": light, "dark": dark} {
		colours := map[string]string{}
		for _, match := range regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6});`).FindAllStringSubmatch(css, -1) {
			colours[match[1]] = match[2]
		}
		for text, grounds := range written {
			for _, ground := range grounds {
				if got := contrast(t, colours[text], colours[ground]); got < leastContrast {
					t.Errorf("%s: %s on %s has a contrast of %.2f", scheme, text, ground, got)
				}
			}
		}
	}
}

// contrast is that of WCAG 2.2, from 1 to 21.
func contrast(t *testing.T, one, other string) float64 {
	t.Helper()
	a, b := luminance(t, one), luminance(t, other)
	return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	value, err := strconv.ParseUint(colour, 16, 24)
	if err != nil {
		t.Fatalf("the colour %q: %v", colour, err)
	}
	channel := func(shift int) float64 {
		part := float64(value>>shift&0xff) / 255
		if part <= 0.04045 {
			return part / 12.92
		}
		return math.Pow((part+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}
