package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// shell runs a line in a directory with nothing but the module cache to take modules from.
func shell(t *testing.T, directory, line string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), "bash", "-c", line)
	command.Dir = directory
	command.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GONOSUMDB=*", "GOWORK=off",
		"CGO_ENABLED=0") // as .ci/run has built it already
	output, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", line, err, output)
	}
	return string(output)
}

// write puts files below a directory.
func write(t *testing.T, directory string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(directory, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAnotherModuleUsesACheckout does what REFERENCE.md says of a Go module that has no address yet: require and
// replace.
func TestAnotherModuleUsesACheckout(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it builds a program")
	}
	checkout, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	user := t.TempDir()
	write(t, user, map[string]string{
		"go.mod": "module example.com/crm\n\ngo 1.26\n",
		"crm_test.go": `package crm

import (
	"net/http"
	"testing"

	"` + module + `/mockserver"
)

func TestLookup(t *testing.T) {
	server := mockserver.NewTestServer(t)
	request, _ := http.NewRequest(http.MethodGet, server.URL+"/case/1001", nil)
	request.Header.Set("Authorization", mockserver.DefaultKey)
	response, err := http.DefaultClient.Do(request)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatal(response, err)
	}
}
`})
	shell(t, user, "go mod edit -require "+module+"@v0.0.0 -replace "+module+"="+checkout)
	shell(t, user, "cp "+filepath.Join(checkout, "go.sum")+" . && go test -count 1 .")
}

// TestTheModuleCanBeRenamed renames a copy, and asks Go whether every import is found: to compile it all again
// takes minutes.
func TestTheModuleCanBeRenamed(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is missing")
	}
	copied := t.TempDir()
	shell(t, filepath.Join("..", ".."), "git -c safe.directory='*' ls-files -z --cached --others --exclude-standard |"+
		" xargs -0 cp --parents -t "+copied)
	shell(t, copied, ".ci/rename-module example.com/acme/casemock")
	shell(t, copied, "go list -deps -test ./... ./.ci/reference >list && test -z \"$(gofmt -l .)\"")
	if got := strings.TrimSpace(shell(t, copied, "go list ./mockserver")); got != "example.com/acme/casemock/mockserver" {
		t.Errorf("the module is %s", got)
	}
	shell(t, copied, "! .ci/rename-module 'no spaces'")
}
