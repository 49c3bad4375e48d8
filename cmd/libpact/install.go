package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// libraryMode lets everybody load the library and its owner alone replace it.
const libraryMode = 0o755

// install puts the library into the first directory where it can be and would be used.
func (m machine) install(ctx context.Context, where search, found survey) (string, error) {
	var refusals []error
	for _, dir := range where.install {
		d, err := m.begin(where, found, dir)
		if err == nil {
			return m.deliver(ctx, d, found[dir])
		}
		refusals = append(refusals, fmt.Errorf("  not in %s: %w", dir, err))
	}
	return "", fmt.Errorf("%s can be put nowhere:\n%w\nremove what is in the way, run this as a "+
		"user who may, or name another directory with --dir", m.platform.file, errors.Join(refusals...))
}

// begin opens a draft in dir, before anything is fetched: a directory that cannot be written to
// costs no download.
func (m machine) begin(where search, found survey, dir string) (*draft, error) {
	if err := found.obstacle(where, dir); err != nil {
		return nil, err
	}
	final := filepath.Join(dir, m.platform.file)
	if err := replaceable(final, m.user); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	return newDraft(final)
}

// deliver fills the draft, gives it its name and says so.
func (m machine) deliver(ctx context.Context, d *draft, before finding) (string, error) {
	defer d.Discard()
	origin, err := m.fetch(ctx, d)
	if err != nil {
		return "", err
	}
	if err := d.Finish(libraryMode); err != nil {
		return "", err
	}
	if err := m.setInstallName(ctx, d); err != nil {
		return "", err
	}
	if err := d.Publish(); err != nil {
		return "", fmt.Errorf("put the library in place: %w", err)
	}
	after, err := m.confirm(d.final)
	if err != nil {
		return "", err
	}
	done := "installed"
	if !before.absent() {
		done += " in place of one that could not be used"
	}
	return after.said(done) + ", from " + origin, nil
}

// fetch asks the sources one after the other and returns the name of the one that delivered, with
// the reasons of those that did not.
func (m machine) fetch(ctx context.Context, d *draft) (string, error) {
	var failures []string
	for _, from := range m.sources {
		if err := d.restart(); err != nil {
			return "", err
		}
		err := from.fetch(ctx, d.File)
		if ctx.Err() != nil {
			return "", errors.New("interrupted: nothing was changed")
		}
		if err == nil {
			return strings.Join(append([]string{from.name}, failures...), "; not from "), nil
		}
		failures = append(failures, fmt.Sprintf("%s: %v", from.name, err))
	}
	return "", fmt.Errorf("libpact_ffi %s could not be fetched:\n  %s\nput one of these right, or "+
		"copy the library from another machine to %s, and run this again",
		libraryVersion, strings.Join(failures, "\n  "), d.final)
}

// setInstallName makes a macOS library answer to the path at which programs will load it.
func (m machine) setInstallName(ctx context.Context, d *draft) error {
	if !m.platform.machO() {
		return nil
	}
	err := m.run(ctx, filepath.Dir(d.final), "install_name_tool", "-id", d.final, d.Name())
	if err != nil {
		return fmt.Errorf("set the library's install name: %w\n"+
			"install_name_tool comes with Xcode's command line tools: xcode-select --install", err)
	}
	return nil
}

// confirm looks at the installed file as the next run will. A build that only pact-go's installer
// knows is noted the way it does.
func (m machine) confirm(path string) (finding, error) {
	if after := m.inspect(path); after.wrong == nil {
		return after, nil
	}
	if err := takeNote(m.home, path); err != nil {
		return finding{}, fmt.Errorf("%s is in place but will not be known again: %w", path, err)
	}
	after := m.inspect(path)
	return after, after.wrong
}
