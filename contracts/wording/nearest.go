package wording

import (
	"fmt"
	"slices"
	"strings"
)

// DidYouMean ends a message about an unknown word with the candidate that is [Nearest], as in "; did you
// mean title?"; empty when none is near.
func DidYouMean(word string, candidates []string) string { return DidYouMeanAs("%s", word, candidates) }

// DidYouMeanAs is [DidYouMean] with the candidate written in a form such as --%s.
func DidYouMeanAs(form, word string, candidates []string) string {
	near := Nearest(word, candidates)
	if near == "" {
		return ""
	}
	return "; did you mean " + fmt.Sprintf(form, near) + "?"
}

// Suggest is [DidYouMean] for a word that must be one of a few: it names all when none is near.
func Suggest(word string, known []string) string {
	if near := DidYouMean(word, known); near != "" {
		return near
	}
	switch len(known) {
	case 0:
		return "; there are none"
	case 1:
		return "; there is only " + known[0]
	}
	return "; there are " + strings.Join(known, ", ")
}

// Nearest finds the candidate that a person most probably meant, the first by name of equally near
// ones; empty when none is near: when more than a third of the letters, rounded, would have to
// change. Upper and lower case are the same.
func Nearest(name string, candidates []string) string {
	best, reach := "", (len(name)+1)/3
	for _, candidate := range slices.Sorted(slices.Values(candidates)) {
		// The difference in length is the least that has to change. It saves comparing very long
		// names.
		if len(candidate)-len(name) > reach || len(name)-len(candidate) > reach {
			continue
		}
		distance := editDistance(strings.ToLower(name), strings.ToLower(candidate))
		if distance <= reach {
			best, reach = candidate, distance-1
		}
	}
	return best
}

// editDistance counts the letters to insert, delete, change or swap with their neighbour (the
// optimal string alignment distance): the slips of a hand on a keyboard.
func editDistance(a, b string) int {
	previous, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next[0] = i + 1
		for j := range len(b) {
			change := row[j]
			if a[i] != b[j] {
				change++
			}
			next[j+1] = min(change, next[j]+1, row[j+1]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], previous[j-1]+1)
			}
		}
		previous, row, next = row, next, previous
	}
	return row[len(b)]
}
