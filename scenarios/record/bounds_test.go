package record_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/crm"
	"casemock/contracts/golden"
	"casemock/scenarios/record"
)

// What is too much is counted and left out, and what is recorded can still be read.
func TestBounds(t *testing.T) {
	t.Parallel()
	recorder := record.New(record.Options{})
	for i := range 40 {
		id := fmt.Sprint(5000 + i)
		recorder.Add(exchange(caseapi.CreateCase, "", "key-of-ours",
			`{"customerId": "7001", "title": "`+strings.Repeat("Parcel lost ", 1200)+id+`"}`, 201,
			strings.ReplaceAll(kase, "5001", id)))
	}
	for i := range 1000 {
		recorder.Add(exchange(caseapi.LookupCase, fmt.Sprint(i), "key-of-ours", "", 404, ""))
	}
	recorder.Add(exchange(caseapi.CreateCase, "", "key-of-ours",
		`{"customerId": "7001", "title": "`+strings.Repeat("long ", record.MostBody)+`"}`, 201, kase))
	recorder.Add(record.Exchange{World: "default", Status: 200, Headers: http.Header{}})
	recorder.Add(exchange(caseapi.LookupCase, "1", "", "", 0, ""))
	files, summary := recorder.Files()
	storiesOf(t, files)
	for _, reason := range []string{"beyond what a recording can hold", "not a call of the Case API", "without an answer",
		"with a body of more than 64 KiB, or one that is not all there", "more than a file can hold"} {
		if summary.Left[reason] == 0 {
			t.Errorf("nothing is left out as %q: %v", reason, summary.Left)
		}
	}
}

func TestSecretsAreBounded(t *testing.T) {
	t.Parallel()
	recorder := record.New(record.Options{})
	for i := range 2010 {
		recorder.Add(exchange(caseapi.LookupCase, "1", fmt.Sprintf("key-%d-of-many", i), "", 500, ""))
	}
	recorder.Add(exchange(caseapi.LookupCase, "1", strings.Repeat("k", 10_000), "", 500, ""))
	if _, summary := recorder.Files(); summary.Left["with more keys and tokens than can be looked for"] != 11 {
		t.Errorf("left out: %v", summary.Left)
	}
}

// The files as people read them.
func TestGolden(t *testing.T) {
	t.Parallel()
	files, _ := recorded(t, crm.New(), record.Options{}).Files()
	for _, file := range files {
		switch file.Name {
		case "story-default.yaml", "updateCase.yaml", "meta.json":
			golden.Compare(t, "testdata/"+file.Name, file.Text)
		}
	}
}

// Whatever comes, the files can be read.
func FuzzFiles(f *testing.F) {
	f.Add(uint8(1), 201, "5001", `{"customerId": "7001", "title": "${x} {{ y }}"}`, kase, "key", false)
	f.Add(uint8(0), 400, "${a.id}", `{"title": null, "\u0000": "\ue000id\ue000"}`,
		`{"fields": [{"name": "${", "a": 1}]}`, "k", true)
	f.Add(uint8(3), 200, "a/b", "",
		`[{"id": "a/b", "url": "https://x/a%2Fb?id=a/b", "interactions": [{"author": 7}]}]`, "", false)
	f.Add(uint8(9), 200, "", `{"phoneNumbers": ["+49 1", "++"], "email": "@", "addresses": [{"zip": "  "}]}`,
		`[7]`, "k", false)
	f.Fuzz(func(t *testing.T, which uint8, status int, parameter, sent, answer, key string, keep bool) {
		recorder := record.New(record.Options{KeepData: keep})
		name := caseapi.OperationNames()[int(which)%len(caseapi.OperationNames())]
		if status < 200 || status > 599 {
			status = 200
		}
		recorder.Add(exchange(caseapi.OperationName(name), parameter, key, sent, status, answer))
		recorder.Add(exchange(caseapi.LookupCase, parameter, key, "", 200, answer))
		recorder.Add(exchange(caseapi.UpdateCase, parameter, key, sent, 201, answer))
		files, summary := recorder.Files()
		stories := storiesOf(t, files)
		if len(stories) != summary.Worlds {
			t.Errorf("%d stories, said are %d", len(stories), summary.Worlds)
		}
	})
}
