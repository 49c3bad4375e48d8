package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const root = "../.."

// TestCONTRIBUTING looks for what the text for maintainers names: files, tests, and the line that its example changes.
func TestCONTRIBUTING(t *testing.T) {
	t.Parallel()
	text := readText(t, filepath.Join(root, ".github", "CONTRIBUTING.md"))
	const rooms = "(?:cmd|contracts|fixtures|mockserver|scenarios|\\.ci)"
	for _, path := range found(text, "`(?:\\./)?("+rooms+"/[\\w./-]*\\w)[`/ ]") {
		if _, err := os.Stat(filepath.Join(root, path)); err != nil {
			t.Error(err)
		}
	}
	tests := testNames(t)
	for _, name := range found(text, "`(Test\\w+)`") {
		if !tests[name] {
			t.Errorf("there is no %s", name)
		}
	}
	anchor := found(text, "(optional\\(\"interactions\".*)\n")[0]
	if count := strings.Count(readText(t, root+"/contracts/caseapi/schemas_case.go"), anchor); count != 2 {
		t.Errorf("%s stands %d times in schemas_case.go, want 2", anchor, count)
	}
	if !strings.Contains(readText(t, root+"/.ci/run"), "--quick") {
		t.Error(".ci/run knows no --quick")
	}
}

// found lists what the only group of an expression matches.
func found(text, expression string) []string {
	var all []string
	for _, match := range regexp.MustCompile(expression).FindAllStringSubmatch(text, -1) {
		all = append(all, match[1])
	}
	return all
}

func readText(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// testNames are the functions of all tests.
func testNames(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(path, "_test.go") {
			for _, name := range found(readText(t, path), `(?m)^func (Test\w+)\(`) {
				names[name] = true
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
