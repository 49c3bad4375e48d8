package mockserver_test

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"casemock/mockserver"
)

// savesFile takes the file out of the browser, under a name of one's own.
func savesFile(t *testing.T, window webBrowser) {
	c := start(t, mockserver.WithScenarios(file(t, odd))).withUndocumented()
	c.get("/nowhere")
	hangUp(c)
	p := openPage(t, window, c.server.URL+mockserver.AdminPath+"#/requests/2", saveable)
	yaml := p.saved()
	if !strings.Contains(yaml, "- fault: empty-response\n") || strings.Contains(yaml, "status:") {
		t.Errorf("got\n%s", yaml)
	}
	p.click("#save-live")
	p.write("#save-name", "mine/not there")
	p.click("#save-download")
	p.wait("document.querySelector('#save-name').matches(':invalid')")
	p.write("#save-name", "mine/not-there")

	folder := t.TempDir()
	into := browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder, EventsEnabled: new(true),
		BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
	}
	if _, err := chromedp.CallBrowser(p.ctx, browser.SetDownloadBehavior, into); err != nil {
		t.Fatal(err)
	}
	progress := chromedp.BrowserEvents(p.ctx, browser.DownloadProgress)
	p.click("#save-download")
	for event, err := range progress {
		if err != nil {
			t.Fatal(err)
		}
		if event.State != browser.DownloadProgressStateInProgress {
			break
		}
	}
	content, err := os.ReadFile(filepath.Join(folder, "mine-not-there.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"name: mine/not-there\n", "contract: false\n"} {
		if !strings.Contains(string(content), line) || strings.Contains(string(content), "live:") {
			t.Errorf("the file has no line %q, or is live:\n%s", line, content)
		}
	}

	p.press(kb.Escape)
	p.do(chromedp.Navigate(c.server.URL + mockserver.AdminPath + "#/requests/1"))
	p.wait("document.querySelector('#save-scenario:disabled')") // there is no operation
}

// hangUp sends a request that gets no answer.
func hangUp(c *client) {
	c.t.Helper()
	request, err := http.NewRequest(http.MethodGet, c.server.URL+"/case/1001", nil)
	if err != nil {
		c.t.Fatal(err)
	}
	request.Header.Set("Authorization", c.key)
	request.Header.Set("X-Mock-Scenario", "odd/gone")
	if response, err := c.http.Do(request); err == nil {
		_ = response.Body.Close()
		c.t.Fatal("an empty response was answered")
	}
}

// copiesCurl lets a shell read the line, with a curl that says what it was given.
func copiesCurl(t *testing.T, window webBrowser) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell to read the line")
	}
	c := start(t).inWorld("alice")
	body := `{"title": "It's $HOME \"there\" \\ ` + "`pwd`" + ` é", "n": 12345678901234567890}`
	c.patch("/case/1001?a='b'&c=%20", body, "X-Sf-User-Email: o'neil@example.com")
	p := openPage(t, window, c.server.URL+mockserver.AdminPath+"?world=alice#/requests/1",
		`document.querySelector('#copy-curl')`)
	eval[string](p, `String(navigator.clipboard.writeText = async (text) => { window.copied = text; })`)
	p.click("#copy-curl")
	p.wait("window.copied")

	script := `curl() { for given; do printf '%s\0' "$given"; done; }` + "\n" + eval[string](p, "copied")
	command := exec.CommandContext(t.Context(), shell, "-c", script)
	command.Env = []string{}
	output, err := command.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, script)
	}
	given := strings.Split(strings.TrimSuffix(string(output), "\x00"), "\x00")
	for _, want := range [][]string{
		{"-X", "PATCH", c.server.URL + "/case/1001?a='b'&c=%20"},
		{"-H", "Authorization: sandbox-key/alice"},
		{"-H", "Content-Type: application/json"},
		{"-H", "X-Sf-User-Email: o'neil@example.com"},
	} {
		if !strings.Contains(fmt.Sprintf("%q", given), strings.Trim(fmt.Sprintf("%q", want), "[]")) {
			t.Errorf("%q does not have %q", given, want)
		}
	}
	if sent := given[len(given)-1]; normal(sent) != normal(body) {
		t.Errorf("the body is %s, want %s", sent, body)
	}
}
