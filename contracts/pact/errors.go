package pact

// ContractError says that a contract could not be verified, for a reason of its own: another might
// be.
type ContractError struct{ Err error }

// Error is that of what went wrong.
func (e *ContractError) Error() string { return e.Err.Error() }

// Unwrap gives what went wrong.
func (e *ContractError) Unwrap() error { return e.Err }

// ContactKind says why nothing could be verified.
type ContactKind string

// What the first contact with a server can run into.
const (
	Unreachable   ContactKind = "unreachable"    // no connection, or no answer in time
	WrongScheme   ContactKind = "wrong scheme"   // http where it speaks https, or the other way round
	Untrusted     ContactKind = "untrusted"      // its certificate is not from an accepted authority
	KeyRefused    ContactKind = "key refused"    // 401 on everything
	NotTheAPI     ContactKind = "not the API"    // an HTML page, such as a login form, instead of JSON
	RedirectsAway ContactKind = "redirects away" // to another address, which is not followed
	BehindGateway ContactKind = "behind gateway" // which answers everything in the server's place
)

// ContactError says in one sentence why a server cannot be verified at all.
type ContactError struct {
	Kind    ContactKind
	Message string // what was met, and what to do
	Err     error  // the error behind it; nil when the server answered
}

// Error is the sentence.
func (e *ContactError) Error() string { return e.Message }

// Unwrap gives the error behind it, if any.
func (e *ContactError) Unwrap() error { return e.Err }

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
