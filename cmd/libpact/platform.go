package main

import "slices"

const (
	// libraryVersion is what pact-go v2.8.0 is made for and what the npm packages below carry.
	libraryVersion = "0.5.8"
	// packageVersion is the release of the npm packages that was unpacked and measured.
	packageVersion = "20.2.0"
)

// platform is what is known about the library for one kind of machine.
type platform struct {
	file    string // its name, as the linker looks for it
	library build
	search  search
}

// build is one compilation of the library, and where npm has it.
type build struct {
	npm    string // the package that carries it, without scope and version
	member string // its path among the package's prebuilt files
	sha256 string // of that file

	// sections is the SHA-256 of the sections alone, on macOS: the install name has to be
	// rewritten after unpacking, so the digest of the installed file cannot be known beforehand.
	sections string
}

// machO tells whether the library is of macOS's kind, which holds the path it is loaded from.
func (p platform) machO() bool { return p.library.sections != "" }

// search says where the library may be.
type search struct {
	install []string // where to put it, best first; empty where pact-go names no directory
	link    []string // where the linker looks, in its order
	load    []string // where the loader looks, in its order
	only    string   // the one directory that counts, if the user named one
}

// platformOf returns what is known about the library on that system, false if pact-go cannot be
// linked there. The C library is "glibc" or "musl" on Linux and empty elsewhere.
func platformOf(system, architecture, clibrary string) (platform, bool) {
	library, ok := buildOf(system, architecture, clibrary)
	if !ok {
		return platform{}, false
	}
	switch system {
	case "linux":
		return platform{file: "libpact_ffi.so", library: library, search: search{
			install: []string{"/usr/local/lib", "/opt/pact/lib", "/tmp"},
			link:    []string{"/tmp", "/opt/pact/lib", "/usr/local/lib"},
			load:    []string{"/opt/pact/lib", "/tmp", "/usr/local/lib"},
		}}, true
	case "darwin":
		// The loader goes by the library's install name, which is its path when it was linked:
		// it finds what the linker found.
		return platform{file: "libpact_ffi.dylib", library: library, search: search{
			install: []string{"/usr/local/lib", "/tmp"},
			link:    []string{"/tmp", "/usr/local/lib"},
			load:    []string{"/tmp", "/usr/local/lib"},
		}}, true
	default:
		return platform{file: "pact_ffi.dll", library: library}, true
	}
}

// in narrows a search down to a directory that the user named. One that pact-go knows keeps its
// place in the order: another file may still come before.
func (s search) in(dir string) search {
	if slices.Contains(s.link, dir) {
		return search{install: []string{dir}, link: s.link, load: s.load, only: dir}
	}
	one := []string{dir}
	return search{install: one, link: one, load: one, only: dir}
}

// flag is what repeats the search on the command line.
func (s search) flag() string {
	if s.only == "" {
		return ""
	}
	return " --dir " + s.only
}
