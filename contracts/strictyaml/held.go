package strictyaml

import "slices"

// Held is something that was read from a file, and stays where the file cannot be read again.
type Held[T any] struct {
	File  string
	Names []string // each of which can be given once
	Value T
}

// ReadHeld is [ReadFile] but for a file of which something is held: that it is empty now is a problem.
func ReadHeld[T any](path string, held []Held[T]) *File {
	if slices.ContainsFunc(held, func(h Held[T]) bool { return h.File == path }) {
		return readAgain(path)
	}
	return ReadFile(path)
}

// Merge takes the files without a problem as they were read now. Of a file that has one, what is held of it
// stays, but for what has a name that is given anew; what is held of a file that is gone goes. It is in the
// order of the files.
func Merge[T any](files []string, held, read []Held[T], problems []Problem) []Held[T] {
	stays, taken := map[string]bool{}, map[string]bool{}
	for _, h := range slices.Concat(held, read) {
		if _, known := stays[h.File]; !known {
			stays[h.File] = Stays(h.File, problems)
		}
	}
	var merged []Held[T]
	for _, h := range read {
		if !stays[h.File] {
			merged = append(merged, h)
			for _, name := range h.Names {
				taken[name] = true
			}
		}
	}
	for _, h := range held {
		if stays[h.File] && !slices.ContainsFunc(h.Names, func(name string) bool { return taken[name] }) {
			merged = append(merged, h)
		}
	}
	order := map[string]int{}
	for i, file := range files {
		order[file] = i
	}
	slices.SortStableFunc(merged, func(a, b Held[T]) int { return order[a.File] - order[b.File] })
	return merged
}
