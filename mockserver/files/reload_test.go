package files_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"casemock/contracts/strictyaml"
	"casemock/mockserver/files"
)

const broken = "name: [\n"

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func scenario(name string) string {
	return "name: " + name + "\noperation: lookupCase\nresponses: [{status: 404}]\n"
}

func has(loader *files.Loader, name string) bool {
	_, ok := loader.Current().Scenarios.Find(name)
	return ok
}

func TestLoaderKeepsTheLastGoodVersion(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "mine.yaml")
	sources := files.Sources{Scenarios: []string{file}, Seed: 1, Cases: 1}
	write(t, file, broken)
	var problems strictyaml.Problems
	if _, err := files.NewLoader(sources); !errors.As(err, &problems) {
		t.Errorf("got %v, want problems", err)
	}
	write(t, file, scenario("mine/one"))
	loader, err := files.NewLoader(sources)
	if err != nil || !has(loader, "mine/one") {
		t.Fatalf("not loaded: %v", err)
	}
	write(t, file, broken)
	if err := loader.Reload(); !errors.As(err, &problems) || len(loader.Current().Problems) != len(problems) {
		t.Errorf("got %v and %v, want the same problems", err, loader.Current().Problems)
	}
	if !has(loader, "mine/one") {
		t.Error("the last good version is gone")
	}
	write(t, file, scenario("mine/two"))
	if err := loader.Reload(); err != nil || has(loader, "mine/one") || !has(loader, "mine/two") {
		t.Errorf("the new version is not in force: %v", err)
	}
}

func TestWatchReloadsWhatChanged(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "mine.yaml")
	write(t, file, scenario("mine/one"))
	loader, err := files.NewLoader(files.Sources{Scenarios: []string{file}, Seed: 1, Cases: 1})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	write(t, file, scenario("mine/two"))
	seen := told{cancel}
	loader.Watch(ctx, slog.New(slog.NewTextHandler(seen, nil))) // until it says that it has reloaded
	if !has(loader, "mine/two") {
		t.Error("the new version is not in force")
	}
}

// told ends something with the first line of a log.
type told struct{ end func() }

func (t told) Write(line []byte) (int, error) {
	t.end()
	return len(line), nil
}
