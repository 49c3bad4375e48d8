package report

import (
	"context"
	"fmt"
	"os"
	"slices"

	"casemock/contracts/outfile"
)

// Written says what came of writing a report.
type Written struct {
	Target
	// Others are the names of the suites of other runs that the file holds beside the new one.
	Others []string
}

// Check reports whether a report can be written, before anything is verified. The directory is made
// where it is missing. A file that is there must be a report of the format, or empty.
func (t Target) Check() error {
	if t.IsStandardOutput() {
		return nil
	}
	if err := t.makeDirectory(); err != nil {
		return err
	}
	if _, _, err := t.former(""); err != nil {
		return err
	}
	return t.problem(outfile.Check(t.Path))
}

// Write puts the suite into the report, which is a file, in the place of a former run of the same suite. The suites
// of other runs stay. Nobody ever reads half a report, and of two runs that write at the same time
// neither is lost. What is no file, such as a pipe, is sent a report of this suite alone; the
// context bounds the waiting for its reader.
func (t Target) Write(ctx context.Context, suite Suite) (Written, error) {
	if err := t.makeDirectory(); err != nil {
		return Written{}, err
	}
	if directory, isFile := outfile.Directory(t.Path); isFile {
		unlock, err := lock(directory)
		if err != nil {
			return Written{}, t.problem(err)
		}
		defer unlock()
	}
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
	return Written{t, others}, t.problem(outfile.Write(ctx, t.Path, content, 0o644))
}

func (t Target) makeDirectory() error {
	directory, isFile := outfile.Directory(t.Path)
	if !isFile {
		return nil
	}
	return t.problem(os.MkdirAll(directory, 0o755))
}

// former is what the file holds, nil when it is not there or empty, and the names of the suites in
// it but one.
func (t Target) former(but string) (content []byte, others []string, err error) {
	format, err := t.Format.find()
	if err != nil {
		return nil, nil, err
	}
	content, err = outfile.Read(t.Path)
	if err != nil || len(content) == 0 {
		return nil, nil, t.problem(err)
	}
	names, err := format.suites(content)
	if err != nil {
		return nil, nil, fmt.Errorf("%s is there and is no %s report of casepact (%w): "+
			"give another path, or delete it", t.Path, t.Format, err)
	}
	return content, slices.DeleteFunc(names, func(name string) bool { return name == but }), nil
}

func (t Target) problem(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("writing the report %s: %w", t.Path, err)
}
