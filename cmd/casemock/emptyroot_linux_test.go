package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// nobody is the user of the container image.
const nobody = 65532

// emptyRoot makes the file system of a container that has nothing but the program: no /etc, no /tmp, no
// /sys. What the kernel says of the process is there, as libraries look for more where it says so.
func emptyRoot(t *testing.T) string {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root may change the root of a process")
	}
	root := t.TempDir()
	content, err := os.ReadFile(buildBinary(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{"casemock": content, "proc/self/cgroup": []byte("0::/\n")} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// inside is the program in a root, as a user who owns nothing there, with an empty environment.
func inside(t *testing.T, root string, arguments ...string) *exec.Cmd {
	t.Helper()
	command := exec.CommandContext(t.Context(), "/casemock", arguments...)
	command.Dir, command.Env = "/", []string{}
	command.SysProcAttr = &syscall.SysProcAttr{Chroot: root,
		Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	return command
}

// TestNothingSpeaksUnasked runs each command where everything is missing that a library may look for when the
// program starts: only what was asked for is said.
func TestNothingSpeaksUnasked(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it builds the program")
	}
	root := emptyRoot(t)
	server := answering(t, inside(t, root, "serve", "--addr", "127.0.0.1:0"))
	defer server.stop(t)
	lines := []string{"version", "help", "scenarios schema", "scenarios list", "health --server " + server.url}
	for _, known := range program().Commands {
		lines = append(lines, "help "+known.Name)
	}
	for _, line := range lines {
		command := inside(t, root, strings.Fields(line)...)
		var stdout, stderr bytes.Buffer
		command.Stdout, command.Stderr = &stdout, &stderr
		if err := command.Run(); err != nil || stderr.Len() > 0 || stdout.Len() == 0 {
			t.Errorf("casemock %s: %v, %d bytes on standard output, and on standard error:\n%s",
				line, err, stdout.Len(), &stderr)
		}
	}
}
