//go:build !cgo

package native

import "errors"

// verifyPact says what is missing from a binary that was built without cgo. Everything else in this
// package works in it.
func verifyPact(string, *bridge) ([]byte, error) {
	return nil, errors.New("this program was built without cgo, which Pact's native library needs: " +
		"install a C compiler, run go run ./cmd/libpact, and build it again with CGO_ENABLED=1")
}
