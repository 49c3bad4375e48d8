package file

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/mockserver/engine"
	"casemock/mockserver/engine/enginetest"
)

func TestSuite(t *testing.T) {
	t.Parallel()
	enginetest.Run(t, enginetest.Kind{New: func(t *testing.T) enginetest.Opener {
		path := filepath.Join(t.TempDir(), "store")
		return func(options engine.Options) (engine.Engine, error) { return Open(path, options) }
	}})
}

// TestWhoIsLittleBehindIsToldLittle holds the cost of a request against the number of requests at once, not against
// the size of the world.
func TestWhoIsLittleBehindIsToldLittle(t *testing.T) {
	t.Parallel()
	opened, err := Open(filepath.Join(t.TempDir(), "store"), engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = opened.Close() })
	commit := func(since engine.Version, record engine.Record) engine.Version {
		t.Helper()
		changes, ok, err := opened.Commit(t.Context(), "w", since, []engine.Record{record})
		if !ok || err != nil {
			t.Fatalf("got %+v, %v", changes, err)
		}
		return changes.Version
	}
	first := commit(engine.Version{}, engine.Record{Key: "case/1", Value: []byte(`1`)})
	second := commit(first, engine.Record{Key: "case/2", Value: []byte(`2`)})
	last := commit(second, engine.Record{Key: "case/1"})
	want := engine.Changes{Version: last, Records: []engine.Record{{Key: "case/2", Value: []byte(`2`)}, {Key: "case/1"}}}
	got, err := opened.Read(t.Context(), "w", first)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	for range maxRecent {
		last = commit(last, engine.Record{Key: "case/3", Value: []byte(`3`)})
	}
	if got, err := opened.Read(t.Context(), "w", first); !got.Whole || len(got.Records) != 2 || err != nil {
		t.Errorf("got %+v, %v; want everything", got, err)
	}
}
