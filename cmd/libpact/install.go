package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
	defer d.discard()
	origin, err := m.fetch(ctx, d)
	if err != nil {
		return "", err
	}
	if err := d.finish(libraryMode); err != nil {
		return "", err
	}
	if err := m.setInstallName(ctx, d); err != nil {
		return "", err
	}
	if err := d.publish(); err != nil {
		return "", fmt.Errorf("put the library in place: %w", err)
	}
	after := m.inspect(d.final)
	if after.wrong != nil {
		return "", after.wrong
	}
	done := "installed"
	if !before.absent() {
		done += " in place of one that could not be used"
	}
	return after.said(done) + ", from " + origin, nil
}

// fetch fills the draft and returns the name of the source. There is one, and its library is pinned:
// one that cannot be had, or is another than it should be, ends the installation.
func (m machine) fetch(ctx context.Context, d *draft) (string, error) {
	err := m.source.fetch(ctx, d.file)
	if ctx.Err() != nil {
		return "", errors.New("interrupted: nothing was changed")
	}
	if err != nil {
		return "", fmt.Errorf("libpact_ffi %s could not be fetched: %s: %w\nput this right, or copy "+
			"the library from another machine to %s, and run this again",
			libraryVersion, m.source.name, err, d.final)
	}
	return m.source.name, nil
}

// setInstallName makes a macOS library answer to the path at which programs will load it.
func (m machine) setInstallName(ctx context.Context, d *draft) error {
	if !m.platform.machO() {
		return nil
	}
	err := m.run(ctx, filepath.Dir(d.final), "install_name_tool", "-id", d.final, d.file.Name())
	if err != nil {
		return fmt.Errorf("set the library's install name: %w\n"+
			"install_name_tool comes with Xcode's command line tools: xcode-select --install", err)
	}
	return nil
}
