package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"casemock/contracts/outfile"
	"casemock/contracts/pact/trust"
)

// libraryMode lets everybody load the library and its owner alone replace it.
const libraryMode = 0o755

// install puts the library into the first directory where it can be, and in the place of each wrong
// one that would be used before it.
func (m machine) install(ctx context.Context, where search, found survey) (string, error) {
	var refusals []error
	for _, dir := range where.install {
		wrong := found.inTheWay(where, dir)
		if found[dir] == nil && wrong == nil {
			return m.said("is installed", dir), nil
		}
		dirs := append([]string{dir}, wrong...)
		if err := m.mayWrite(dirs); err != nil {
			refusals = append(refusals, fmt.Errorf("  not in %s: %w", dir, err))
			continue
		}
		return m.deliver(ctx, dirs, found)
	}
	return "", fmt.Errorf("%s can be put nowhere:\n%w\nremove what is in the way, run this as a "+
		"user who may, or name another directory with --dir", m.library.file, errors.Join(refusals...))
}

// mayWrite says why a file cannot be put into these directories, or not be kept from others there. It
// comes before anything is fetched: a directory that cannot be written to costs no download.
func (m machine) mayWrite(dirs []string) error {
	for _, dir := range dirs {
		if err := makeDirectory(dir); err != nil {
			return err
		}
		probe, err := os.CreateTemp(dir, ".libpact.*.part")
		if err != nil {
			return err
		}
		_ = probe.Close()
		err = trust.File(probe.Name(), m.user)
		if err = errors.Join(err, os.Remove(probe.Name())); err != nil {
			return err
		}
	}
	return nil
}

// makeDirectory makes what is missing of a directory, for everybody to read whatever the umask.
func makeDirectory(dir string) error {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	if parent := filepath.Dir(dir); parent != dir {
		if err := makeDirectory(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	return os.Chmod(dir, 0o755)
}

// deliver puts the library into each of these directories and says so.
func (m machine) deliver(ctx context.Context, dirs []string, found survey) (string, error) {
	library, origin, err := m.obtain(ctx, found)
	if ctx.Err() != nil {
		return "", errors.New("interrupted: nothing was changed")
	}
	if err != nil {
		return "", fmt.Errorf("libpact_ffi %s could not be fetched: %w\nput this right, or copy the "+
			"library from another machine to %s, and run this again",
			libraryVersion, err, m.path(dirs[0]))
	}
	done := "installed"
	for _, dir := range dirs {
		if !errors.Is(found[dir], fs.ErrNotExist) {
			done = "installed in place of one that could not be used"
		}
		if err := m.place(ctx, m.path(dir), library); err != nil {
			return "", err
		}
	}
	return m.said(done, dirs...) + ", from " + origin, nil
}

// obtain returns the library and where it was: another directory, or npm.
func (m machine) obtain(ctx context.Context, found survey) (library []byte, origin string, err error) {
	for dir, wrong := range found {
		if wrong != nil {
			continue
		}
		library, err := os.ReadFile(m.path(dir))
		if err == nil && digest(library) == m.library.sha256 {
			return library, m.path(dir), nil
		}
	}
	library, err = m.fetch(ctx)
	return library, "npm", err
}

// place gives the file at that path this content, whole or not at all. Whoever else runs this command
// at the same time does no harm.
func (m machine) place(ctx context.Context, path string, library []byte) error {
	draft, err := outfile.NewDraft(path)
	if err != nil {
		return err
	}
	defer draft.Discard()
	_, err = draft.Write(library)
	if err := errors.Join(err, draft.Finish(libraryMode)); err != nil {
		return err
	}
	if err := m.setInstallName(ctx, draft.Name(), path); err != nil {
		return err
	}
	if err := draft.Publish(); err != nil {
		return errors.Join(m.inspect(path), fmt.Errorf("put the library in place: %w", err))
	}
	return m.inspect(path)
}
