package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"casemock/cmd/internal/commandline"
)

// distributed are the files that call casemock where no compiler sees it.
func distributed(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, pattern := range []string{"image/Containerfile", "npm/*.md", "npm/*.js", "npm/bin/*.js",
		"../../.ci/action/*", "../../.ci/image", "../../.ci/npm"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s is nowhere: %v", pattern, err)
		}
		for _, path := range paths {
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			found[path] = string(content)
		}
	}
	return found
}

// known are the names of all commands, flags and variables of the environment.
func known() (commands, flags, variables []string) {
	for _, command := range program().Commands {
		word, _, _ := strings.Cut(command.Name, " ")
		commands = append(commands, word)
		for _, setting := range command.Table.Settings {
			flags = append(flags, setting.Name)
			if setting.Variable != "" {
				variables = append(variables, setting.Variable)
			}
		}
	}
	return append(commands, "help"), append(flags, "help"), append(variables, "CASEMOCK_BINARY")
}

// TestWhatIsDistributedCallsCommandsThatExist holds the names in images, packages and actions against the
// program's own.
func TestWhatIsDistributedCallsCommandsThatExist(t *testing.T) {
	t.Parallel()
	commands, flags, variables := known()
	of := map[string][]string{"command": commands, "flag": flags, "variable": variables}
	patterns := map[string]*regexp.Regexp{
		"command":  regexp.MustCompile(`(?:(?:npx|--offline) casemock|/casemock"?,?) "?([a-z]+)\b`),
		"flag":     regexp.MustCompile(`casemock"?,? "?[a-z]+"?[^\n]*? "?--([a-z-]+)`),
		"variable": regexp.MustCompile(`\b(CASEMOCK_[A-Z_]+)=`),
	}
	met := map[string]int{}
	for path, content := range distributed(t) {
		for kind, pattern := range patterns {
			for _, match := range pattern.FindAllStringSubmatch(content, -1) {
				met[kind]++
				if !slices.Contains(of[kind], match[1]) {
					t.Errorf("%s: there is no %s %s in %q", path, kind, match[1], match[0])
				}
			}
		}
	}
	for kind := range patterns {
		if met[kind] < 3 {
			t.Errorf("only %d names of a %s were found", met[kind], kind)
		}
	}
}

// TestImageStarts holds what the image sets against the configuration of serve.
func TestImageStarts(t *testing.T) {
	t.Parallel()
	content := distributed(t)["image/Containerfile"]
	environment := regexp.MustCompile(`CASEMOCK_[A-Z_]+=\S+`).FindAllString(content, -1)
	var chosen configuration
	process := commandline.Process{Environment: environment}
	if _, err := chosen.table().Read(nil, process.LookupEnv); err != nil {
		t.Fatal(err)
	}
	if err := chosen.check(); err != nil {
		t.Error(err)
	}
	if !strings.HasSuffix(chosen.address, ":8080") || !strings.Contains(content, "EXPOSE 8080\n") {
		t.Errorf("health asks at %s, the image listens at %s", defaultServer, chosen.address)
	}
}

// TestPackageOfNPM runs the tests of the helper for JavaScript with this program.
func TestPackageOfNPM(t *testing.T) {
	t.Parallel()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is missing")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(t.TempDir(), "casemock")
	if err := os.Symlink(self, binary); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), node, "--test", "index.test.js")
	command.Dir, command.Env = "npm", append(os.Environ(), "CASEMOCK_BINARY="+binary)
	if output, err := command.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, output)
	}
}

// TestPackageOfNPMIsWhole holds what the package names against the files that are there.
func TestPackageOfNPMIsWhole(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile("npm/package.json")
	if err != nil {
		t.Fatal(err)
	}
	var found struct {
		Bin         map[string]string
		Main, Types string
		Files       []string
		Scripts     map[string]string
		Platforms   map[string]string `json:"optionalDependencies"`
	}
	if err := json.Unmarshal(content, &found); err != nil {
		t.Fatal(err)
	}
	for _, name := range append(found.Files, found.Main, found.Types, found.Bin["casemock"]) {
		if _, err := os.Stat(filepath.Join("npm", name)); err != nil {
			t.Error(err)
		}
	}
	if len(found.Scripts) > 0 || len(found.Platforms) != 6 {
		t.Errorf("scripts %v, platforms %v: nothing runs when it is installed", found.Scripts, found.Platforms)
	}
}
