//go:build cgo && unix

package native

/*
#cgo linux LDFLAGS: -ldl
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>

static const char *loaded_from(void) {
	Dl_info info;
	void *version = dlsym(RTLD_DEFAULT, "pactffi_version");
	return version != NULL && dladdr(version, &info) ? info.dli_fname : NULL;
}
*/
import "C"

import (
	"fmt"
	"os"

	"casemock/contracts/pact/trust"
)

// CheckLibrary says why the native library that this program has been loaded with must not be
// used: another user could have put it there. pact-go has programs look for it in /tmp, too. A
// command asks this before anything else, and a verification asks it by itself.
//
// It comes after the loader, which has run what the library does at its start. So it keeps keys,
// answers and verdicts from a library that lies there unasked; it cannot contain one that was made to
// harm whoever loads it. Against that helps a library in a directory that is searched before /tmp,
// where 'go run ./cmd/libpact' puts it when it may.
func CheckLibrary() error {
	path := C.GoString(C.loaded_from())
	if path == "" {
		return nil // it is part of the program
	}
	if err := trust.File(path, os.Getuid()); err != nil {
		return fmt.Errorf("the native library must not be used: %w; have it removed and run "+
			"go run ./cmd/libpact", err)
	}
	return nil
}
