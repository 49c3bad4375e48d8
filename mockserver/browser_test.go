package mockserver_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// browserPatience bounds what waits for a browser. A busy machine is slow; a broken page never comes.
const browserPatience = 60 * time.Second

// webBrowser is a real browser. It has a few windows, and each is lent to one test after the other: a window of its
// own costs more than most tests do in it.
type webBrowser struct{ windows chan context.Context }

// browserWindows are as many as keep a small machine busy.
const browserWindows = 2

// startBrowser runs a browser for a test. Without one the test is skipped, except where it must run: in
// continuous integration. With -short there is no time for it.
func startBrowser(t *testing.T) webBrowser {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes long to start")
	}
	flags := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(findBrowser(t)),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, // inside a container there is none
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
	)
	allocator, stop := chromedp.NewExecAllocator(t.Context(), flags...)
	t.Cleanup(stop)
	ctx, stop := chromedp.NewContext(allocator)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting the browser: %v", err)
	}
	browser := webBrowser{make(chan context.Context, browserWindows)}
	browser.windows <- ctx
	for range browserWindows - 1 {
		window, stop := chromedp.NewContext(ctx)
		t.Cleanup(stop)
		if err := chromedp.Do(window); err != nil { // the window lives as long as the context of the first call
			t.Fatalf("opening a window: %v", err)
		}
		browser.windows <- window
	}
	return browser
}

func findBrowser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("no chromium, which this test must run with here; as root, apt-get install chromium")
	}
	t.Skip("no chromium: the console is not tested in a browser")
	return ""
}

// page is a window of the browser while a test has it. What the page complains of fails the test.
type page struct {
	t   *testing.T
	ctx context.Context
}

// openPage opens a URL in a window that is free and waits until a condition holds; see [page.wait].
func openPage(t *testing.T, browser webBrowser, address, ready string) *page {
	t.Helper()
	window := <-browser.windows
	t.Cleanup(func() { browser.windows <- window })
	opened := &page{t, window}
	opened.forget(address)
	opened.do(chromedp.EmulateViewport(1280, 800))
	opened.focus()
	opened.listen()
	opened.do(chromedp.Navigate(address))
	opened.wait(ready)
	return opened
}

// focus has the page believe that it is where the keys go, as it is for who has one window.
func (p *page) focus() {
	p.t.Helper()
	focused := emulation.SetFocusEmulationEnabledParams{Enabled: true}
	if _, err := chromedp.Call(p.ctx, emulation.SetFocusEmulationEnabled, focused); err != nil {
		p.t.Fatal(err)
	}
}

// forget empties the storage that pages of a server have: an earlier one may have had the same port.
func (p *page) forget(address string) {
	p.t.Helper()
	parsed, err := url.Parse(address)
	if err != nil {
		p.t.Fatal(err)
	}
	origin := storage.ClearDataForOriginParams{Origin: parsed.Scheme + "://" + parsed.Host, StorageTypes: "all"}
	if _, err := chromedp.Call(p.ctx, storage.ClearDataForOrigin, origin); err != nil {
		p.t.Fatalf("emptying the storage of %s: %v", origin.Origin, err)
	}
}

// listen reports what goes wrong in the page, such as what its policy forbids.
func (p *page) listen() {
	ctx, stop := context.WithCancel(p.ctx)
	messages := chromedp.Console(ctx)
	done := make(chan struct{})
	p.t.Cleanup(func() {
		stop()
		<-done
	})
	go func() {
		defer close(done)
		for message, err := range messages {
			if err != nil {
				return
			}
			// An answer that is an error is for the test to judge, and so is a server that is gone.
			network := message.Source == "network"
			if message.IsException() || message.Type == "error" && !network {
				p.t.Errorf("the page says: %s", message)
			}
		}
	}()
}

func (p *page) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, browserPatience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatalf("in the browser: %v\n%s", err, p.text())
	}
}

// text is all that can be read in the page, for a test that failed.
func (p *page) text() string {
	text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string]("document.body.innerText"))
	if err != nil {
		return err.Error()
	}
	return text
}

// wait waits until an expression of JavaScript holds. It is asked again whenever the page changes,
// and often enough for what is no change of the page.
func (p *page) wait(condition string) {
	p.t.Helper()
	poll := chromedp.Poll[chromedp.Void]("Boolean("+condition+")",
		chromedp.WithPollingInterval(20*time.Millisecond),
		chromedp.WithPollingTimeout(browserPatience))
	if _, err := chromedp.Run(p.ctx, poll); err != nil {
		p.t.Fatalf("waiting for %s: %v\n%s", condition, err, p.text())
	}
}

// leave does something that leads to another page, and waits until that has loaded.
func (p *page) leave(action chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, browserPatience)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, action); err != nil {
		p.t.Fatalf("leaving the page: %v", err)
	}
}

// click clicks on the element as a mouse does.
func (p *page) click(selector string) {
	p.t.Helper()
	p.do(chromedp.Click(chromedp.CSS(selector)))
}

// press presses keys, one after the other; kb has the names of those without a letter.
func (p *page) press(keys ...string) {
	p.t.Helper()
	for _, key := range keys {
		p.do(chromedp.KeyEvent(key))
	}
}

// write replaces what is in a field.
func (p *page) write(selector, text string) {
	p.t.Helper()
	eval[bool](p, fmt.Sprintf("(document.querySelector(%s).select(), true)", quote(selector)))
	p.do(chromedp.SendKeys(chromedp.CSS(selector), kb.Delete+text))
}

// eval gives the value of an expression, or of the promise that it is.
func eval[T any](p *page, expression string) T {
	p.t.Helper()
	value, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// look is how a screenshot is taken.
type look struct {
	path          string
	width, height int64
	scheme        string // light or dark
}

// screenshot keeps a picture of the page in a file.
func (p *page) screenshot(l look) {
	p.t.Helper()
	scheme := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: l.scheme}}}
	p.do(chromedp.EmulateViewport(l.width, l.height))
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, scheme); err != nil {
		p.t.Fatal(err)
	}
	picture, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(l.path, withFewColours(p.t, picture), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// quote writes a string of JavaScript.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"`
}
