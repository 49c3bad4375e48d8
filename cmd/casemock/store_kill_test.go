package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"casemock/mockserver/engine/redistest"
)

var kills = flag.Int("kills", 3, "how often the tests of stores kill a server, or its Redis, under load")

// TestKilledServerKeepsWhatItTold kills a server with a store in a file, again and again, under load: what its clients
// were told is there afterwards, once.
func TestKilledServerKeepsWhatItTold(t *testing.T) {
	t.Parallel()
	flags := []string{"--store", "file:" + filepath.Join(t.TempDir(), "worlds.db"), "--journal", "100000"}
	clients := newTellers(6)
	for round := range *kills {
		server := serveSelf(t, flags...)
		for _, one := range clients.all { // what happens to older cases is seen at the end
			if one.last != "" && !one.look(server.url, one.last, "") {
				t.Errorf("nothing is said of case %s", one.last)
			}
		}
		loaded := clients.load(server.url)
		loaded.await(50 + rand.IntN(200))
		if err := server.command.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		loaded.stop()
		_ = server.command.Wait() // which says that it was killed
		if said := server.stderr.String(); strings.Contains(said, "DATA RACE") || strings.Contains(said, "panic") {
			t.Fatalf("in round %d the server says:\n%s", round, said)
		}
	}
	server := serveSelf(t, flags...)
	clients.compare(t, server.url)
	if err := server.command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := server.command.Wait(); err != nil {
		t.Errorf("a server that is asked to end: %v\n%s", err, server.stderr.String())
	}
}

// TestKilledRedisKeepsWhatWasTold kills Redis under load, with two servers before it.
func TestKilledRedisKeepsWhatWasTold(t *testing.T) {
	t.Parallel()
	// With less than always, Redis may answer before it has written.
	redis := redistest.Start(t, "--appendonly", "yes", "--appendfsync", "always")
	flags := []string{"--store", redis.URL(), "--journal", "100000", "--public-url", "http://sandbox.example"}
	one, two := serveSelf(t, flags...), serveSelf(t, flags...)
	clients := newTellers(6)
	loaded := clients.load(one.url, two.url)
	for range *kills {
		loaded.await(50 + rand.IntN(100))
		redis.Kill()
		redis.Restart(t)
	}
	loaded.await(50)
	loaded.stop()
	clients.compare(t, one.url)
	clients.compare(t, two.url)
}

// killable is a server that this program runs.
type killable struct {
	command *exec.Cmd
	url     string
	stderr  *bytes.Buffer // to be read when it has ended
}

// serveSelf runs serve with flags in another process of this program, up to its first line, until the test ends.
func serveSelf(t *testing.T, flags ...string) killable {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	server := killable{stderr: &bytes.Buffer{}, command: &exec.Cmd{Path: path,
		Args: append([]string{"casemock", "serve", "--addr", "127.0.0.1:0"}, flags...)}}
	server.command.Stderr = server.stderr
	output, err := server.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if server.command.ProcessState == nil {
			_ = server.command.Process.Kill() // which may have ended already
			_ = server.command.Wait()
		}
	})
	var line bytes.Buffer
	for one := []byte{0}; one[0] != '\n'; line.Write(one) {
		if _, err := output.Read(one); err != nil {
			_ = server.command.Wait() // after which all that it said is there
			t.Fatalf("casemock serve %s: %v\n%s", flags, err, server.stderr.String())
		}
	}
	server.url = strings.Trim(line.String(), "\x00\n")
	return server
}

// tellers are clients that remember what they were told.
type tellers struct {
	all []*teller
}

func newTellers(count int) *tellers {
	made := &tellers{}
	for i := range count {
		made.all = append(made.all, &teller{name: fmt.Sprint("t", i), titles: map[string][]string{}})
	}
	return made
}

// teller is one client, which works on cases of its own.
type teller struct {
	name   string
	number int

	titles  map[string][]string // by case: the one that was told last, and those since that may have been stored
	last    string              // the case that was made last
	words   []string            // of requests that were answered
	unsure  int                 // how many cases may have been made besides those
	mistake error
}

// load is a number of clients at work.
type load struct {
	of      *tellers
	cancel  context.CancelFunc
	working sync.WaitGroup
	ticks   chan struct{} // one for each answer
}

// load lets the clients work until it is stopped, with one server or the other.
func (c *tellers) load(urls ...string) *load {
	ctx, cancel := context.WithCancel(context.Background())
	loaded := &load{of: c, cancel: cancel, ticks: make(chan struct{})}
	for i, one := range c.all {
		loaded.working.Go(func() {
			for n := i; ctx.Err() == nil; n++ {
				if !one.step(urls[n%len(urls)]) {
					continue
				}
				select {
				case loaded.ticks <- struct{}{}:
				case <-ctx.Done():
				}
			}
		})
	}
	return loaded
}

// await waits for so many answers.
func (l *load) await(answers int) {
	for range answers {
		<-l.ticks
	}
}

func (l *load) stop() {
	l.cancel()
	l.working.Wait()
}

// step sends a request, and reports whether it was answered as one that was done.
func (c *teller) step(url string) bool {
	c.number++
	word := fmt.Sprintf("%s.%d", c.name, c.number)
	answered := false
	switch {
	case c.last == "" || c.number%10 == 0:
		answered = c.create(url, word)
	case c.number%3 == 0:
		answered = c.look(url, c.last, word)
	default:
		answered = c.rename(url, word)
	}
	if answered {
		c.words = append(c.words, word)
	}
	return answered
}

// caseTitle is what is looked at of a case.
type caseTitle struct{ ID, Title string }

func (c *teller) create(url, word string) bool {
	var made caseTitle
	body := `{"customerId": "C-1001", "title": "` + word + `"}`
	if converse(http.MethodPost, url+"/case?"+word, body, &made) != http.StatusCreated {
		c.unsure++
		return false
	}
	c.last, c.titles[made.ID] = made.ID, []string{word}
	return true
}

func (c *teller) rename(url, word string) bool {
	var changed caseTitle
	status := converse(http.MethodPatch, url+"/case/"+c.last+"?"+word, `{"title": "`+word+`"}`, &changed)
	if status != http.StatusCreated {
		c.titles[c.last] = append(c.titles[c.last], word)
		return false
	}
	c.titles[c.last] = []string{word}
	return true
}

// look checks that a case is as it was told to be.
func (c *teller) look(url, id, word string) bool {
	var found caseTitle
	status := converse(http.MethodGet, url+"/case/"+id+"?"+word, "", &found)
	switch {
	case status == http.StatusNotFound:
		c.mistake = fmt.Errorf("case %s is lost", id)
	case status != http.StatusOK:
		return false
	default:
		if !strings.Contains(" "+strings.Join(c.titles[id], " ")+" ", " "+found.Title+" ") {
			c.mistake = fmt.Errorf("case %s has title %q, which was to be one of %q", id, found.Title, c.titles[id])
		}
	}
	return true
}

// compare looks for what the clients were told, and for what was done twice.
func (c *tellers) compare(t *testing.T, url string) {
	t.Helper()
	told, unsure := map[string]bool{}, 0
	for _, one := range c.all {
		unsure += one.unsure
		for id := range one.titles {
			if told[id] {
				t.Errorf("case %s was made twice", id)
			}
			told[id] = true
			if !one.look(url, id, "compare") {
				t.Errorf("nothing is said of case %s", id)
			}
		}
		if one.mistake != nil {
			t.Error(one.mistake)
		}
	}
	var there []caseTitle
	if status := converse(http.MethodGet, url+"/customer/C-1001/cases", "", &there); status != http.StatusOK {
		t.Fatalf("the cases are answered %d", status)
	}
	made := 0
	for _, one := range there {
		if strings.HasPrefix(one.Title, "t") && strings.Contains(one.Title, ".") {
			made++
		}
	}
	if made < len(told) || made > len(told)+unsure {
		t.Errorf("%d cases are there, %d were told and %d may have been made", made, len(told), unsure)
	}
	c.compareJournal(t, url)
}

// compareJournal looks for the requests that were answered.
func (c *tellers) compareJournal(t *testing.T, url string) {
	t.Helper()
	var journal struct{ Requests []struct{ Query string } }
	if status := converse(http.MethodGet, url+"/__admin/requests?limit=100000", "", &journal); status != http.StatusOK {
		t.Fatalf("the journal is answered %d", status)
	}
	entries := map[string]int{}
	for _, entry := range journal.Requests {
		entries[entry.Query]++
	}
	for _, one := range c.all {
		for _, word := range one.words {
			if entries[word] != 1 {
				t.Errorf("request %s stands %d times in the journal", word, entries[word])
			}
		}
	}
}

// converse sends a request, reads its answer, and gives the status; 0 where there was no whole answer.
func converse(method, url, body string, into any) (status int) {
	request, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		return 0
	}
	request.Header.Set("Authorization", "sandbox-key")
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return 0
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode < 300 && json.Unmarshal(text, into) != nil {
		return 0
	}
	return response.StatusCode
}
