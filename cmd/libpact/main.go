// Command libpact installs libpact_ffi, the native library that the contract's packages link
// against through pact-go, for the platform it runs on. It is pure Go and itself links nothing.
//
//	libpact            install the library unless a right one is there
//	libpact --check    only say whether it is there; exit code 1 if not
//	libpact --dir DIR  install it into DIR (default $PACT_GO_LIB_DOWNLOAD_PATH)
//
// # What counts as installed
//
// The linker and the loader take the first file of the library's name in the directories that
// pact-go wrote into its cgo directives, whatever that file is. So the first file in either order
// must be right, and a wrong one that would come before ours is replaced, or named when it cannot
// be. A file is right if its SHA-256 is one of those pinned in builds.go, or if pact-go's
// installer recorded this very file, hash and all, with a version that fits. A version number
// found inside the file proves nothing: the library carries its dependencies' numbers too, and a
// truncated file carries them as well.
//
// One of those directories is /tmp, in which anybody may put a file. There, a file counts only if
// it is a regular one that nobody but its owner may write and that owner is the user who asks or
// root: anybody else could change it after it was checked.
//
// # Where it comes from
//
// First the npm package that carries it, then pact-go's own installer. A new source is a function
// that returns a source, added to the list in machine.go.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], thisMachine(), os.Stdout, os.Stderr)) }
