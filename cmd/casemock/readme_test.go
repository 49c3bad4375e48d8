package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/fixtures"
	"casemock/mockserver"
	"casemock/scenarios"
	"casemock/scenarios/story"
)

// TestREADME runs the console sessions of the README, in their order, against one server, and holds
// what they print against what stands there. In the README, … stands for the rest of a line, or alone
// on a line for any number of lines.
func TestREADME(t *testing.T) {
	t.Parallel()
	curl, err := exec.LookPath("curl")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("curl is missing; .ci/run installs it")
		}
		t.Skip("curl is missing")
	}
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	steps := readSteps(string(text))
	if len(steps) < 10 {
		t.Fatalf("only %d commands were found", len(steps))
	}
	terminal := newTerminal(t, curl)
	for _, step := range steps {
		terminal.run(step)
	}
}

// TestREADMEFiles reads the YAML of the README as the server would.
func TestREADMEFiles(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	api := caseapi.New(fixtures.DefaultStructures())
	read := 0
	for block := range strings.SplitSeq(string(text), "```yaml\n") {
		file, _, _ := strings.Cut(block, "```")
		var problems []strictyaml.Problem
		switch {
		case strings.Contains(file, "\nresponses:"):
			_, problems = scenarios.Parse(api, "README.md", []byte(file))
		case strings.HasPrefix(file, "story:"):
			_, problems = story.Parse("README.md", []byte(file))
		case strings.HasPrefix(file, "case:"):
			_, problems = fixtures.LoadStructures("README.md", []byte(file))
		default:
			continue
		}
		read++
		for _, problem := range problems {
			t.Error(problem)
		}
	}
	if read != 3 {
		t.Errorf("%d files were read, want a scenario, a story and a meta file", read)
	}
}

// step is a command of the README and what it prints.
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

// terminal is where a reader of the README sits: an empty folder, with the command on the path.
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
	return &terminal{t, server.URL, directory, []string{"PATH=" + path, "CASEMOCK_SERVER=" + server.URL}}
}

func (s *terminal) run(step step) {
	s.t.Helper()
	shell := exec.Command("sh", "-c", strings.ReplaceAll(step.command, "http://127.0.0.1:8080", s.url))
	shell.Dir, shell.Env = s.directory, s.environment
	output, _ := shell.CombinedOutput() // a command that fails says so, and the README with it
	printed := strings.ReplaceAll(string(output), "\r\n", "\n")
	if printed != "" && !strings.HasSuffix(printed, "\n") {
		printed += "\n"
	}
	if !expectation(step.output).MatchString(printed) {
		s.t.Errorf("$ %s\nprinted:\n%s\nThe README has:\n%s", step.command, printed,
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
