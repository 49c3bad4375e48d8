package store

import "io"

// List is a JSON array of cases or customers, as the body of an answer. It holds on to what the store keeps of
// each anyway, and is written an element at a time: a slow reader of a long list takes no memory for all of it.
type List []Body

// Len is how many bytes the array has, as it is read.
func (l List) Len() int {
	length := len("[]") + max(len(l)-1, 0) // and the commas
	for _, element := range l {
		length += element.Len()
	}
	return length
}

// WriteTo writes the array.
func (l List) WriteTo(w io.Writer) (written int64, err error) {
	write := func(text string) {
		if err == nil {
			var count int
			count, err = io.WriteString(w, text)
			written += int64(count)
		}
	}
	write("[")
	for i, element := range l {
		if i > 0 {
			write(",")
		}
		if err != nil {
			return written, err
		}
		var count int64
		count, err = element.WriteTo(w)
		written += count
	}
	write("]")
	return written, err
}
