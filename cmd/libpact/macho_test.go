package main

import (
	"bytes"
	"context"
	"debug/macho"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// dylib is a small Mach-O library: a segment with a section of code and one of zeros, its install
// name if it has one, and at the end what stands for tables and signature.
func dylib(name, code, end string) []byte {
	const header, segment, section = 32, 72, 80
	var identity []byte
	commands := uint32(2)
	if name != "" {
		padded := name + strings.Repeat("\x00", 8-len(name)%8)
		identity = encoded(uint32(0xd), uint32(24+len(padded)), uint32(24),
			uint32(2), uint32(0), uint32(0), []byte(padded))
		commands++
	}
	// Room for a longer name, as a linker leaves it, so that nothing moves with the name.
	const start = 1024
	size := segment + 2*section + segment + len(identity)
	file := bytes.NewBuffer(encoded(
		macho.Magic64, uint32(macho.CpuAmd64), uint32(3), uint32(macho.TypeDylib),
		commands, uint32(size), uint32(0), uint32(0),
		uint32(macho.LoadCmdSegment64), uint32(segment+2*section), field("__TEXT"), uint64(0),
		uint64(4096), uint64(0), uint64(start+len(code)), uint32(5), uint32(5), uint32(2), uint32(0),
		field("__text"), field("__TEXT"), uint64(start), uint64(len(code)), uint32(start),
		[7]uint32{},
		field("__bss"), field("__TEXT"), uint64(2048), uint64(1<<40), uint32(0),
		[7]uint32{3: 1}, // S_ZEROFILL
		uint32(macho.LoadCmdSegment64), uint32(segment), field("__LINKEDIT"), uint64(4096),
		uint64(4096), uint64(start+len(code)), uint64(len(end)), uint32(1), uint32(1), uint32(0),
		uint32(0), identity,
	))
	file.Write(make([]byte, start-header-size))
	file.WriteString(code + end)
	return file.Bytes()
}

func encoded(values ...any) []byte {
	var buffer bytes.Buffer
	for _, value := range values {
		_ = binary.Write(&buffer, binary.LittleEndian, value)
	}
	return buffer.Bytes()
}

func field(name string) (padded [16]byte) {
	copy(padded[:], name)
	return padded
}

func sectionsOf(t *testing.T, library []byte) (string, error) {
	t.Helper()
	file, err := macho.NewFile(bytes.NewReader(library))
	if err != nil {
		t.Fatal(err)
	}
	return sectionsDigest(file, uint64(len(library)))
}

func TestSectionsDigest(t *testing.T) {
	t.Parallel()
	original := dylib("libpact_ffi.dylib", "code", "signature")
	want, err := sectionsOf(t, original)
	if err != nil {
		t.Fatal(err)
	}
	renamed := dylib("/usr/local/lib/libpact_ffi.dylib", "code", "another signature")
	if got, err := sectionsOf(t, renamed); err != nil || got != want {
		t.Errorf("renamed: digest %s (%v), want %s", got, err, want)
	}
	if got, _ := sectionsOf(t, dylib("libpact_ffi.dylib", "Code", "signature")); got == want {
		t.Error("other code has the same digest")
	}
	if _, err := sectionsOf(t, original[:len(original)-1]); err == nil {
		t.Error("a truncated library has a digest")
	}
}

// mac runs npm, and what macOS's own program does for the library of the test.
func mac(npm runner) runner {
	return func(ctx context.Context, dir, program string, arguments ...string) error {
		switch {
		case program == "npm":
			return npm(ctx, dir, program, arguments...)
		case program != "install_name_tool" || len(arguments) != 3 || arguments[0] != "-id":
			return errors.New("called as " + program + " " + strings.Join(arguments, " "))
		}
		return os.WriteFile(arguments[2], dylib(arguments[1], "code", "signed again"), 0o755)
	}
}

func newMac(t *testing.T) *computer {
	t.Helper()
	c := newComputer(t)
	delivered := dylib("libpact_ffi.dylib", "code", "signature")
	sections, err := sectionsOf(t, delivered)
	if err != nil {
		t.Fatal(err)
	}
	c.name, c.run = "darwin amd64", mac(leaving(packed(t, carrying(string(delivered)))))
	c.library = build{"libpact_ffi.dylib", "pact-core-test", member, digest(delivered), sections}
	return c
}

func TestInstallNameIsThePath(t *testing.T) {
	t.Parallel()
	c := newMac(t)
	for _, says := range []string{"from npm", "is installed"} {
		code, stdout, stderr := c.typed()
		if code != 0 {
			t.Fatalf("exit code %d: %s", code, stderr)
		}
		contains(t, stdout, says)
	}
	c.holds(t, c.opt, string(dylib(c.path(c.opt), "code", "signed again")))
}

func TestWithoutInstallNameTool(t *testing.T) {
	t.Parallel()
	c := newMac(t)
	both := c.run
	c.run = func(ctx context.Context, dir, program string, arguments ...string) error {
		if program != "npm" {
			return &exec.Error{Name: program, Err: exec.ErrNotFound}
		}
		return both(ctx, dir, program, arguments...)
	}
	code, _, stderr := c.typed()
	if code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
	contains(t, stderr, "xcode-select --install")
	c.holds(t, c.opt, "")
}

func TestMacLibraries(t *testing.T) {
	t.Parallel()
	path := newMac(t).library.file
	tests := map[string]struct {
		library func(path string) []byte
		fails   string // empty if the library is accepted
	}{
		"its path": {func(path string) []byte { return dylib(path, "code", "") }, ""},
		"by rpath": {func(string) []byte { return dylib("@rpath/"+path, "code", "") }, ""},
		"fresh from the package": {func(string) []byte { return dylib(path, "code", "") },
			`install name "libpact_ffi.dylib"`},
		"no name":    {func(string) []byte { return dylib("", "code", "") }, `install name ""`},
		"other code": {func(path string) []byte { return dylib(path, "Code", "") }, "another version"},
		"cut": {func(path string) []byte { return dylib(path, "code", "")[:1026] },
			"ends within segment __TEXT"},
		"not a library": {func(string) []byte { return []byte("<html>") }, "not a library"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newMac(t)
			c.put(t, c.opt, string(test.library(c.path(c.opt))))
			code, _, stderr := c.typed("--check")
			if code != min(len(test.fails), 1) {
				t.Errorf("exit code %d: %s", code, stderr)
			}
			contains(t, stderr, test.fails)
		})
	}
}

func FuzzInstallName(f *testing.F) {
	f.Add(dylib("libpact_ffi.dylib", "code", "end"))
	f.Add(dylib("", "", ""))
	f.Fuzz(func(_ *testing.T, content []byte) {
		file, err := macho.NewFile(bytes.NewReader(content))
		if err != nil {
			return
		}
		_ = installName(file)
		_, _ = sectionsDigest(file, uint64(len(content)))
	})
}
