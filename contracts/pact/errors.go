package pact

// ContractError says that a contract could not be verified, for a reason of its own: another might
// be.
type ContractError struct{ Err error }

// Error is that of what went wrong.
func (e *ContractError) Error() string { return e.Err.Error() }

// Unwrap gives what went wrong.
func (e *ContractError) Unwrap() error { return e.Err }

// InterruptedError says that a run ended before its end, because its context did.
type InterruptedError struct {
	// Warnings are those of the run so far; what could not be torn down is among them.
	Warnings []string
	Err      error // that of the context
}

// Error is that of the context.
func (e *InterruptedError) Error() string { return e.Err.Error() }

// Unwrap gives the error of the context.
func (e *InterruptedError) Unwrap() error { return e.Err }
