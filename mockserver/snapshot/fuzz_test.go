package snapshot_test

import (
	"bytes"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver/snapshot"
)

const small = `world: default
settings: {seed: "1"}
customers:
  - {id: C-1026, name: Ada}
cases:
  - {id: "1001", number: N-1, customerId: C-1026, title: "null", description: "", status: open,
    created: 2024-05-01T09:30:00.000Z, lastUpdated: 2024-05-01T09:30:00.000Z, interactions: []}
removed: {cases: ["1002"]}
given: {cases: 2}
forced: [{operation: updateCase, status: 422, scenario: updateCase/422, times: 2, remaining: 1}]
positions: {updateCase/flaky: {times: 1, of: aa}}
states: [it is late]
setups: [{state: no case exists, touched: [{object: case, id: "1002"}]}]
former: {case/1002: {was: {}, holders: 1}}
clock: {stands: 2031-05-01T12:00:00Z, step: 1s}
scenarios:
  - |
    name: mine
    operation: lookupCase
    responses: [{status: 404}]
`

// FuzzRead reads what anybody sends. It may refuse; what it takes, it writes such that it is read as the same.
func FuzzRead(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte("settings: {}\n"))
	f.Add([]byte("settings: {}\nscenarios: [\"name: a\\noperation: lookupCase\\nresponses: [{status: 404}] \"]\n"))
	f.Add([]byte("settings: {}\nstates: [\"a\\u0000b\", \" \", \"\\r\\n\"]\n"))
	api := caseapi.New(fixtures.DefaultStructures())
	link := func(id string) string { return "http://crm.example/" + id }
	links := snapshot.Links{Case: link, Customer: link}
	f.Fuzz(func(t *testing.T, text []byte) {
		read, problems := snapshot.Read(api, anyScenario, "f", "default", text, links)
		if len(problems) > 0 {
			return
		}
		var written, again bytes.Buffer
		if err := snapshot.Write(&written, read, links); err != nil {
			t.Fatal(err)
		}
		reread, problems := snapshot.Read(api, anyScenario, "f", "default", written.Bytes(), links)
		if len(problems) > 0 {
			t.Fatalf("%v in\n%s", problems, written.Bytes())
		}
		if err := snapshot.Write(&again, reread, links); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(written.Bytes(), again.Bytes()) {
			t.Errorf("written\n%s, and then\n%s", written.Bytes(), again.Bytes())
		}
	})
}

// The small snapshot is one that can be read: else the others are held against nothing.
func TestSmallSnapshotIsRead(t *testing.T) {
	t.Parallel()
	link := func(id string) string { return "http://crm.example/" + id }
	read, problems := snapshot.Read(caseapi.New(fixtures.DefaultStructures()), anyScenario, "f", "default", []byte(small),
		snapshot.Links{Case: link, Customer: link})
	if len(problems) > 0 || len(read.Records) != 11 {
		t.Errorf("got %d records, %v", len(read.Records), problems)
	}
}

// anyScenario is known.
func anyScenario(string) bool { return true }
