package file

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"

	bolt "go.etcd.io/bbolt"

	"casemock/mockserver/engine"
)

// TestFullDisk fills the disk and makes room again: what was not told to be there is there then, too.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "store")
	told := make(chan error, 10)
	options := killOptions
	options.Report = func(unavailable error) { told <- unavailable }
	opened, err := Open(path, options)
	check(t, err)
	first, _, err := opened.Commit(t.Context(), "w", engine.Version{}, []engine.Record{{Key: "a", Value: []byte("1")}})
	check(t, err)
	check(t, opened.Settle(t.Context(), "w", first.Version))

	full(opened, func(func(*bolt.Tx) error) error { return syscall.ENOSPC })
	second, ok, err := opened.Commit(t.Context(), "w", first.Version, []engine.Record{{Key: "a", Value: []byte("2")}})
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	err = opened.Settle(t.Context(), "w", second.Version)
	if !errors.Is(err, engine.ErrUnavailable) || !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("with a full disk, got %v", err)
	}
	if _, _, err := opened.Arrive(t.Context(), "w", second.Version); !errors.Is(err, engine.ErrUnavailable) {
		t.Errorf("with a full disk, got %v", err)
	}
	if reason := <-told; !errors.Is(reason, syscall.ENOSPC) {
		t.Errorf("told %v", reason)
	}

	full(opened, opened.database.Update)
	opened.now()
	if reason := <-told; reason != nil {
		t.Errorf("told %v", reason)
	}
	check(t, opened.Settle(t.Context(), "w", second.Version))
	check(t, opened.Close())
	opened, err = Open(path, killOptions)
	check(t, err)
	defer opened.Close()
	since, err := opened.Read(t.Context(), "w", engine.Version{})
	if err != nil || len(since.Records) != 1 || string(since.Records[0].Value) != "2" {
		t.Errorf("left is %v, %v", since, err)
	}
}

// full puts something else in the place of the database.
func full(opened *Engine, update func(func(*bolt.Tx) error) error) {
	opened.mutex.Lock()
	defer opened.mutex.Unlock()
	opened.update = update
}

// TestBrokenLog takes the log away: what cannot be written there is not told to be kept.
func TestBrokenLog(t *testing.T) {
	t.Parallel()
	told := make(chan error, 10)
	options := killOptions
	options.Report = func(unavailable error) { told <- unavailable }
	opened, err := Open(filepath.Join(t.TempDir(), "store"), options)
	check(t, err)
	opened.mutex.Lock()
	opened.log.broken = syscall.ENOSPC
	opened.mutex.Unlock()
	if _, err := opened.Append(t.Context(), "w", engine.Entry{Text: []byte("x")}); !errors.Is(err, engine.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
	if reason := <-told; !errors.Is(reason, syscall.ENOSPC) {
		t.Errorf("told %v", reason)
	}
	if reason := <-told; reason != nil { // as the file has taken the entry
		t.Errorf("told %v", reason)
	}
	if n, err := opened.Append(t.Context(), "w", engine.Entry{Text: []byte("y")}); n != 2 || err != nil {
		t.Errorf("entry %d, %v", n, err)
	}
	check(t, opened.Close())
}
