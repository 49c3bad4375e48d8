package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// entry is a file in a package.
type entry struct {
	name, content string
	kind          byte  // 0: a regular file
	size          int64 // what the header claims; 0: the truth
}

const member = "linux-x64/libpact_ffi.so"

var pinned = build{npm: "pact-core-test", member: member, sha256: sha256Of(right)}

func packed(t *testing.T, entries ...entry) []byte {
	t.Helper()
	var buffer bytes.Buffer
	zipped := gzip.NewWriter(&buffer)
	archive := tar.NewWriter(zipped)
	for _, e := range entries {
		header := &tar.Header{Name: e.name, Typeflag: e.kind, Mode: 0o644,
			Size: max(e.size, int64(len(e.content)))}
		if e.kind == tar.TypeSymlink {
			header.Linkname, header.Size = "/etc/passwd", 0
		}
		if err := archive.WriteHeader(header); err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(archive, e.content)
	}
	_ = archive.Close() // fails on purpose where an entry claims more than it has
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// leaving is an npm that leaves these archives where it was told to.
func leaving(archives ...[]byte) runner {
	return func(_ context.Context, _, program string, arguments ...string) error {
		at := slices.Index(arguments, "--pack-destination")
		if program != "npm" || at < 0 || arguments[0] != "pack" ||
			arguments[len(arguments)-1] != "@pact-foundation/pact-core-test@"+packageVersion {
			return fmt.Errorf("called as %s %v", program, arguments)
		}
		for i, archive := range archives {
			path := filepath.Join(arguments[at+1], fmt.Sprintf("%d.tgz", i))
			if err := os.WriteFile(path, archive, 0o600); err != nil {
				return err
			}
		}
		return nil
	}
}

func TestNPM(t *testing.T) {
	t.Parallel()
	library := entry{name: "package/prebuilds/" + member, content: right}
	whole := packed(t, entry{name: "package/package.json", content: "{}"}, library)
	tests := map[string]struct {
		run   runner
		fails string // empty if it delivers
	}{
		"delivers": {leaving(whole), ""},
		"not installed": {func(context.Context, string, string, ...string) error {
			return &exec.Error{Name: "npm", Err: exec.ErrNotFound}
		}, "apt-get install npm"},
		"fails": {func(context.Context, string, string, ...string) error {
			return errors.New("npm: exit status 1: code E404")
		}, "fetch @pact-foundation/pact-core-test@20.2.0: npm: exit status 1: code E404"},
		"leaves nothing":  {leaving(), "left 0 archives"},
		"leaves too much": {leaving(whole, whole), "left 2 archives"},
		"other content": {leaving(packed(t, entry{name: library.name, content: wrong})),
			"has SHA-256 " + sha256Of(wrong) + ", expected " + sha256Of(right)},
		"other files": {leaving(packed(t, entry{name: "package/package.json"})),
			"holds no file package/prebuilds/" + member},
		"empty":        {leaving(packed(t)), "holds no file"},
		"not gzipped":  {leaving([]byte("<html>")), "not gzipped"},
		"no tar":       {leaving(zip(t, strings.Repeat("not a tar ", 200))), "tar"},
		"cut":          {leaving(whole[:len(whole)/2]), "unexpected EOF"},
		"cut in a tar": {leaving(packed(t, entry{name: library.name, content: right, size: 99})), "EOF"},
		"symbolic link": {leaving(packed(t, entry{name: library.name, kind: tar.TypeSymlink})),
			"holds no file"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got bytes.Buffer
			err := npmSource(pinned, test.run).fetch(t.Context(), &got)
			switch {
			case test.fails == "" && (err != nil || got.String() != right):
				t.Errorf("delivered %q, error %v", got.String(), err)
			case test.fails != "" && err == nil:
				t.Errorf("no error, want one with %q", test.fails)
			case test.fails != "":
				contains(t, err.Error(), test.fails)
			}
		})
	}
}

func zip(t *testing.T, content string) []byte {
	t.Helper()
	var buffer bytes.Buffer
	zipped := gzip.NewWriter(&buffer)
	_, _ = io.WriteString(zipped, content)
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}
