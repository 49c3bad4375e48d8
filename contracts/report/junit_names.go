package report

import (
	"cmp"
	"fmt"
	"strings"
)

// testNames names the test of each expectation. CI servers know a test by its class and name: two
// that share them are one to them. So what is described like another of its class also says its
// states, then its request, and has a number at last.
func testNames(results []*Result) []string {
	words := make([]int, len(results)) // how much each one says
	for {
		more := false
		for _, same := range alike(results, words) {
			for _, i := range same {
				if len(same) > 1 && words[i] < len(nameParts)-1 {
					words[i]++
					more = true
				}
			}
		}
		if !more {
			return numbered(results, words)
		}
	}
}

// nameParts are what a name says, the first ones first.
var nameParts = []func(*Result) string{
	func(r *Result) string {
		return cmp.Or(strings.TrimSpace(r.Description), r.Request, "no description")
	},
	func(r *Result) string {
		if len(r.Given) == 0 {
			return ""
		}
		return ", given " + strings.Join(r.Given, " and ")
	},
	func(r *Result) string {
		if r.Request == "" {
			return ""
		}
		return ", " + r.Request
	},
}

func testName(result *Result, words int) string {
	name := ""
	for _, part := range nameParts[:words+1] {
		name += part(result)
	}
	return name
}

// alike gathers the positions of the expectations that would share class and name.
func alike(results []*Result, words []int) map[string][]int {
	all := map[string][]int{}
	for i, result := range results {
		key := testKey(result, testName(result, words[i]))
		all[key] = append(all[key], i)
	}
	return all
}

// testKey is the same for two tests that a reader of the report cannot tell apart.
func testKey(result *Result, name string) string {
	return string(result.Operation) + " " + strings.Join(strings.Fields(xmlText(name)), " ")
}

// numbered names the first of those that are alike in every word by its words alone.
func numbered(results []*Result, words []int) []string {
	names, taken := make([]string, len(results)), alike(results, words)
	for i, result := range results {
		name := testName(result, words[i])
		names[i] = name
		key := testKey(result, name)
		if taken[key][0] == i {
			continue
		}
		for n := 2; len(taken[key]) > 0; n++ {
			names[i] = fmt.Sprintf("%s (%d)", name, n)
			key = testKey(result, names[i])
		}
		taken[key] = []int{i}
	}
	return names
}
