package target

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
	NoCustomer    ContactKind = "no customer"    // of the id that was given for the run
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
