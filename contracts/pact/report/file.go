package report

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Written says what came of writing a report.
type Written struct {
	Target
	// Others are the names of the suites of other runs that the file holds beside the new one.
	Others []string
}

// Check tells whether a report can be written, before anything is verified. The directory is made
// where it is missing. A file that is there must be a report of the format, or empty.
func (t Target) Check() error {
	if err := os.MkdirAll(filepath.Dir(t.Path), 0o755); err != nil {
		return t.problem(err)
	}
	if _, _, err := t.former(""); err != nil {
		return err
	}
	draft, err := t.draft()
	if err != nil {
		return err
	}
	return t.problem(errors.Join(draft.Close(), os.Remove(draft.Name())))
}

// Write puts the suite into the report, in the place of a former run of the same suite. The suites
// of other runs stay. Nobody ever reads half a report, and of two runs that write at the same time
// neither is lost.
func (t Target) Write(suite Suite) (Written, error) {
	if err := os.MkdirAll(filepath.Dir(t.Path), 0o755); err != nil {
		return Written{}, t.problem(err)
	}
	unlock, err := lock(filepath.Dir(t.Path))
	if err != nil {
		return Written{}, t.problem(err)
	}
	defer unlock()
	former, others, err := t.former(suite.Name())
	if err != nil {
		return Written{}, err
	}
	format, err := t.Format.find()
	if err != nil {
		return Written{}, err
	}
	content, err := format.merge(former, suite)
	if err != nil {
		return Written{}, t.problem(err)
	}
	return Written{t, others}, t.replace(content)
}

// former is what the file holds, nil when it is not there or empty, and the names of the suites in
// it but one.
func (t Target) former(but string) (content []byte, others []string, err error) {
	format, err := t.Format.find()
	if err != nil {
		return nil, nil, err
	}
	content, err = os.ReadFile(t.Path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(content) == 0 {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, t.problem(err)
	}
	names, err := format.suites(content)
	if err != nil {
		return nil, nil, fmt.Errorf("%s is there and is no %s report of casepact (%w): "+
			"give another path, or delete it", t.Path, t.Format, err)
	}
	return content, slices.DeleteFunc(names, func(name string) bool { return name == but }), nil
}

// replace writes beside the file first, so that the old report stays until the new one is whole.
func (t Target) replace(content []byte) error {
	draft, err := t.draft()
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(draft.Name()) }() // there only if something went wrong
	_, err = draft.Write(content)
	if err = errors.Join(err, draft.Chmod(0o644), draft.Close()); err != nil {
		return t.problem(err)
	}
	return t.problem(os.Rename(draft.Name(), t.Path))
}

func (t Target) draft() (*os.File, error) {
	draft, err := os.CreateTemp(filepath.Dir(t.Path), ".casepact-*")
	return draft, t.problem(err)
}

func (t Target) problem(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("writing the report %s: %w", t.Path, err)
}
