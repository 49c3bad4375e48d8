package mockserver_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"casemock/mockserver"
)

// console opens the console of a client's server and waits until it listens.
func console(c *client, browser webBrowser, address string) *page {
	c.t.Helper()
	return openPage(c.t, browser, c.server.URL+mockserver.AdminPath+address, live)
}

// live holds when the page is told of each request as it comes.
const live = `document.querySelector('#connection')?.dataset.state === 'live'`

// inList holds when the list's newest entry has all these words.
func inList(words ...string) string {
	condition := "true"
	for _, word := range words {
		condition += fmt.Sprintf(" && document.querySelector('#request-list li')?.innerText.includes(%s)",
			quote(word))
	}
	return condition
}

// shows holds when the element has the text in it.
func shows(selector, text string) string {
	return fmt.Sprintf("document.querySelector(%s)?.innerText.includes(%s)", quote(selector), quote(text))
}

// rows counts the requests in the list.
const rows = "document.querySelectorAll('#request-list li').length"

func TestConsole(t *testing.T) {
	t.Parallel()
	browser := startBrowser(t)
	for name, test := range map[string]func(*testing.T, webBrowser){
		"a click forces a 422":            clickForces,
		"only for one id, several times":  forceForOneID,
		"what is forced can be cleared":   clearForced,
		"the keyboard does all of it":     keyboardForces,
		"keys can be no shortcuts":        shortcutsOff,
		"an entry is shown and explained": explainsEntry,
		"a success is explained":          explainsSuccess,
		"a sequence is forced once":       forcesASequence,
		"bugs at work are shown":          showsBugs,
		"filters":                         filters,
		"pause":                           pauses,
		"worlds are apart":                worldsApart,
		"reset":                           resets,
		"scenarios with their YAML":       showsScenarios,
		"cases and customers":             browses,
		"an old journal loses its oldest": boundedList,
		"a file is saved":                 savesFile,
		"a curl line is copied":           copiesCurl,
		"problems of files":               showsProblems,
		"with a token":                    withToken,
		"without a stream":                withoutStream,
		"another server":                  outlivesServer,
		"requests are sent":               sendsRequests,
		"scenarios are loaded":            loadsScenarios,
		"a case is searched and changed":  changesCase,
		"ids are escaped":                 escapesIDs,
		"what is forced is spoilt":        spoilsForced,
		"what is cut, hidden or long":     showsOddTexts,
		"a clipboard that is kept":        copiesByHand,
		"the clock":                       setsClock,
		"a real server, and its drift":    showsDrift,
		"a client that is judged":         judgesClient,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, browser)
		})
	}
}

func clickForces(t *testing.T, browser webBrowser) {
	c := start(t)
	p := console(c, browser, "")
	p.wait(shows("#request-none", "No requests yet"))
	p.click(`[data-pair="updateCase/422"]`)
	p.wait(shows("#forced-list", "updateCase"))
	p.wait(`document.querySelector('[data-pair="updateCase/422"]').matches('[data-forced]')`)

	c.patch("/case/1001", `{"title": "Parcel lost"}`).want(http.StatusUnprocessableEntity, "forced")
	p.wait(inList("PATCH", "/case/1001", "422", "forced", "updateCase/422"))
	p.wait(`document.querySelector('[data-pair="updateCase/422"]').matches('[data-met]:not([data-forced])')`)
	p.wait(shows("#coverage", "1 of "))
	c.patch("/case/1001", `{"title": "Parcel lost"}`).want(http.StatusCreated, "sandbox")
	p.wait(inList("201", "sandbox"))

	c.get("/case/none")
	p.click(`[data-pair="createCase/500"]`)
	p.wait(shows("#forced-list", "createCase"))
	p.click(`#request-list li:last-child a`)
	p.wait(shows("#request-detail", "Somebody forced it"))
}

func forceForOneID(t *testing.T, browser webBrowser) {
	c := start(t)
	p := console(c, browser, "")
	p.write("#force-times", "2")
	p.write("#force-id", "1002")
	p.click(`[data-pair="lookupCase/404"]`)
	p.wait(shows("#forced-list", "of 1002"))
	p.wait(shows("#notice", "the next 2 requests of 1002"))

	c.get("/case/1001").want(http.StatusOK, "sandbox")
	c.get("/case/1002").want(http.StatusNotFound, "forced")
	p.wait(shows("#forced-list", "1 of 2 left"))
	c.get("/case/1002").want(http.StatusNotFound, "forced")
	c.get("/case/1002").want(http.StatusOK, "sandbox")
	p.wait("document.querySelectorAll('#forced-list li').length === 0")

	p.click(`[data-pair="searchCustomers/500"]`)
	p.wait(shows("#notice", "leave id out"))
	c.post("/case", `{"customerId": "C-1001", "title": "New"}`).want(http.StatusCreated, "sandbox")

	p.write("#force-times", "0")
	p.write("#force-id", "")
	p.click(`[data-pair="createCase/500"]`)
	p.wait("document.querySelector('#force-times').matches(':invalid')")
	c.post("/case", `{"customerId": "C-1001", "title": "New"}`).want(http.StatusCreated, "sandbox")
}

func clearForced(t *testing.T, browser webBrowser) {
	c := start(t)
	p := console(c, browser, "")
	p.click(`[data-pair="lookupCase/500"]`)
	p.wait(shows("#forced-list", "lookupCase"))
	p.click("#forced-clear")
	p.wait("!document.querySelector('#forced-none').hidden")
	c.get("/case/1001").want(http.StatusOK, "sandbox")
}

func keyboardForces(t *testing.T, browser webBrowser) {
	c := start(t)
	p := console(c, browser, "")
	p.press("f", kb.ArrowDown, kb.ArrowRight) // from updateCase/201 to createCase/201, over a gap to 400
	p.wait(`document.activeElement.dataset.pair === 'createCase/400'`)
	p.press(kb.Enter)
	p.wait(shows("#forced-list", "createCase"))
	c.post("/case", `{"customerId": "C-1001", "title": "New"}`).want(http.StatusBadRequest, "forced")
	p.wait(inList("POST", "/case", "400"))

	p.press(kb.Escape)
	c.get("/case/1001")
	p.wait(inList("GET", "/case/1001"))
	p.press("j")
	p.wait(shows("#detail-title", "/case/1001"))
	p.press("j")
	p.wait(shows("#detail-title", "POST"))
	p.press("k")
	p.wait(shows("#detail-title", "/case/1001"))
	p.press(kb.Escape)
	p.wait("document.querySelector('#request-detail').hidden")
	p.press("/")
	p.wait("document.activeElement.id === 'filter-text'")
	p.press("j") // a letter to look for now
	p.wait("document.querySelector('#filter-text').value.endsWith('j')")
	p.press(kb.Escape, "3")
	p.wait("document.body.dataset.view === 'scenarios'")
	p.press("?")
	p.wait("document.querySelector('#help').open")
	p.press(kb.Escape)
	p.wait("!document.querySelector('#help').open")
}

func shortcutsOff(t *testing.T, browser webBrowser) {
	c := start(t)
	p := console(c, browser, "")
	p.press("?")
	p.wait("document.querySelector('#help').open")
	p.click("#shortcuts-on")
	p.press(kb.Escape)
	p.wait("!document.querySelector('#help').open")
	p.press("3", "?")
	if view := eval[string](p, "document.body.dataset.view"); view != "requests" {
		p.t.Errorf("a key went to the view %s", view)
	}
	if eval[bool](p, "document.querySelector('#help').open") {
		p.t.Error("a key opened the help")
	}
}
