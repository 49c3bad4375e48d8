package strictyaml_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"casemock/contracts/strictyaml"

	"github.com/google/go-cmp/cmp"
)

// Two links on each of many levels lead 2^levels ways to one file.
func TestFilesOfLinksThatFanOut(t *testing.T) {
	t.Parallel()
	const levels = 35 // systems follow 40
	root := tree(t, fmt.Sprintf("%02d/one.yaml", levels))
	for level := range levels {
		if err := os.MkdirAll(filepath.Join(root, fmt.Sprintf("%02d", level)), 0o755); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"left", "right"} {
			link(t, fmt.Sprintf("../%02d", level+1), filepath.Join(root, fmt.Sprintf("%02d", level), name))
		}
	}
	names, problems := files(root, filepath.Join(root, "00"))
	if len(names) != 1 || len(problems) > 0 {
		t.Errorf("files %q, problems %q", names, problems)
	}
}

func TestFilesOfLinksIntoEachOther(t *testing.T) {
	t.Parallel()
	root := tree(t, "a/one.yaml", "b/two.yaml")
	link(t, "../b", filepath.Join(root, "a", "b"))
	link(t, "../a", filepath.Join(root, "b", "a"))
	names, problems := files(root, root)
	if diff := cmp.Diff([]string{"a/b/two.yaml", "a/one.yaml"}, names); diff != "" {
		t.Error(diff)
	}
	want := []string{"a/b/a:1:1: leads back to a directory above it; remove the symbolic link"}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Error(diff)
	}
}

func TestFilesOfEditors(t *testing.T) {
	t.Parallel()
	root := tree(t, "a.yaml", ".a.yaml.swp", "a.yaml~", "4913", "#a.yaml#", "notes.txt", ".git/b.yaml")
	link(t, "somebody@somewhere.1234:5678", filepath.Join(root, ".#a.yaml"))
	link(t, "nowhere", filepath.Join(root, "lock"))
	link(t, "nowhere", filepath.Join(root, "b.yaml"))
	names, problems := files(root, root)
	if diff := cmp.Diff([]string{"a.yaml"}, names); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"b.yaml:1:1: does not exist"}, problems); diff != "" {
		t.Error(diff)
	}
}

func TestStays(t *testing.T) {
	t.Parallel()
	root := tree(t, "a.yaml", "b/c.yaml", "b2/d.yaml")
	problems := []strictyaml.Problem{{File: root + "/a.yaml"}, {File: root + "/b"}, {File: root + "/gone.yaml"}}
	for name, want := range map[string]bool{
		"a.yaml": true, "b/c.yaml": true, "b2/d.yaml": false, "gone.yaml": false, "a.yaml/x": false,
	} {
		if got := strictyaml.Stays(filepath.Join(root, name), problems); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
