package pact

import (
	"context"
	"errors"
)

// Verify holds a running server against the contract.
//
// The error says that nothing could be verified: an option that is wrong, a file that cannot be
// read ([*FileError]), a server that cannot be talked to ([*ContactError]), or a native library
// that does not work. What the server does wrong is in the report.
func Verify(ctx context.Context, options Options) (*Report, error) {
	return nil, errors.New("verification is not there yet")
}
