package mockserver_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"casemock/mockserver"
)

func spoilsForced(t *testing.T, browser webBrowser) {
	c := start(t)
	p := console(c, browser, "")
	p.write("#force-delay", "soon")
	p.click(`[data-pair="lookupCase/500"]`)
	p.wait("document.querySelector('#force-delay').matches(':invalid')")
	p.write("#force-delay", "20ms")
	p.do(chromedp.SetValue(chromedp.CSS("#force-fault"), "malformed-json"))
	p.click(`[data-pair="lookupCase/500"]`)
	p.wait(shows("#forced-list", "after 20ms · malformed-json"))
	p.click(`[data-pair="lookupCase/404"]`)
	p.wait("document.querySelectorAll('#forced-list li').length === 2")
	p.click("#forced-list li:first-child .remove")
	p.wait("document.querySelectorAll('#forced-list li').length === 1")
	c.withUndocumented().get("/case/1001").want(http.StatusNotFound, "forced")
	p.wait(inList("lookupCase", "404", "forced", "malformed-json"))
}

// showsOddTexts shows what a text hides, what was left out of a body, and the ends of a long path.
func showsOddTexts(t *testing.T, browser webBrowser) {
	c := start(t)
	long := strings.Repeat("x", 100_000)
	c.patch("/case/1001", `{"title": "\u202eevil\u0007 <b>שלום</b>", "description": "`+long+`"}`).
		want(http.StatusCreated, "sandbox")
	c.get("/case/"+strings.Repeat("long-", 300)+"end").want(http.StatusNotFound, "sandbox")
	p := console(c, browser, "#/requests/1")
	p.wait(entryOpen("The body is cut: 64 of 98 KB"))
	for _, disabled := range []string{"#send-again", "#send-edit", "#copy-curl", "#save-scenario"} {
		p.wait("document.querySelector('" + disabled + ":disabled')?.title")
	}
	p.do(chromedp.Navigate(c.server.URL + mockserver.AdminPath + "#/requests/2"))
	p.wait(shows("#request-detail", "The whole path, 1509 characters"))
	p.wait(`document.querySelector('#detail-title').innerText.length < 110 &&
		document.querySelector('#detail-title').innerText.endsWith('long-end')`)
	p.do(chromedp.Navigate(c.server.URL + mockserver.AdminPath + "#/cases/1001"))
	p.wait(shows("#cases .detail .summary b", `\u202eevil\u0007 <b>שלום</b>`))
	p.wait("document.querySelectorAll('#cases .detail .summary .control').length === 2")
}

// copiesByHand shows what the browser does not let into its clipboard.
func copiesByHand(t *testing.T, browser webBrowser) {
	c := start(t)
	c.get("/case/1001").want(http.StatusOK, "sandbox")
	p := console(c, browser, "#/requests/1")
	p.wait(saveable)
	eval[bool](p, `(navigator.clipboard.writeText = () => Promise.reject(new Error('no')),
		document.execCommand = (command) => { window.byHand = document.activeElement.value; return false; }, true)`)
	p.saved()
	p.click("#save-copy")
	p.wait("document.querySelector('#copy').open && document.activeElement.id === 'copy-text'")
	p.wait(`window.byHand.includes('operation: lookupCase') && document.querySelector('#copy-text').value === byHand`)
}

func setsClock(t *testing.T, browser webBrowser) {
	c := start(t)
	p := console(c, browser, "#/cases")
	p.click("#clock-open")
	p.wait(shows("#clock-now", "the real time"))
	p.write("#clock-time", "tomorrow")
	p.click("#clock-set button")
	p.wait(shows("#clock-problem", "must be a date-time"))
	p.write("#clock-time", "2040-02-29T08:00:00Z")
	p.click("#clock-set button")
	p.wait(shows("#clock-now", "2040-02-29T08:00:00.000Z · it stands"))
	p.write("#clock-advance", "2h")
	p.click("#clock-move button")
	p.wait(shows("#clock-now", "2040-02-29T10:00:00.000Z"))
	body := c.patch("/case/1001", `{"title": "T"}`).body
	if !strings.Contains(body, `"lastUpdated":"2040-02-29T10:00:00.000Z"`) {
		p.t.Errorf("got %s", body)
	}
	p.click("#clock-real")
	p.wait(shows("#clock-now", "the real time"))
}
