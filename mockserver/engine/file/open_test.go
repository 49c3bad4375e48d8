package file

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	bolt "go.etcd.io/bbolt"

	"casemock/mockserver/engine"
)

// TestRefusals opens what is no use as a store. What is there stays as it is.
func TestRefusals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		spoil func(t *testing.T, path string) // makes what is there
		want  string
	}{
		"something else": {func(t *testing.T, path string) {
			write(t, path, []byte(strings.Repeat("This is a letter to my aunt.\n", 1000)))
		}, "it is no store of casemock, or damaged (invalid database); delete it, or give another path"},
		"a short text": {func(t *testing.T, path string) { write(t, path, []byte("hello")) }, "it is no store of"},
		"a longer text": {func(t *testing.T, path string) { write(t, path, []byte(strings.Repeat("x", 5000))) },
			"it is no store of casemock, or damaged (file size too small 5000); delete it, or give another path"},
		"another database": {makeOther, "it is a database of something else; delete it, or give another path"},
		"another format":   {changeFormat, "it was written by another version of casemock (format 0, this one has 1)"},
		"a directory":      {func(t *testing.T, path string) { check(t, os.Mkdir(path, 0o700)) }, "it is a directory"},
		"half of it":       {cut(2), "it is damaged: "},
		"less than a page": {cut(1000), "it is "},
		"zeros in it":      {zeros, "it is "},
		"in use": {use, fmt.Sprintf("it is in use by process %d; end that one, or give another path",
			os.Getpid())},
		"in a missing room": {func(t *testing.T, path string) { check(t, os.RemoveAll(filepath.Dir(path))) },
			"its directory"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "room", "store")
			check(t, os.Mkdir(filepath.Dir(path), 0o700))
			test.spoil(t, path)
			before, _ := os.ReadFile(path)
			opened, err := Open(path, killOptions)
			if err == nil {
				t.Fatal(opened.Close())
			}
			if !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %q, want %q", err, test.want)
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("it was changed")
			}
		})
	}
}

// TestFullDiskIsSaidSo at the start, where nobody can fill a disk for a test.
func TestFullDiskIsSaidSo(t *testing.T) {
	t.Parallel()
	full := &fs.PathError{Op: "write", Path: "store", Err: syscall.ENOSPC}
	if got := explain(full, "store").Error(); got != "its disk is full; make room there, or give another path" {
		t.Errorf("got %q", got)
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	check(t, os.WriteFile(path, content, 0o600))
}

// fill makes a store of some size.
func fill(t *testing.T, path string) {
	t.Helper()
	opened, err := Open(path, killOptions)
	check(t, err)
	var records []engine.Record
	for i := range 1000 {
		records = append(records, engine.Record{Key: fmt.Sprint(i), Value: []byte(strings.Repeat("x", 200))})
	}
	_, _, err = opened.Commit(t.Context(), "w", engine.Version{}, records)
	check(t, err)
	_, err = opened.Append(t.Context(), "w", engine.Entry{Text: []byte("x")})
	check(t, err)
	check(t, opened.Close())
}

func use(t *testing.T, path string) {
	opened, err := Open(path, killOptions)
	check(t, err)
	t.Cleanup(func() { check(t, opened.Close()) })
}

func cut(into int64) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		fill(t, path)
		info, err := os.Stat(path)
		check(t, err)
		check(t, os.Truncate(path, info.Size()/into))
	}
}

// zeros overwrites everything but the first pages.
func zeros(t *testing.T, path string) {
	fill(t, path)
	content, err := os.ReadFile(path)
	check(t, err)
	clear(content[2*os.Getpagesize():])
	write(t, path, content)
}

func makeOther(t *testing.T, path string) {
	database, err := bolt.Open(path, 0o600, nil)
	check(t, err)
	check(t, database.Update(func(tx *bolt.Tx) error {
		_, err := tx.CreateBucket([]byte("recipes"))
		return err
	}))
	check(t, database.Close())
}

func changeFormat(t *testing.T, path string) {
	fill(t, path)
	database, err := bolt.Open(path, 0o600, nil)
	check(t, err)
	check(t, database.Update(func(tx *bolt.Tx) error { return tx.Bucket(storeBucket).Put(formatKey, []byte("0")) }))
	check(t, database.Close())
}

// TestResetOfAnotherFormat takes a store of another version for a new one.
func TestResetOfAnotherFormat(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "store")
	changeFormat(t, path)
	options := killOptions
	options.Reset = true
	opened, err := Open(path, options)
	check(t, err)
	if names, err := opened.Worlds(t.Context()); len(names) > 0 || err != nil {
		t.Errorf("left are %v, %v", names, err)
	}
	check(t, opened.Close())
}

// TestStrangeLogs opens stores beside which there is a log that is not theirs.
func TestStrangeLogs(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "store")
	for name, content := range map[string]string{"nothing": "", "a letter": "Dear aunt,\n",
		"of another store": fmt.Sprintf(headerFormat, "OTHER", 1) + "\x00\x00\x00\x01"} {
		write(t, logPath(path), []byte(content))
		opened, err := Open(path, killOptions)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		check(t, opened.Close())
		if _, err := os.Stat(logPath(path)); err == nil {
			t.Errorf("%s: the log is left", name)
		}
	}
}
