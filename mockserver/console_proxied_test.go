package mockserver_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/chromedp/chromedp"

	"casemock/mockserver"
	"casemock/mockserver/proxy"
)

// showsDrift opens the console of a proxy, whose server cuts titles.
func showsDrift(t *testing.T, browser webBrowser) {
	server := start(t, mockserver.WithBugs("title-cut-at-80"))
	c := inFrontOf(t, server.server.URL, nil, mockserver.WithDrift())
	p := console(c, browser, "")
	const links = `[...document.querySelectorAll('nav a')].filter(a => !a.hidden).map(a => a.dataset.view).join()`
	p.wait(links + ` === 'requests,force,scenarios,client,drift'`)
	p.click(`nav a[data-view="drift"]`)
	p.wait(shows("#drift-list", "Nowhere"))
	c.post("/case", `{"customerId": "C-1001", "title": "A title of more than eighty characters, whatever a column of a `+
		`database may hold, and its owner"}`).want(http.StatusCreated, "proxied")
	p.click("#drift-look")
	for _, text := range []string{"createCase/201/title", "was sent and accepted", "and its owner", "request 1"} {
		p.wait(shows("#drift-list", text))
	}
	p.click("#drift-list a")
	p.wait(shows("#request-detail", "createCase/201/title"))
	p.do(chromedp.Navigate(c.server.URL + mockserver.AdminPath + "#/cases"))
	p.wait(shows("body", "not here: ask for them through the proxy"))
}

// TestDataOfAProxy is the real server's: nothing of the sandbox is shown in its place.
func TestDataOfAProxy(t *testing.T) {
	t.Parallel()
	address, _, _ := countingServer(t)
	to, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	api := start(t, mockserver.WithUpstream(proxy.Options{To: to}))
	for _, path := range []string{"cases", "cases/1001", "customers", "customers/C-1001", "customers/C-1001/cases"} {
		api.admin(http.MethodGet, path, "").want(http.StatusConflict, "").contains(address)
	}
	health := api.admin(http.MethodGet, "health", "")
	health.contains(`"proxied":true`)
	health.contains(`"drift":false`)
}
