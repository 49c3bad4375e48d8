package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/outfile"
	"casemock/contracts/strictyaml"
	"casemock/fixtures"
	"casemock/mockserver/proxy"
	"casemock/scenarios/record"
)

// recording is a directory that stories and scenarios of traffic are written to: while the traffic goes on, and at
// its end.
type recording struct {
	directory string // empty: nothing is recorded
	keepData  bool

	recorder *record.Recorder
	seen     chan record.Exchange // what the recorder has not taken in yet
	changed  chan struct{}        // something is not written yet
	stop     chan struct{}
	stopped  sync.WaitGroup
	written  map[string]string // by the files' names
}

// keepDataSetting lets personal data be recorded.
func (r *recording) keepDataSetting() settings.Setting {
	return settings.Setting{Name: "keep-data", Kind: settings.Switch, Accept: settings.As(&r.keepData, settings.Truth),
		Usage: "record names, texts and other data as they are, but for keys, cookies and tokens"}
}

// prepare makes the directory, and the recorder of a company with the custom fields of a meta file, if there is one.
// A directory that has something in it is refused: nothing is overwritten, and nothing old is taken for the traffic's.
func (r *recording) prepare(flag, meta string, keys []string) error {
	options := record.Options{KeepData: r.keepData, Keys: keys}
	if meta != "" {
		structures, problems := fixtures.ReadStructures(meta)
		if len(problems) > 0 {
			return strictyaml.Problems(problems)
		}
		options.Structures = &structures
	}
	mode := fs.FileMode(0o755)
	if r.keepData {
		mode = 0o700 // others need not read it
	}
	if err := os.MkdirAll(r.directory, mode); err != nil {
		return fmt.Errorf("--%s: %w", flag, err)
	}
	held, err := os.ReadDir(r.directory)
	if err != nil {
		return fmt.Errorf("--%s: %w", flag, err)
	}
	for _, entry := range held {
		if !strings.HasPrefix(entry.Name(), ".") {
			return fmt.Errorf("--%s: %s is not empty, it has %s: a recording neither replaces nor joins other files; "+
				"name a new directory, or empty it", flag, r.directory, entry.Name())
		}
	}
	r.recorder, r.written = record.New(options), map[string]string{}
	return outfile.Check(filepath.Join(r.directory, "story.yaml"))
}

// write writes the files that are not as they were last time.
func (r *recording) write() (record.Summary, error) {
	files, summary := r.recorder.Files()
	mode := fs.FileMode(0o644)
	if r.keepData {
		mode = 0o600
	}
	var problems []error
	for _, file := range files {
		if r.written[file.Name] == string(file.Text) {
			continue
		}
		// What an interrupt leaves is written, too.
		err := outfile.Write(context.Background(), filepath.Join(r.directory, file.Name), file.Text, mode)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		r.written[file.Name] = string(file.Text)
	}
	return summary, errors.Join(problems...)
}

// mostWaiting is how many exchanges may wait to be taken in; the next request waits then.
const mostWaiting = 64

// observe takes what passes a proxy. It does no more: the end of the answer waits for it.
func (r *recording) observe(x proxy.Exchange) {
	request, outcome := x.Call.Request, x.Outcome
	seen := record.Exchange{World: x.Call.World, Operation: x.Call.Operation, Path: x.Call.Path,
		Query: request.URL.RawQuery, Headers: request.Header, Sent: outcome.Sent.Bytes, Status: outcome.Status,
		AnswerHeaders: x.Header, Answer: outcome.Answer.Bytes, Began: x.Began}
	if request.Method == http.MethodHead {
		seen.Operation = nil
	}
	asked := seen.Operation != nil && seen.Operation.HasBody()
	seen.Cut = !outcome.Answer.Whole || asked && !outcome.Sent.Whole || isEncoded(x.Header)
	select {
	case r.seen <- seen:
	case <-r.stop:
	}
}

// take takes in what was seen, until it is stopped, and then what is left.
func (r *recording) take() {
	for {
		select {
		case seen := <-r.seen:
			r.recorder.Add(seen)
			r.change()
		case <-r.stop:
			for len(r.seen) > 0 {
				r.recorder.Add(<-r.seen)
			}
			return
		}
	}
}

func (r *recording) change() {
	select {
	case r.changed <- struct{}{}:
	default:
	}
}

// isEncoded reports whether an answer came in an encoding that the proxy does not read.
func isEncoded(header http.Header) bool {
	switch strings.ToLower(strings.TrimSpace(header.Get("Content-Encoding"))) {
	case "", "identity", "gzip", "x-gzip":
		return false
	}
	return true
}

// pauses are those between two times of writing: long enough that little of the processor goes into it.
const (
	leastPause = time.Second
	pauseShare = 10 // times as long as the writing took
)

// start writes what changes, in the background. What cannot be written is told when that begins.
func (r *recording) start(tell func(error)) {
	r.seen, r.changed, r.stop = make(chan record.Exchange, mostWaiting), make(chan struct{}, 1), make(chan struct{})
	r.stopped.Go(r.take)
	r.stopped.Go(func() {
		failed := false
		for waits(r.stop, r.changed) {
			began := time.Now()
			_, err := r.write()
			if err != nil && !failed {
				tell(fmt.Errorf("what is recorded cannot be written, and will be tried again: %w", err))
			}
			if failed = err != nil; failed {
				r.change()
			}
			if !waits(r.stop, time.After(max(leastPause, pauseShare*time.Since(began)))) {
				return
			}
		}
	})
}

// waits waits for something; false when the recording ends before.
func waits[T any](stop <-chan struct{}, signal <-chan T) bool {
	select {
	case <-stop:
		return false
	case <-signal:
		return true
	}
}

// finish writes the rest, and says what there is.
func (r *recording) finish(p commandline.Process) error {
	close(r.stop)
	r.stopped.Wait()
	summary, err := r.write()
	if err != nil {
		return fmt.Errorf("what was recorded cannot be written: %w", err)
	}
	r.conclude(p, summary)
	return nil
}

// told says where it is recorded; nothing where it is not.
func (r *recording) told() string {
	if r.directory == "" {
		return ""
	}
	return "\nRecording to " + r.directory
}

func (r *recording) conclude(p commandline.Process, summary record.Summary) {
	fmt.Fprintf(p.Stderr, "recorded %s in %s\n", summary, r.directory)
	for _, left := range summary.LeftOut() {
		fmt.Fprintln(p.Stderr, "  left out:", left)
	}
}
