package caseapi_test

import (
	"regexp"
	"testing"
	"time"

	"casemock/contracts/caseapi"
)

// dateTimes are date-times and what they mean in UTC, to the nanosecond; empty for those that are
// refused.
var dateTimes = map[string]string{
	"2024-05-01T09:30:00.000Z":            "2024-05-01T09:30:00Z",
	"2024-05-01T09:30:00Z":                "2024-05-01T09:30:00Z",
	"2024-05-01T09:30:00.5Z":              "2024-05-01T09:30:00.5Z",
	"2024-05-01T09:30:00,5Z":              "2024-05-01T09:30:00.5Z",
	"2024-05-01T09:30:00.123456789Z":      "2024-05-01T09:30:00.123456789Z",
	"2024-05-01T09:30:00.1234567899999Z":  "2024-05-01T09:30:00.123456789Z",
	"2024-05-01T09:30Z":                   "2024-05-01T09:30:00Z",
	"2024-05-01T09:30+02:00":              "2024-05-01T07:30:00Z",
	"2024-05-01T09:30:00+02:00":           "2024-05-01T07:30:00Z",
	"2024-05-01T09:30:00+0200":            "2024-05-01T07:30:00Z",
	"2024-05-01T09:30:00+02":              "2024-05-01T07:30:00Z",
	"2024-05-01T09:30:00-00:00":           "2024-05-01T09:30:00Z",
	"2024-05-01T09:30:00.000-0730":        "2024-05-01T17:00:00Z",
	"2024-05-01T09:30:00+23:59":           "2024-04-30T09:31:00Z",
	"2024-02-29T00:00:00Z":                "2024-02-29T00:00:00Z",
	"0000-01-01T00:00:00Z":                "0000-01-01T00:00:00Z",
	"9999-12-31T23:59:59.999Z":            "9999-12-31T23:59:59.999Z",
	"":                                    "",
	"Z":                                   "",
	"2024-05-01":                          "", // a date
	"09:30:00Z":                           "", // a time
	"2024-05-01T09:30:00":                 "", // whose clock?
	"2024-05-01 09:30:00Z":                "",
	"2024-05-01t09:30:00z":                "",
	"2024-05-01T09Z":                      "",
	"2024-05-01T9:30:00Z":                 "",
	"2024-05-01T09:30.5Z":                 "", // half a minute is nobody's way to write it
	"2024-05-01T09:30:00.Z":               "",
	"2024-05-01T09:30:0Z":                 "",
	"2024-05-01T24:00:00Z":                "",
	"2024-05-01T09:60:00Z":                "",
	"2024-05-01T09:30:60Z":                "",
	"2024-05-01T09:30:00+24:00":           "",
	"2024-05-01T09:30:00+02:60":           "",
	"2024-05-01T09:30:00+2":               "",
	"2024-05-01T09:30:00+02:0":            "",
	"2024-05-01T09:30:00 +02:00":          "",
	"2024-05-01T09:30:00UTC":              "",
	"2024-05-01T09:30:00Z[Europe/Berlin]": "",
	"2024-00-01T09:30:00Z":                "",
	"2024-13-01T09:30:00Z":                "",
	"2024-05-00T09:30:00Z":                "",
	"2024-05-32T09:30:00Z":                "",
	"2023-02-29T00:00:00Z":                "",
	"2024-04-31T00:00:00Z":                "",
	"24-05-01T09:30:00Z":                  "",
	"+12024-05-01T09:30:00Z":              "",
	"20240501T093000Z":                    "", // the basic form
	"2024-W18-3T09:30:00Z":                "",
	"1714555800":                          "",
	"٢٠٢٤-05-01T09:30:00Z":                "", // digits, but not those
	" 2024-05-01T09:30:00Z":               "",
	"2024-05-01T09:30:00Z\n":              "",
	"Wed, 01 May 2024 09:30:00 GMT":       "",
}

// noSuchDay are the date-times that only a calendar can refuse.
var noSuchDay = map[string]bool{"2023-02-29T00:00:00Z": true, "2024-04-31T00:00:00Z": true}

func TestParseTime(t *testing.T) {
	t.Parallel()
	for text, want := range dateTimes {
		parsed, err := caseapi.ParseTime(text)
		if (err == nil) != (want != "") {
			t.Errorf("ParseTime(%q) = %v, %v", text, parsed, err)
		}
		if err == nil && parsed.UTC().Format(time.RFC3339Nano) != want {
			t.Errorf("ParseTime(%q) = %v, want %s", text, parsed.UTC(), want)
		}
	}
}

func TestDateTimePatternAgreesWithParseTime(t *testing.T) {
	t.Parallel()
	pattern := regexp.MustCompile(caseapi.DateTimePattern)
	for text := range dateTimes {
		_, err := caseapi.ParseTime(text)
		if pattern.MatchString(text) != (err == nil || noSuchDay[text]) {
			t.Errorf("%q: the pattern says %t, ParseTime %v", text, pattern.MatchString(text), err)
		}
	}
}

func TestFormatTime(t *testing.T) {
	t.Parallel()
	east := time.FixedZone("east", 2*60*60)
	for want, at := range map[string]time.Time{
		"2024-05-01T07:30:00.000Z": time.Date(2024, 5, 1, 9, 30, 0, 0, east),
		"2024-05-01T09:30:00.999Z": time.Date(2024, 5, 1, 9, 30, 0, 999_999_999, time.UTC),
		"0001-01-01T00:00:00.000Z": {},
	} {
		got := caseapi.FormatTime(at)
		if got != want {
			t.Errorf("FormatTime(%v) = %s, want %s", at, got, want)
		}
		again, err := caseapi.ParseTime(got)
		if err != nil || !again.Equal(at.Truncate(time.Millisecond)) {
			t.Errorf("%s is read as %v, %v", got, again, err)
		}
	}
}

func FuzzParseTime(f *testing.F) {
	for text := range dateTimes {
		f.Add(text)
	}
	pattern := regexp.MustCompile(caseapi.DateTimePattern)
	f.Fuzz(func(t *testing.T, text string) {
		parsed, err := caseapi.ParseTime(text)
		if err != nil {
			return
		}
		if !pattern.MatchString(text) {
			t.Errorf("%q is a date-time that the pattern does not match", text)
		}
		again, err := caseapi.ParseTime(caseapi.FormatTime(parsed))
		inRange := parsed.UTC().Year() >= 0 && parsed.UTC().Year() <= 9999
		if inRange && (err != nil || !again.Equal(parsed.Truncate(time.Millisecond))) {
			t.Errorf("%q became %v, then %v, %v", text, parsed, again, err)
		}
	})
}
