package main

const (
	// libraryVersion is what pact-go v2.8.0 is made for and what the npm packages below carry.
	libraryVersion = "0.5.8"
	// packageVersion is the release of the npm packages that was unpacked and measured.
	packageVersion = "20.2.0"
)

// build is one compilation of the library, and where npm has it.
type build struct {
	file   string // its name, as the linker looks for it; empty if pact-go cannot be linked
	npm    string // the package that carries it, without scope and version
	member string // its path among the package's prebuilt files
	sha256 string // of that file

	// sections is the SHA-256 of the sections alone, on macOS: the install name has to be
	// rewritten after unpacking, so the digest of the installed file cannot be known beforehand.
	sections string
}

// builds are the pinned compilations by system, architecture and, on Linux, C library.
func builds() map[string]build {
	return map[string]build{
		"linux amd64 glibc": {"libpact_ffi.so",
			"pact-core-linux-x64-glibc", "linux-x64/libpact_ffi.so",
			"f7ffaa50e2a1cba232e65ab8d089a06e9a95f7780582201c723553d52145a5e9", ""},
		"linux amd64 musl": {"libpact_ffi.so",
			"pact-core-linux-x64-musl", "linux-x64/libpact_ffi_musl.so",
			"3219587cef2204264e3eb5c6912325c0f3740e944043ca01a584351cdd312923", ""},
		"linux arm64 glibc": {"libpact_ffi.so",
			"pact-core-linux-arm64-glibc", "linux-arm64/libpact_ffi.so",
			"817af07c34b361aeccd7fb4903a702396e4582b3aac98f7cff718eca2457b7e2", ""},
		"linux arm64 musl": {"libpact_ffi.so",
			"pact-core-linux-arm64-musl", "linux-arm64/libpact_ffi_musl.so",
			"89771b46b0e22e4a2e0f320e779ff80f55d9d65e1b5138ef8f71f6bcb7750b9e", ""},
		"darwin amd64": {"libpact_ffi.dylib",
			"pact-core-darwin-x64", "darwin-x64/libpact_ffi.dylib",
			"02ed60fffce212abd11c98f78d7c746628ffa71ba5399401e3ef538ee879da17",
			"2a46e033b10d6ffb222071da3c8843c85a16540ac2df75aee8d723815b071923"},
		"darwin arm64": {"libpact_ffi.dylib",
			"pact-core-darwin-arm64", "darwin-arm64/libpact_ffi.dylib",
			"b4c7de006fb4b8e1afa157054df50c1d3c4ce5b9720dfd496f9acc83a3f89de7",
			"7d0a0e889b3a8af45fd6b9b64fb71680f89a93f76cbccd0a05d6e8b273e4dc87"},
		"windows amd64": {"pact_ffi.dll",
			"pact-core-windows-x64", "win32-x64/pact_ffi.dll",
			"baa04ec4759ba22e51de5b4088978befd183fe19bd45cd6c1ae221b00e3b5181", ""},
	}
}

// search says where the library may be. On Windows pact-go names no directory.
type search struct {
	install []string // where to put it, best first
	link    []string // where the linker looks, in its order
	load    []string // where the loader looks, in its order
}

// searchOn gives the directories in pact-go's cgo directives for a system.
func searchOn(system string) search {
	switch system {
	case "linux":
		return search{
			install: []string{"/opt/pact/lib", "/usr/local/lib", "/tmp"},
			link:    []string{"/tmp", "/opt/pact/lib", "/usr/local/lib"},
			load:    []string{"/opt/pact/lib", "/tmp", "/usr/local/lib"},
		}
	case "darwin":
		// The loader goes by the library's install name, which is its path when it was linked: it
		// finds what the linker found.
		order := []string{"/tmp", "/usr/local/lib"}
		return search{install: []string{"/usr/local/lib", "/tmp"}, link: order, load: order}
	}
	return search{}
}
