package contract

// Matched is what Pact says about the answer to one interaction.
type Matched struct {
	Holds      bool
	Mismatches []Mismatch
	Problem    string // why there was no answer to look at; empty where there was one
}

// Mismatch is one difference between an answer and what the contract expects. Its JSON is Pact's.
type Mismatch struct {
	Kind   MismatchKind `json:"type"`
	Header string       `json:"key"`  // its name; empty for other kinds
	Path   string       `json:"path"` // in the body, as in $.a[0]; a property that is missing is told at its parent
	Text   string       `json:"mismatch"`
}

// MismatchKind is the part of an answer that differs.
type MismatchKind string

// The kinds of mismatches that answers have.
const (
	StatusMismatch   MismatchKind = "StatusMismatch"
	HeaderMismatch   MismatchKind = "HeaderMismatch"
	BodyMismatch     MismatchKind = "BodyMismatch"
	BodyTypeMismatch MismatchKind = "BodyTypeMismatch" // the body is of another media type
)
