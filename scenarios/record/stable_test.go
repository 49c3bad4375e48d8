package record_test

import (
	"net/http"
	"testing"
	"time"

	"casemock/contracts/crm"
	"casemock/scenarios/record"

	"github.com/google/go-cmp/cmp"
)

// worlds are sessions of three worlds on one server.
func worlds(t *testing.T, server http.Handler) (all []record.Exchange) {
	t.Helper()
	for _, world := range []string{"default", "alice", "bob"} {
		session(t, &tap{t: t, server: server, world: world, key: crm.Key,
			keep: func(x record.Exchange) { all = append(all, x) }})
	}
	return all
}

func filesOf(all []record.Exchange) map[string]string {
	recorder := record.New(record.Options{})
	for _, x := range all {
		recorder.Add(x)
	}
	texts := map[string]string{}
	files, _ := recorder.Files()
	for _, file := range files {
		texts[file.Name] = string(file.Text)
	}
	return texts
}

// interleaved is the same traffic, of the worlds in turn and the last one first.
func interleaved(all []record.Exchange) (mixed []record.Exchange) {
	byWorld := map[string][]record.Exchange{}
	for _, x := range all {
		byWorld[x.World] = append(byWorld[x.World], x)
	}
	for len(byWorld) > 0 {
		for _, world := range []string{"default", "bob", "alice"} {
			if left := byWorld[world]; len(left) > 0 {
				mixed, byWorld[world] = append(mixed, left[0]), left[1:]
				continue
			}
			delete(byWorld, world)
		}
	}
	return mixed
}

func TestTheSameTrafficGivesTheSameFiles(t *testing.T) {
	t.Parallel()
	all := worlds(t, crm.New())
	first := filesOf(all)
	if len(first) != 14 {
		t.Errorf("got %d files", len(first))
	}
	if diff := cmp.Diff(first, filesOf(interleaved(all))); diff != "" {
		t.Errorf("the order of worlds matters:\n%s", diff)
	}
	later := crm.With(crm.IDs("CASE-%d"), func(s *crm.Server) {
		s.Now = func() time.Time { return time.Date(2031, 1, 2, 3, 4, 5, 0, time.UTC) }
	})
	stories := filesOf(worlds(t, later))
	if diff := cmp.Diff(first["story-alice.yaml"], stories["story-alice.yaml"]); diff != "" {
		t.Errorf("the server's ids and times are in a story:\n%s", diff)
	}
}

// A repetition tells nothing new, unless it creates something.
func TestRepetitionsAreOne(t *testing.T) {
	t.Parallel()
	all := worlds(t, crm.New())
	var doubled []record.Exchange
	for _, x := range all {
		doubled = append(doubled, x)
		if x.Operation.Method != http.MethodPost {
			doubled = append(doubled, x, x)
		}
	}
	if diff := cmp.Diff(filesOf(all), filesOf(doubled)); diff != "" {
		t.Error(diff)
	}
}
