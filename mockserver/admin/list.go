package admin

import (
	"fmt"
	"io"
	"iter"
	"net/http"

	"casemock/contracts/caseapi"
)

// longList is an answer of the admin API with an array that may be long. It is written an element at a time,
// so that a slow reader takes no memory for all of them.
type longList struct {
	name     string        // of the array
	elements iter.Seq[any] // each is JSON in bytes, or is written as such
	rest     func() any    // the object whose properties follow the array, asked for after its last element
}

// write writes the list, as far as the client takes it: there is nobody left to tell when it does not.
func (l longList) write(w http.ResponseWriter) {
	_, err := fmt.Fprintf(w, "{%q:[", l.name)
	separator := ""
	for element := range l.elements {
		if _, err = io.WriteString(w, separator); err == nil {
			err = writeElement(w, element)
		}
		if err != nil {
			return
		}
		separator = ","
	}
	if err == nil {
		rest := caseapi.MustMarshal(l.rest())
		if len(rest) > len("{}") {
			rest[0] = ','
		} else {
			rest = rest[1:]
		}
		_, _ = fmt.Fprintf(w, "]%s\n", rest)
	}
}

func writeElement(w io.Writer, element any) error {
	encoded, ok := element.([]byte)
	if !ok {
		encoded = caseapi.MustMarshal(element)
	}
	_, err := w.Write(encoded)
	return err
}

// nothing stands beside a list.
func nothing() any { return struct{}{} }

// anyOf walks elements of one kind as those of a [longList].
func anyOf[T any](elements iter.Seq[T]) iter.Seq[any] {
	return func(yield func(any) bool) {
		for element := range elements {
			if !yield(element) {
				return
			}
		}
	}
}
