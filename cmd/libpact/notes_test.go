package main

import (
	"crypto/md5"
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestNotesOfPactGo(t *testing.T) {
	t.Parallel()
	const content = "some compilation of libpact_ffi"
	tests := map[string]struct {
		notes string
		fails string // empty if the library is accepted
	}{
		"right version":  {noteOf(content, "0.5.8"), ""},
		"later version":  {noteOf(content, "0.5.12"), ""},
		"older version":  {noteOf(content, "0.4.28"), "version 0.4.28"},
		"newer minor":    {noteOf(content, "0.6.0"), "version 0.6.0"},
		"another file":   {noteOf(content+".", "0.5.8"), "another version"},
		"no notes":       {"", "another version"},
		"other library":  {strings.Replace(noteOf(content, "0.5.8"), "libpact_ffi:", "x:", 1), "another"},
		"not YAML":       {"\t", "another version"},
		"not those keys": {"libraries: [1]", "another version"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newComputer(t)
			c.put(t, c.usr, content)
			if test.notes != "" {
				write(t, notesPath(c.home), test.notes)
			}
			code, stdout, stderr := c.typed("--check")
			if code != min(len(test.fails), 1) {
				t.Errorf("exit code %d: %s%s", code, stdout, stderr)
			}
			contains(t, stderr, test.fails)
		})
	}
}

func noteOf(content, version string) string {
	return fmt.Sprintf("libraries:\n    libpact_ffi:\n        libname: libpact_ffi\n"+
		"        version: %s\n        hash: %x\n", version, md5.Sum([]byte(content)))
}

func TestTakeNoteKeepsTheOthers(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	c.put(t, c.usr, right)
	const other = "libraries:\n    another:\n        libname: another\n        version: 1.2.3\n" +
		"        hash: abc\n"
	write(t, notesPath(c.home), other)
	if err := takeNote(c.home, c.library(c.usr)); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(notesPath(c.home))
	want := other + strings.TrimPrefix(noteOf(right, "0.5.8"), "libraries:\n")
	if err != nil || string(got) != want {
		t.Errorf("notes (%v)\n%s\nwant\n%s", err, got, want)
	}
}

func TestNoHomeNoNotes(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	c.put(t, c.usr, right)
	if err := takeNote("", c.library(c.usr)); err == nil {
		t.Error("a note was taken nowhere")
	}
	if got := readNotes(""); got.Libraries != nil {
		t.Errorf("read %v from nowhere", got)
	}
}

func TestVersionsThatFit(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]bool{
		"0.5.8": true, "0.5.9": true, "0.5.10": true, "0.5.7": false, "0.5.": false, "0.5": false,
		"0.5.8-rc1": false, "0.50.9": false, "1.5.8": false, "0.6.0": false, "": false,
	} {
		if got := fits(version); got != want {
			t.Errorf("%q fits: %t, want %t", version, got, want)
		}
	}
}
