package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"casemock/cmd/internal/commandline"
	"casemock/contracts/caseapi"
	"casemock/mockserver/proxy"
)

// lookup is an exchange as a proxy tells of it.
func lookup(world, id string) proxy.Exchange {
	return proxy.Exchange{Began: time.Unix(1, 0), Header: http.Header{"Content-Type": {"application/json"}},
		Call: proxy.Call{World: world, Operation: caseapi.MustOperation(caseapi.FindCustomer),
			Path: map[string]string{"id": id}, Request: httptest.NewRequest(http.MethodGet, "/customer/"+id, nil)},
		Outcome: proxy.Outcome{Status: http.StatusOK, Answer: proxy.Body{Whole: true,
			Bytes: []byte(`{"id": "` + id + `", "url": "https://crm.example.com/` + id + `", "name": "Anna Example"}`)}}}
}

// What many requests tell at once is written, all of it, and nothing waits for more once the recording has ended.
func TestRecordingLosesNothing(t *testing.T) {
	t.Parallel()
	directory := filepath.Join(t.TempDir(), "new", "recorded")
	r := recording{directory: directory}
	if err := r.prepare("record", "", nil); err != nil {
		t.Fatal(err)
	}
	r.start(func(err error) { t.Error(err) })
	var clients sync.WaitGroup
	for world := range 5 {
		clients.Go(func() {
			for i := range 30 {
				r.observe(lookup("world-"+strconv.Itoa(world), strconv.Itoa(1000+i)))
			}
		})
	}
	clients.Wait()
	var told bytes.Buffer
	if err := r.finish(commandline.Process{Stderr: &told}); err != nil {
		t.Fatal(err)
	}
	if want := "recorded 5 stories with 300 steps, and 1 scenario in "; !strings.HasPrefix(told.String(), want) {
		t.Errorf("got %s", &told)
	}
	r.observe(lookup("late", "1")) // of a request that was cut off
	if text, err := os.ReadFile(filepath.Join(directory, "story-world-3.yaml")); err != nil ||
		strings.Count(string(text), "operation: findCustomer") != 30 {
		t.Errorf("%v\n%s", err, text)
	}
}

// What cannot be written is told, and an error at the end.
func TestRecordingThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	directory := filepath.Join(t.TempDir(), "recorded")
	r := recording{directory: directory}
	if err := r.prepare("record", "", nil); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(directory); err != nil {
		t.Fatal(err)
	}
	told := make(chan error, 10)
	r.start(func(err error) { told <- err })
	r.observe(lookup("default", "1001"))
	if err := <-told; !strings.Contains(err.Error(), "cannot be written, and will be tried again") {
		t.Error(err)
	}
	if err := r.finish(commandline.Process{Stderr: &bytes.Buffer{}}); err == nil {
		t.Error("nobody is told")
	}
}
