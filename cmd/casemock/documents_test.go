package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/fixtures"
	"casemock/mockserver"
	"casemock/scenarios"
	"casemock/scenarios/story"
)

// TestDocumentsAreRun runs the console sessions of each document, in their order, against one server, and holds
// what they print against what stands there. In a document, … stands for the rest of a line, or alone on a line
// for any number of lines. Where a document starts a server, what follows goes to that one.
func TestDocumentsAreRun(t *testing.T) {
	t.Parallel()
	curl, err := exec.LookPath("curl")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("curl is missing; .ci/run installs it")
		}
		t.Skip("curl is missing")
	}
	found := 0
	for name, text := range documents(t) {
		if strings.HasPrefix(name, ".github/") {
			continue // its commands are for a checkout, which they change
		}
		steps := readSteps(text)
		found += len(steps)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			terminal := newTerminal(t, curl)
			for _, step := range steps {
				if strings.HasPrefix(step.command, "casemock serve") {
					terminal.serve(step)
				} else {
					terminal.run(step)
				}
			}
		})
	}
	if found < 10 {
		t.Fatalf("only %d commands were found", found)
	}
}

// documents gives the text of each document for users and maintainers, by its path.
func documents(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && (entry.Name() == ".git" || entry.Name() == ".artifacts") {
			return filepath.SkipDir
		}
		if err != nil || filepath.Ext(path) != ".md" {
			return err
		}
		name, err := filepath.Rel(root, path)
		texts[filepath.ToSlash(name)] = readText(t, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// TestDocumentsLead follows each link of a document to another file of the tree.
func TestDocumentsLead(t *testing.T) {
	t.Parallel()
	link := regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)`)
	for name, text := range documents(t) {
		for _, found := range link.FindAllStringSubmatch(text, -1) {
			target := filepath.Join(root, filepath.Dir(name), found[1])
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s leads to %s, which is not there", name, found[1])
			}
		}
	}
}

// TestDocumentedFiles reads the YAML of the documents as the server would.
func TestDocumentedFiles(t *testing.T) {
	t.Parallel()
	api := caseapi.New(fixtures.DefaultStructures())
	read := map[string]bool{}
	for name, text := range documents(t) {
		for block := range strings.SplitSeq(text, "```yaml\n") {
			file, _, _ := strings.Cut(block, "```")
			kind, problems := readDocumented(api, name, []byte(file))
			read[kind] = true
			for _, problem := range problems {
				t.Error(problem)
			}
		}
	}
	for _, kind := range []string{"scenario", "story", "meta"} {
		if !read[kind] {
			t.Errorf("no document shows a file of the kind %s", kind)
		}
	}
}

// readDocumented reads a file of a document by what it looks like.
func readDocumented(api *caseapi.API, name string, file []byte) (kind string, problems []strictyaml.Problem) {
	switch text := string(file); {
	case strings.Contains(text, "\nresponses:"):
		_, problems = scenarios.Parse(api, name, file)
		return "scenario", problems
	case strings.HasPrefix(text, "story:"):
		_, problems = story.Parse(name, file)
		return "story", problems
	case strings.HasPrefix(text, "case:"):
		_, problems = fixtures.LoadStructures(name, file)
		return "meta", problems
	}
	return "other", nil
}

// step is a command of a document and what it prints.
type step struct {
	command string
	output  []string
}

func readSteps(text string) []step {
	var steps []step
	inside := false
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		command, isCommand := strings.CutPrefix(line, "$ ")
		switch {
		case strings.HasPrefix(line, "```"):
			inside = line == "```console"
		case inside && isCommand:
			steps = append(steps, step{command: command})
		case inside:
			steps[len(steps)-1].output = append(steps[len(steps)-1].output, line)
		}
	}
	return steps
}

// terminal is where a reader of a document sits: an empty folder, with the command on the path.
type terminal struct {
	t           *testing.T
	url         string
	directory   string
	environment []string
}

func newTerminal(t *testing.T, curl string) *terminal {
	t.Helper()
	directory := t.TempDir()
	self, err := os.Executable() // the test program, which is the command when it is called by its name
	if err != nil {
		t.Fatal(err)
	}
	commands := filepath.Join(directory, "bin")
	if err := os.Mkdir(commands, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(commands, "casemock")); err != nil {
		t.Fatal(err)
	}
	server := mockserver.NewTestServer(t)
	path := strings.Join([]string{commands, filepath.Dir(curl), "/usr/bin", "/bin"}, string(os.PathListSeparator))
	return &terminal{t, server.URL, directory, []string{"PATH=" + path}}
}

func (s *terminal) run(step step) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), 2*time.Minute)
	defer cancel()
	command := s.shell(ctx, step.command)
	command.WaitDelay = 10 * time.Second
	output, err := command.CombinedOutput() // a command that fails says so, and the document with it
	if ctx.Err() != nil || errors.Is(err, exec.ErrWaitDelay) {
		s.t.Fatalf("$ %s\ndoes not end, or leaves a program behind; it printed:\n%s", step.command, output)
	}
	s.compare(step, string(output))
}

// documentedURL is where the servers of the documents listen.
const documentedURL = "http://127.0.0.1:8080"

// shell runs a command of a document, against the server that is running.
func (s *terminal) shell(ctx context.Context, command string) *exec.Cmd {
	shell := exec.CommandContext(ctx, "sh", "-c", strings.ReplaceAll(command, documentedURL, s.url))
	shell.Dir, shell.Env = s.directory, append(s.environment, "CASEMOCK_SERVER="+s.url)
	return shell
}

// serve starts a server as in a terminal of its own, where it runs to the end of the document. A document shows what
// it prints, and not what it logs.
func (s *terminal) serve(step step) {
	s.t.Helper()
	command := s.shell(context.Background(), "exec "+step.command)
	command.Env, command.Stderr = append(command.Env, "CASEMOCK_ADDR=127.0.0.1:0"), s.t.Output()
	server := ready(s.t, command)
	s.url = server.url
	s.t.Cleanup(func() {
		if err := command.Process.Signal(os.Interrupt); err != nil {
			s.t.Error(err)
		}
		further, _ := io.ReadAll(server.output)
		if err := command.Wait(); err != nil {
			s.t.Error(err)
		}
		s.compare(step, strings.ReplaceAll(server.url+"\n"+string(further), server.url, documentedURL))
	})
}

// compare holds what a command has printed against the document.
func (s *terminal) compare(step step, output string) {
	s.t.Helper()
	printed := strings.ReplaceAll(output, "\r\n", "\n")
	if printed != "" && !strings.HasSuffix(printed, "\n") {
		printed += "\n"
	}
	if !expectation(step.output).MatchString(printed) {
		s.t.Errorf("$ %s\nprinted:\n%s\nThe document has:\n%s", step.command, printed,
			strings.Join(step.output, "\n"))
	}
}

func expectation(lines []string) *regexp.Regexp {
	var pattern strings.Builder
	for _, line := range lines {
		if line == "…" {
			pattern.WriteString(`(?:[^\n]*\n)*?`)
			continue
		}
		pattern.WriteString(strings.ReplaceAll(regexp.QuoteMeta(line), "…", `[^\n]*`) + `\n`)
	}
	return regexp.MustCompile(`\A` + pattern.String() + `\z`)
}
