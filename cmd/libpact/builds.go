package main

// buildOf returns the pinned compilation for that system, false if there is none. The digests
// were taken from the unpacked packages, release packageVersion.
func buildOf(system, architecture, clibrary string) (build, bool) {
	switch system + " " + architecture + " " + clibrary {
	case "linux amd64 glibc":
		return build{
			npm:    "pact-core-linux-x64-glibc",
			member: "linux-x64/libpact_ffi.so",
			sha256: "f7ffaa50e2a1cba232e65ab8d089a06e9a95f7780582201c723553d52145a5e9",
		}, true
	case "linux amd64 musl":
		return build{
			npm:    "pact-core-linux-x64-musl",
			member: "linux-x64/libpact_ffi_musl.so",
			sha256: "3219587cef2204264e3eb5c6912325c0f3740e944043ca01a584351cdd312923",
		}, true
	case "linux arm64 glibc":
		return build{
			npm:    "pact-core-linux-arm64-glibc",
			member: "linux-arm64/libpact_ffi.so",
			sha256: "817af07c34b361aeccd7fb4903a702396e4582b3aac98f7cff718eca2457b7e2",
		}, true
	case "linux arm64 musl":
		return build{
			npm:    "pact-core-linux-arm64-musl",
			member: "linux-arm64/libpact_ffi_musl.so",
			sha256: "89771b46b0e22e4a2e0f320e779ff80f55d9d65e1b5138ef8f71f6bcb7750b9e",
		}, true
	case "darwin amd64 ":
		return build{
			npm:      "pact-core-darwin-x64",
			member:   "darwin-x64/libpact_ffi.dylib",
			sha256:   "02ed60fffce212abd11c98f78d7c746628ffa71ba5399401e3ef538ee879da17",
			sections: "2a46e033b10d6ffb222071da3c8843c85a16540ac2df75aee8d723815b071923",
		}, true
	case "darwin arm64 ":
		return build{
			npm:      "pact-core-darwin-arm64",
			member:   "darwin-arm64/libpact_ffi.dylib",
			sha256:   "b4c7de006fb4b8e1afa157054df50c1d3c4ce5b9720dfd496f9acc83a3f89de7",
			sections: "7d0a0e889b3a8af45fd6b9b64fb71680f89a93f76cbccd0a05d6e8b273e4dc87",
		}, true
	case "windows amd64 ":
		return build{
			npm:    "pact-core-windows-x64",
			member: "win32-x64/pact_ffi.dll",
			sha256: "baa04ec4759ba22e51de5b4088978befd183fe19bd45cd6c1ae221b00e3b5181",
		}, true
	}
	return build{}, false
}
