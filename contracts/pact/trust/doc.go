// Package trust says whether a native library may be loaded from where it lies. pact-go has the
// linker and the loader look into /tmp, where anybody can put a file of that name: what is right by
// its content today may be somebody else's tomorrow.
//
// It knows nothing of Pact and loads nothing, so that the command that installs the library and the
// one that uses it go by the same rules.
package trust
