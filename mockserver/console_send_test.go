package mockserver_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"casemock/mockserver"
)

// entryOpen holds when the entry of the number is shown, with these words.
func entryOpen(words ...string) string {
	condition := "true"
	for _, word := range words {
		condition += " && " + shows("#request-detail", word)
	}
	return condition
}

func sendsRequests(t *testing.T, browser webBrowser) {
	c := start(t, mockserver.WithKeys("nobody-knows-this-one"), mockserver.WithAdminToken("secret"))
	c.key = "nobody-knows-this-one"
	address := strings.Replace(c.server.URL, "http://", "http://anybody:secret@", 1)
	p := openPage(t, browser, address+mockserver.AdminPath+"?world=alice", live)
	p.click("#request-none button")
	p.wait("document.querySelector('#send').open")
	p.do(chromedp.SetValue(chromedp.CSS("#send-operation"), "createCase"))
	eval[bool](p, `document.querySelector('#send-operation').dispatchEvent(new Event('change'))`)
	p.wait(`document.querySelector('#send-path').value === '/case'`)
	p.click("#send-now")
	p.wait(entryOpen("#1", "POST", "/case", "createCase", "world alice", "201"))
	if found := p.text(); strings.Contains(found, "nobody-knows") {
		p.t.Error("the page shows the key")
	}

	p.click("#send-again")
	p.wait(entryOpen("#2", "POST", "201"))
	p.press("e")
	p.wait("document.querySelector('#send').open")
	p.write("#send-body", `{"title": `)
	p.wait(shows("#send-problem", "not JSON"))
	p.write("#send-headers", "no header")
	p.click("#send-now")
	p.wait(shows("#send-problem", "this is none: no header"))
	p.write("#send-headers", "X-Mine: 1")
	p.press(kb.Escape) // by mistake
	p.wait("!document.querySelector('#send').matches('[open], :focus-within')")
	p.press("n")
	p.wait(`document.querySelector('#send').open && document.querySelector('#send-headers').value === 'X-Mine: 1'`)
	p.do(chromedp.SetValue(chromedp.CSS("#send-key"), "none"))
	p.click("#send-now")
	p.wait("!document.querySelector('#send').open") // a wrong key is none of the world's
	p.wait(shows("#notice", "Answered 401; it stands in world default"))
}

const template = `name: mine/closed
operation: updateCase
responses: [{statsu: 422}]
live: true
`

func loadsScenarios(t *testing.T, browser webBrowser) {
	c := start(t)
	c.patch("/case/1001", `{"title": "T"}`).want(http.StatusCreated, "sandbox")
	p := console(c, browser, "#/scenarios")
	p.wait("document.querySelector('#scenarios .choose').checkVisibility()")
	p.click("#scenario-new")
	p.wait("document.querySelector('#save').open")
	write := func(text string) {
		eval[bool](p, `(() => { const area = document.querySelector('#save-yaml'); area.value = `+quote(text)+`;
			return area.dispatchEvent(new Event('input')); })()`)
	}
	write(template)
	p.wait(shows("#save-yaml-problems", "did you mean status"))
	p.wait(`document.querySelector('#save-yaml-gutter .wrong')?.textContent === '3'`)
	p.click("#save-yaml-problems button")
	p.wait(`document.activeElement.id === 'save-yaml' &&
		[52, 53].includes(document.activeElement.selectionStart)`) // in the third line
	write(strings.Replace(template, "statsu", "status", 1))
	p.wait("document.querySelector('#save-yaml-problems').hidden")
	p.click("#save-load")
	p.wait(shows("#scenario-detail", "uploaded for world default"))
	p.wait(shows("#scenario-list", "uploaded"))
	c.patch("/case/1001", `{"title": "T"}`).want(http.StatusUnprocessableEntity, "live")
	c.inWorld("alice").patch("/case/1001", `{"title": "T"}`).want(http.StatusCreated, "sandbox")

	p.click("#scenario-delete")
	p.click("#confirm-yes")
	p.wait(shows("#notice", "mine/closed is deleted"))
	c.patch("/case/1001", `{"title": "T"}`).want(http.StatusCreated, "sandbox")

	p.do(chromedp.Navigate(c.server.URL + mockserver.AdminPath + "#/requests/2"))
	p.wait(saveable)
	p.saved()
	p.write("#save-name", "mine/recorded")
	p.do(chromedp.SetValue(chromedp.CSS("#save-for-all"), "all"))
	p.wait(`document.querySelector('#save-yaml').value.includes('name: mine/recorded')`)
	p.click("#save-load")
	p.wait(shows("#scenario-detail", "mine/recorded"))
	c.inWorld("bob").patch("/case/1001", `{"title": "T"}`).want(http.StatusUnprocessableEntity, "live")
}

func changesCase(t *testing.T, browser webBrowser) {
	c := start(t)
	c.patch("/case/1003", `{"title": "Needle", "status": "open"}`).want(http.StatusCreated, "sandbox")
	p := console(c, browser, "#/cases")
	p.wait("document.querySelectorAll('#cases li').length === 50")
	p.write("#cases [name=text]", "needle")
	p.wait("document.querySelectorAll('#cases li').length === 1")
	p.do(chromedp.SetValue(chromedp.CSS("#cases [name=status]"), "closed"))
	eval[bool](p, `document.querySelector('#cases .search').dispatchEvent(new Event('input'))`)
	p.wait(shows("#cases .none", "No case fits"))
	p.do(chromedp.Navigate(c.server.URL + mockserver.AdminPath + "#/cases/1003"))
	p.wait("document.querySelector('#cases .conversation article, #cases .conversation .empty')")
	p.click("#case-edit")
	p.wait("document.querySelector('#send').open")
	eval[bool](p, `(() => { const body = document.querySelector('#send-body');
		body.value = body.value.replace('Needle', 'Thread'); return true; })()`)
	p.click("#send-now")
	p.wait(entryOpen("updateCase", "/case/1003", "validated, stored", "Thread"))
	if body := c.get("/case/1003").body; !strings.Contains(body, `"title":"Thread"`) {
		p.t.Errorf("the case is %s", body)
	}

	p.do(chromedp.Navigate(c.server.URL + mockserver.AdminPath + "#/cases/1003"))
	p.wait(shows("#cases .detail .summary", "Thread"))
	p.click("#case-force")
	p.wait("document.activeElement.dataset.pair && document.querySelector('#requests').checkVisibility()")
	p.click(`[data-pair="lookupCase/404"]`)
	p.wait(shows("#forced-list", "of 1003"))
	c.get("/case/1001").want(http.StatusOK, "sandbox")
	c.get("/case/1003").want(http.StatusNotFound, "forced")

	p.do(chromedp.Navigate(c.server.URL + "/cases/1003"))
	p.leave(chromedp.Click(chromedp.CSS("nav a")))
	p.wait(shows("#cases .detail", "Thread"))
}

// escapesIDs goes the ways of the console with ids that a path must escape.
func escapesIDs(t *testing.T, browser webBrowser) {
	c := start(t, mockserver.WithProfile("hostile:ids"))
	p := console(c, browser, "")
	for _, kase := range seededCases(c, kindsOf("ids")) {
		at := casePath(kase.ID)
		p.do(chromedp.Navigate(c.server.URL + "/cases/" + strings.TrimPrefix(at, "/case/")))
		p.leave(chromedp.Click(chromedp.CSS("nav a")))
		p.wait(shows("#cases .detail", fmt.Sprintf(`"id": %q`, kase.ID)))
	}
	p.do(chromedp.Navigate(c.server.URL + mockserver.AdminPath + "#/requests"))
	p.wait(shows("#request-none", "/case/"))
	line := eval[string](p, "document.querySelector('#request-none pre').textContent")
	if first := casePath(seededCases(c, 1)[0].ID); !strings.HasSuffix(line, first+"'") {
		p.t.Errorf("%s does not ask for %s", line, first)
	}
}
