package mockserver_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"casemock/mockserver"
)

func explainsEntry(t *testing.T, browser webBrowser) {
	c := start(t)
	p := console(c, browser, "")
	c.patch("/case/1001?x=1", `{"title": "Große \"Fahrt\"", "id": 12345678901234567890, "id": 2}`,
		"X-Sf-User-Email: agent@example.com")
	p.click("#request-list a")
	p.wait(shows("#request-detail", "Nothing forces it"))
	p.wait(shows("#detail-title", "/case/1001?x=1"))
	p.wait(shows("#request-detail", "agent@example.com"))
	for _, text := range []string{"sandbox", "rule 7 of 7", "refused as documented", "and 1 more", "updateCase",
		`"Große \"Fahrt\""`, "12345678901234567890", "read-only"} {
		p.wait(shows("#request-detail", text))
	}
	if found := eval[string](p, "document.querySelector('#request-detail').innerText"); strings.Contains(
		found, mockserver.DefaultKey) {
		p.t.Error("the page shows the key")
	}
	p.click("#request-detail .close")
	p.wait("document.querySelector('#request-detail').hidden")
	p.do(chromedp.Navigate(c.server.URL + mockserver.AdminPath + "#/requests/77"))
	p.wait(shows("#request-detail", "does not have this request"))
}

func showsBugs(t *testing.T, browser webBrowser) {
	c := start(t, mockserver.WithBugs("html-escaped", "closed-not-listed"),
		mockserver.WithProfile("hostile:properties-shuffled"))
	p := console(c, browser, "")
	c.patch("/case/1001", `{"title": "Q & A"}`)
	p.click("#request-list a")
	p.wait(shows("#request-detail", "html-escaped wrong on purpose"))
	p.wait(shows("#request-detail", "properties-shuffled legal"))
}

func filters(t *testing.T, browser webBrowser) {
	c := start(t)
	p := console(c, browser, "")
	c.get("/case/1001")
	c.get("/case/none")
	c.get("/customer/C-1001")
	c.get("/case/1002", "Prefer: code=500")
	c.patch("/case/1003", `{"title": "Needle in a body"}`)
	p.wait(rows + " === 5")
	choose := func(field, value string, want int) {
		p.t.Helper()
		p.do(chromedp.SetValue(chromedp.CSS("#filter-"+field), value))
		eval[bool](p, `document.querySelector('#filters').dispatchEvent(new Event('input'))`)
		p.wait(fmt.Sprintf("%s === %d", rows, want))
	}
	choose("operation", "lookupCase", 3)
	choose("status", "4xx", 1)
	choose("status", "500", 1)
	choose("why", "rule prefer", 1)
	choose("why", "scenario lookupCase/500", 1)
	choose("why", "rule live", 0)
	p.wait(shows("#request-none", "No request fits"))
	c.get("/case/1001")
	p.wait(shows("#request-count", "0 of 6"))
	p.click("#request-none button")
	p.wait(rows + " === 6")
	p.write("#filter-text", "needle 1003")
	p.wait(rows + " === 1")
}

func pauses(t *testing.T, browser webBrowser) {
	c := start(t)
	p := console(c, browser, "")
	c.get("/case/1001")
	p.wait(rows + " === 1")
	p.click("#pause")
	c.get("/case/1002")
	p.wait(shows("#request-count", "1 new"))
	if got := eval[int](p, rows); got != 1 {
		p.t.Errorf("the list shows %d requests while it is paused", got)
	}
	p.click("#pause")
	p.wait(inList("/case/1002"))
}

func worldsApart(t *testing.T, browser webBrowser) {
	c := start(t)
	p := console(c, browser, "")
	c.get("/case/1001")
	p.wait(inList("/case/1001"))
	p.click("#world-name")
	p.write("#world-name", "alice")
	p.leave(chromedp.KeyEvent(kb.Enter))
	p.wait(live + ` && document.title.includes('alice') && ` + rows + ` === 0`)
	p.click(`[data-pair="lookupCase/404"]`)
	p.wait(shows("#forced-list", "lookupCase"))
	c.get("/case/1001").want(http.StatusOK, "sandbox")
	c.inWorld("alice").get("/case/1001").want(http.StatusNotFound, "forced")
	p.wait(inList("/case/1001", "404"))
	p.wait(rows + " === 1")
}

func resets(t *testing.T, browser webBrowser) {
	c := start(t)
	p := console(c, browser, "")
	seeded := c.get("/case/1001").body
	c.patch("/case/1001", `{"title": "Changed"}`)
	p.wait(rows + " === 2")
	p.click("#reset")
	p.wait("document.querySelector('#confirm').open")
	p.press(kb.Escape)
	p.wait("!document.querySelector('#confirm').open")
	if c.get("/case/1001").body == seeded {
		p.t.Error("the world was reset although nobody agreed to it")
	}
	p.click("#reset")
	p.click("#confirm-yes")
	p.wait(rows + " === 0")
	p.wait(shows("#notice", "as it was at the start"))
	if c.get("/case/1001").body != seeded {
		p.t.Error("the world was not reset")
	}
	p.wait(rows + " === 1")
	p.click("#clear")
	p.wait(rows + " === 0")
	c.get("/case/1001")
	p.wait(rows + " === 1")
	c.admin(http.MethodDelete, "requests", "") // somebody else
	p.wait(rows + " === 0")
}

// explainsSuccess tells a success that was stored from one that was not.
func explainsSuccess(t *testing.T, browser webBrowser) {
	c := start(t)
	p := console(c, browser, "")
	c.patch("/case/1001", `{"title": "x"}`)
	p.click("#request-list a")
	p.wait(shows("#request-detail", "validated, stored and answered as documented"))
	c.get("/case/1001")
	p.click(`#request-list [data-n="2"] a`)
	p.wait(shows("#request-detail", "validated, looked up and answered as documented"))
	c.patch("/case/none", `{"title": "x"}`, "Prefer: code=201")
	p.wait(inList("prefer updateCase/201 invented", "no case has the id none"))
	p.write("#filter-text", "invented")
	p.wait(rows + " === 1")
	p.click(`#request-list [data-n="3"] a`)
	p.wait(shows("#request-detail", "nothing was stored or looked up no case has the id none"))
}

// forcesASequence once to its end, where nobody says how often.
func forcesASequence(t *testing.T, browser webBrowser) {
	c := start(t, mockserver.WithScenarios(writeFile(t, "flaky.yaml", stepsAside)))
	p := console(c, browser, "#/scenarios/mine%2Fflaky")
	p.wait(shows("#scenario-detail", "then: steps aside for the sandbox"))
	p.click("#scenario-detail .actions button:last-child")
	p.wait(shows("#notice", "the next 2 requests"))
	for _, status := range []int{500, 422} {
		c.patch("/case/1001", `{"title": "T"}`).want(status, "forced")
	}
	c.patch("/case/1001", `{"title": "T"}`).want(http.StatusCreated, "sandbox")
}

func showsScenarios(t *testing.T, browser webBrowser) {
	c := start(t)
	p := console(c, browser, "#/scenarios")
	p.write("#scenario-text", "updateCase 422")
	p.wait("document.querySelectorAll('#scenario-list li').length === 1")
	p.click("#scenario-list a")
	p.wait(shows("#scenario-detail .code", "operation: updateCase"))
	p.click("#scenario-detail .actions button:last-child")
	p.wait(shows("#notice", "updateCase answers 422"))
	c.patch("/case/1001", `{"title": "T"}`).want(http.StatusUnprocessableEntity, "forced")
	if eval[bool](p, "document.querySelector('#problems').checkVisibility()") {
		p.t.Error("problems are shown, and there are none")
	}
}

func browses(t *testing.T, browser webBrowser) {
	c := start(t)
	p := console(c, browser, "#/cases")
	p.wait("document.querySelectorAll('#cases li').length === 50")
	p.click("#cases .more")
	p.wait("document.querySelectorAll('#cases li').length === 100")
	p.wait("document.querySelector('#cases .more').hidden")
	p.click("#cases li:nth-child(2) a")
	p.wait(shows("#cases .detail", `"id": "1002"`))
	p.click("#cases .detail .summary a")
	p.wait("document.body.dataset.view === 'customers'")
	p.wait(shows("#customers .detail", `"url": "`+c.server.URL+`/customers/C-`))
	p.click("#customers .detail .summary a")
	p.wait("document.body.dataset.view === 'cases'")
	p.wait(shows("#cases .detail", `"interactions"`))
	p.write("#cases form input", "none")
	p.press(kb.Enter)
	p.wait(shows("#cases .detail", "no case none"))

	p.press(kb.Escape, "1")
	c.patch("/case/1001", `{"title": "Renamed meanwhile"}`).want(http.StatusCreated, "sandbox")
	p.wait(inList("PATCH"))
	p.press("4")
	p.wait(shows("#cases li", "Renamed meanwhile"))
}

func boundedList(t *testing.T, browser webBrowser) {
	c := start(t)
	const requests = 1100 // more than the journal keeps
	for range requests {
		c.get("/meta/object/case")
	}
	p := console(c, browser, "")
	p.wait(rows + " === 1000")
	p.wait(shows("#request-count", "100 older lost"))
	c.get("/case/1001")
	p.wait(inList("#1101", "/case/1001"))
	p.wait(rows + " === 1000")
}

func showsProblems(t *testing.T, browser webBrowser) {
	file := filepath.Join(t.TempDir(), "mine.yaml")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("name: mine\noperation: lookupCase\nresponses: [{status: 404}]\n")
	c := start(t, mockserver.WithScenarios(file))
	p := console(c, browser, "#/scenarios")
	p.wait(shows("#scenario-list", "mine"))
	write("name: mine\noperation: lookupCase\nresponses: [{statsu: 404}]\n")
	if c.server.Reload() == nil {
		t.Fatal("the file is wrong, and nobody noticed")
	}
	p.wait(shows("#problem-list", "mine.yaml:3"))
	p.wait(shows("#problem-list", "statsu"))
	p.wait("document.querySelector('#problem-count').checkVisibility()")
	p.wait(shows("#scenario-list", "mine")) // the last good version
}

func withToken(t *testing.T, browser webBrowser) {
	c := start(t, mockserver.WithAdminToken("secret"))
	address := strings.Replace(c.server.URL, "http://", "http://anybody:secret@", 1)
	p := openPage(t, browser, address+mockserver.AdminPath, live)
	p.click(`[data-pair="lookupCase/500"]`)
	p.wait(shows("#forced-list", "lookupCase"))
	c.get("/case/1001").want(http.StatusInternalServerError, "forced")
	p.wait(inList("500", "forced"))
}
