package record

import (
	"regexp"
	"time"

	"casemock/contracts/caseapi"
)

// firstDay is that of the earliest date-time that the clients of a world have sent, as it is written.
var firstDay = time.Date(2024, time.May, 1, 0, 0, 0, 0, time.UTC)

// calendar moves date-times by whole days, so that their form, their order and what lies between them stay.
type calendar struct {
	earliest time.Time // zero: nothing was seen
}

const dayLayout = "2006-01-02"

// see takes a date-time in.
func (c *calendar) see(text string) {
	if !isMoment(text) {
		return
	}
	on, err := time.Parse(dayLayout, text[:len(dayLayout)])
	if err == nil && (c.earliest.IsZero() || on.Before(c.earliest)) {
		c.earliest = on
	}
}

// moved is the date-time on its other day. What lies before all that was seen is that long before.
func (c *calendar) moved(text string) string {
	on, err := time.Parse(dayLayout, text[:len(dayLayout)])
	if err != nil || c.earliest.IsZero() {
		return steadied(text)
	}
	made := firstDay.Add(on.Sub(c.earliest))
	if made.Year() < 1 || made.Year() > 9999 {
		return steadied(text)
	}
	return made.Format(dayLayout) + text[len(dayLayout):]
}

var momentForm = regexp.MustCompile(caseapi.DateTimePattern)

// steadied is a date-time of the same form, and always the same one: when a server did something is nothing that a
// recording is about.
func steadied(text string) string {
	parts := momentForm.FindStringSubmatch(text)
	if parts == nil {
		return text
	}
	seconds := []byte(parts[3])
	for i, sign := range seconds {
		if sign >= '0' && sign <= '9' {
			seconds[i] = '0'
		}
	}
	return firstDay.Format(dayLayout) + "T09:30" + string(seconds) + parts[4]
}
