package caseapi

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"
)

// DateTimePattern is a regular expression, in a dialect that Go, Rust and JavaScript share, for the
// date-times that the documents allow: ISO 8601 in its extended form, with a time zone. Seconds,
// their fraction (after a point or a comma) and the minutes of the offset may be left out. It knows
// how many months a year has, but not how many days a month: [ParseTime] does.
const DateTimePattern = `^([0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))` +
	`T((?:[01][0-9]|2[0-3]):[0-5][0-9])(:[0-5][0-9](?:[.,][0-9]+)?)?` +
	`(Z|[+-](?:[01][0-9]|2[0-3])(?::?[0-5][0-9])?)$`

var dateTimeExpression = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(DateTimePattern)
})

// ParseTime reads an ISO 8601 date-time as [DateTimePattern] describes it. It is wider than RFC
// 3339, which would ask for seconds and for a colon in the offset: the documents say ISO 8601.
func ParseTime(text string) (time.Time, error) {
	if parsed, ok := parseUTC(text); ok {
		return parsed, nil
	}
	parts := dateTimeExpression().FindStringSubmatch(text)
	if parts == nil {
		return time.Time{}, fmt.Errorf("%q is not an ISO 8601 date-time", text)
	}
	date, clock, seconds, zone := parts[1], parts[2], parts[3], parts[4]
	if seconds == "" {
		seconds = ":00"
	}
	seconds = strings.Replace(seconds, ",", ".", 1)
	parsed, err := time.Parse(time.RFC3339, date+"T"+clock+seconds+offset(zone))
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is not an ISO 8601 date-time: %w", text, err)
	}
	return parsed, nil
}

// parseUTC reads what most servers and clients send, RFC 3339 in UTC, in a tenth of the time that the
// expression takes. Where time.Parse takes more than the pattern, an hour of one digit and a comma, it
// is not asked.
func parseUTC(text string) (parsed time.Time, ok bool) {
	const hour, clock = len("2006-01-02T15"), len("2006-01-02T15:04:05")
	if len(text) <= clock || text[hour] != ':' || text[clock] == ',' || text[len(text)-1] != 'Z' {
		return time.Time{}, false
	}
	parsed, err := time.Parse(time.RFC3339, text)
	return parsed, err == nil
}

// offset writes Z, +02, +0200 and +02:00 as RFC 3339 does.
func offset(zone string) string {
	digits := strings.ReplaceAll(zone, ":", "")
	switch len(digits) {
	case len("+02"):
		return digits + ":00"
	case len("+0200"):
		return digits[:3] + ":" + digits[3:]
	}
	return zone
}

// dateTimeLayout is ISO 8601 in UTC with milliseconds, as in the document's examples.
const dateTimeLayout = "2006-01-02T15:04:05.000Z"

// FormatTime writes a date-time as the fake server does: UTC, milliseconds, Z.
func FormatTime(t time.Time) string {
	return t.UTC().Format(dateTimeLayout)
}
