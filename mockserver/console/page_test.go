package console_test

import (
	"io/fs"
	"net/http"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// files are the page's files by their name in the folder page.
func files(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	folder := os.DirFS("page")
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(folder, name)
		found[name] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// matches are the first groups of an expression's matches.
func matches(expression, text string) []string {
	var found []string
	for _, match := range regexp.MustCompile(expression).FindAllStringSubmatch(text, -1) {
		found = append(found, match[1])
	}
	return found
}

func TestWhatThePageNamesIsServed(t *testing.T) {
	t.Parallel()
	for _, name := range matches(`(?:href|src)="(console/[^"]+)"`, files(t)["index.html"]) {
		if response := ask(t, http.MethodGet, name); response.Code != http.StatusOK {
			t.Errorf("%s: got status %d", name, response.Code)
		}
	}
}

func TestEveryModuleIsReached(t *testing.T) {
	t.Parallel()
	all := files(t)
	reached := map[string]bool{}
	var visit func(name string)
	visit = func(name string) {
		if reached[name] {
			return
		}
		reached[name] = true
		content, ok := all[name]
		if !ok {
			t.Errorf("%s is imported, but there is no such file", name)
		}
		for _, imported := range matches(`(?m)^import [^;]*'\./([^']+)';`, content) {
			visit(path.Join(path.Dir(name), imported))
		}
	}
	visit("script/main.js")
	for name := range all {
		if path.Ext(name) == ".js" && !reached[name] {
			t.Errorf("nothing imports %s", name)
		}
	}
}

func TestElementsThatScriptsNameExist(t *testing.T) {
	t.Parallel()
	all := files(t)
	known := map[string]bool{}
	for _, id := range matches(`\sid="([^"]+)"`, all["index.html"]) {
		if known[id] {
			t.Errorf("the id %s is there twice", id)
		}
		known[id] = true
	}
	for name, content := range all {
		for _, id := range matches(`byId\('([^']+)'\)`, content) {
			if !known[id] {
				t.Errorf("%s looks for #%s, which index.html does not have", name, id)
			}
		}
	}
}

func TestNothingComesFromOutside(t *testing.T) {
	t.Parallel()
	outside := regexp.MustCompile(`(?i)(https?:)?//[a-z0-9-]+\.[a-z]+[^\n]*|@import`)
	for name, content := range files(t) {
		// The name of a vocabulary is no address to load from.
		content = strings.ReplaceAll(content, "http://www.w3.org/2000/svg", "")
		if found := outside.FindString(content); found != "" {
			t.Errorf("%s: %s", name, found)
		}
		if path.Ext(name) == ".css" && strings.Contains(content, "url(") {
			t.Errorf("%s loads a file", name)
		}
	}
}

// The policy forbids these; the browser would only say so when it meets them.
func TestNothingThatThePolicyForbids(t *testing.T) {
	t.Parallel()
	forbidden := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function` +
		`|<style|\sstyle="|\son[a-z]+="|<script>|javascript:|setAttribute\('style`)
	for name, content := range files(t) {
		if found := forbidden.FindString(content); found != "" {
			t.Errorf("%s has %q", name, found)
		}
	}
}
