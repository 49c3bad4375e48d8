package engine

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Options are what an engine is opened with.
type Options struct {
	// Fingerprint is what all who use the engine must have in common. One that finds another fingerprint there is
	// refused with [MisfitError].
	Fingerprint Fingerprint
	// Reset forgets everything that is there, whatever its fingerprint. It does not help against what is no store.
	Reset bool
	// JournalEntries is how many entries a world's journal keeps: the oldest ones go. 0: none, they are only counted.
	JournalEntries int
	// JournalBytes is how many bytes of entries are kept, but for each journal's newest one. With the engine file
	// that is of all worlds together, with redis of each. 0: no such bound.
	JournalBytes int64
	// Report is told once with the reason when the engine has become unavailable, and once with nil when it is back.
	// It must not block. May be nil.
	Report func(unavailable error)
}

// Fingerprint is what worlds depend on besides what is kept of them, by the names of the flags that set it, such as
// "--seed": "1". What is large is given by its hash.
type Fingerprint map[string]string

// MisfitError says of a store that it was made by a sandbox with other settings.
type MisfitError struct {
	Differ []string // the names of what differs, sorted
	Theirs Fingerprint
	Ours   Fingerprint
}

// Error names what differs, and what to do.
func (m *MisfitError) Error() string {
	var parts []string
	for _, name := range m.Differ {
		parts = append(parts, fmt.Sprintf("%s (there %s, here %s)", name, told(m.Theirs[name]), told(m.Ours[name])))
	}
	return "it belongs to a sandbox with other settings: " + strings.Join(parts, ", ") +
		"; give the same ones, or --store-reset to forget everything in it"
}

// told is a value as the error tells it.
func told(value string) string {
	if value == "" {
		return "none"
	}
	return value
}

// Compare is nil, or a [MisfitError].
func (f Fingerprint) Compare(theirs Fingerprint) error {
	names := map[string]bool{}
	for name, value := range f {
		names[name] = theirs[name] != value
	}
	for name, value := range theirs {
		names[name] = f[name] != value
	}
	maps.DeleteFunc(names, func(_ string, differs bool) bool { return !differs })
	if len(names) == 0 {
		return nil
	}
	return &MisfitError{slices.Sorted(maps.Keys(names)), theirs, f}
}

// Marshal is the fingerprint as engines keep it.
func (f Fingerprint) Marshal() []byte {
	text, err := json.Marshal(f)
	if err != nil {
		panic(err) // a map of strings has a JSON form
	}
	return text
}
