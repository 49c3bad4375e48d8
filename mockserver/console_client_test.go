package mockserver_test

import "testing"

// judgesClient opens the page that says whether the client is right, and sees it change with the requests.
func judgesClient(t *testing.T, browser webBrowser) {
	c := start(t)
	p := console(c, browser, "")
	p.click(`nav a[data-view="client"]`)
	p.wait(shows("#client-list", "Nothing yet"))
	for range 2 {
		c.patch("/case/1001", `{"title": "Parcel lost"}`, "Prefer: code=422")
	}
	for _, text := range []string{"broken", "updateCase/422/no-retry", "request 2 has the same path and body"} {
		p.wait(shows("#client-list", text))
	}
	p.wait(shows("#client-count", "1 broken"))
	p.click("#client-list a")
	p.wait(shows("#request-detail", "Parcel lost"))
}
