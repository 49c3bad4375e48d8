package report

import (
	"net/http"
	"time"
)

// What stands in the headers of an exchange in the place of something else.
const (
	// KeyVariable is written where the key was sent, so that a curl line works when it is set, unless
	// the exchange names another.
	KeyVariable = "$CASEPACT_API_KEY"
	// Unshown is the name of a header that stands for those that were left out.
	Unshown = "…"
)

// Exchange is one request to the server under test and its answer, as a report may show them: the
// accepted key, cookies and passwords are not in it.
type Exchange struct {
	Method         string      `json:"method"`
	URL            string      `json:"url"`
	RequestHeaders http.Header `json:"requestHeaders"`
	RequestBody    string      `json:"requestBody,omitempty"`

	Status          int         `json:"status,omitempty"` // 0 when there was no answer
	ResponseHeaders http.Header `json:"responseHeaders,omitempty"`
	ResponseBody    string      `json:"responseBody,omitempty"` // cut after 64 KiB
	Problem         string      `json:"problem,omitempty"`      // why there was no answer

	Duration time.Duration `json:"duration"` // nanoseconds

	// KeyVariable stands in RequestHeaders for the accepted key; empty: that of casepact. For a key that is nearly
	// the accepted one, it is what a shell makes of the variable, as in ${CASEPACT_API_KEY}x.
	KeyVariable string `json:"-"`
}
