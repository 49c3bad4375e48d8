package surprises

import (
	"net/http"
	"strings"
	"time"

	"casemock/contracts/caseapi"
)

// dates are the surprises in date-times, and in the clock that they are from. The clock comes first: it counts in
// whatever form it is written.
var dates = []Surprise{
	{Name: "clock-ten-minutes-slow", Summary: "The CRM's clock is ten minutes behind: created, lastUpdated and Date.",
		Sentence: unclear,
		Mistake:  "A client compares its own clock with the CRM's, and asks for what changed since its last look.",
		strike: func(w *work) bool {
			const slow = 10 * time.Minute
			changed := w.eachMoment(false, func(t time.Time) string { return caseapi.FormatTime(t.Add(-slow)) })
			if changed {
				w.setHeader("Date", w.Now.Add(-slow).UTC().Format(http.TimeFormat))
			}
			return changed
		}},
	{Name: "clock-ticks-by-minute", Summary: "created and lastUpdated are whole minutes, so that many are equal.",
		Sentence: unclear,
		Mistake:  "A client takes two equal lastUpdated for the same state, or sorts and pages by them alone.",
		strike: func(w *work) bool {
			return w.eachMoment(false, func(t time.Time) string { return caseapi.FormatTime(t.Truncate(time.Minute)) })
		}},
	{Name: "times-with-offset", Summary: "Date-times have an offset of +05:30 and not Z, those of posts too.",
		Sentence: iso8601, Mistake: "A client takes each date-time for UTC, or sorts them as texts.",
		place: dateForm, strike: written(true, india, "2006-01-02T15:04:05.000-07:00")},
	{Name: "offsets-without-colon", Summary: "Date-times have an offset as in -0330, those of posts too.",
		Sentence: extended, Mistake: "A client reads RFC 3339, which is less than ISO 8601.",
		place: dateForm, strike: written(true, newfoundland, "2006-01-02T15:04:05.000-0700")},
	{Name: "times-without-fraction", Summary: "created and lastUpdated are whole seconds: 09:30:12Z.",
		Sentence: iso8601, Mistake: "A client has milliseconds in its format, and fails without.",
		place: dateForm, strike: written(false, time.UTC, "2006-01-02T15:04:05Z07:00")},
	{Name: "times-with-nanoseconds", Summary: "created and lastUpdated have nine digits behind the second.",
		Sentence: iso8601, Mistake: "A client reads three digits, or six, and fails or takes the rest for something else.",
		place: dateForm, strike: written(false, time.UTC, "2006-01-02T15:04:05.000000000Z07:00")},
	{Name: "fractions-behind-comma", Summary: "Date-times have a comma before their fraction: 09:30:12,345Z.",
		Sentence: extended, Mistake: "A client reads RFC 3339, which is less than ISO 8601.",
		place: dateForm, strike: written(true, time.UTC, "2006-01-02T15:04:05,000Z07:00")},
	{Name: "times-without-seconds", Summary: "created and lastUpdated end with the minute: 09:30Z.",
		Sentence: "ISO 8601 leaves out the seconds where less is known.", Mistake: "A client has seconds in its format.",
		place: dateForm, strike: written(false, time.UTC, "2006-01-02T15:04Z07:00")},
}

var (
	india        = time.FixedZone("", 5*3600+30*60)
	newfoundland = time.FixedZone("", -3*3600-30*60)
)

// written writes date-times in another form. Of those of posts, which clients have sent, nothing may be lost: where
// they say more than milliseconds, they have nine digits.
func written(withPosts bool, zone *time.Location, layout string) func(w *work) bool {
	return func(w *work) bool {
		return w.eachMoment(withPosts, func(t time.Time) string {
			if withPosts && t.Nanosecond()%int(time.Millisecond) != 0 {
				return t.In(zone).Format(strings.Replace(layout, "000", "000000000", 1))
			}
			return t.In(zone).Format(layout)
		})
	}
}
