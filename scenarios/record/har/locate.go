package har

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
)

// Call is an entry that is a call of the Case API.
type Call struct {
	Entry
	Operation *caseapi.Operation
	Path      map[string]string // its parameters, unescaped
	Query     string            // as it was sent
}

// place is where an entry may be a call: of a server below a base.
type place struct {
	call Call
	base string
}

// Locate finds the calls of the Case API among entries. The base is the URL of the server; empty: the one below which
// most entries are calls. The others are counted by the reason why they are none.
func Locate(entries []Entry, base string) (calls []Call, taken string, left map[string]int) {
	left = map[string]int{}
	places, counts := make([]*place, len(entries)), map[string]int{}
	wanted := baseOf(base)
	for i, entry := range entries {
		address, err := url.Parse(entry.URL)
		if err != nil || address.Host == "" {
			left["without a URL that can be read"]++
			continue
		}
		if places[i] = locate(entry, address, wanted); places[i] == nil {
			left[notACall(address, wanted)]++
			continue
		}
		counts[places[i].base]++
	}
	taken = cmp.Or(wanted, most(counts))
	for _, place := range places {
		switch {
		case place == nil:
		case place.base == taken:
			calls = append(calls, place.call)
		default:
			left[fmt.Sprintf("of %s, which is another server", place.base)]++
		}
	}
	return calls, taken, left
}

func notACall(address *url.URL, wanted string) string {
	if wanted != "" && !strings.HasPrefix(baseOf(address.String())+"/", wanted+"/") {
		return fmt.Sprintf("of %s, which is another server", hostOf(address))
	}
	return "not a call of the Case API"
}

// most is the base of the most calls, the first by its name of several.
func most(counts map[string]int) string {
	best := ""
	for _, base := range slices.Sorted(maps.Keys(counts)) {
		if best == "" || counts[base] > counts[best] {
			best = base
		}
	}
	return best
}

// baseOf is a URL up to the end of its path, as bases are compared; empty for none.
func baseOf(text string) string {
	address, err := url.Parse(text)
	if err != nil || address.Host == "" {
		return ""
	}
	return hostOf(address) + strings.TrimSuffix(address.EscapedPath(), "/")
}

// hostOf leaves out the port that goes without saying.
func hostOf(address *url.URL) string {
	scheme, host := strings.ToLower(address.Scheme), strings.ToLower(address.Host)
	usual := map[string]string{"http": ":80", "https": ":443"}[scheme]
	if usual != "" {
		host = strings.TrimSuffix(host, usual)
	}
	return scheme + "://" + host
}

// locate finds the operation of an entry, at the end of its path, or right below the wanted base; nil for none. Of
// several the one with the longest path is meant.
func locate(entry Entry, address *url.URL, wanted string) *place {
	segments := strings.Split(strings.TrimPrefix(address.EscapedPath(), "/"), "/")
	var found *place
	longest := 0
	for _, operation := range caseapi.Operations() {
		pattern := strings.Split(strings.TrimPrefix(operation.Path, "/"), "/")
		before := len(segments) - len(pattern)
		if operation.Method != entry.Method || before < 0 || literals(pattern) <= longest {
			continue
		}
		base := strings.TrimSuffix(hostOf(address)+"/"+strings.Join(segments[:before], "/"), "/")
		path, fits := match(pattern, segments[before:])
		if fits && (wanted == "" || base == wanted) {
			found = &place{Call{entry, operation, path, address.RawQuery}, base}
			longest = literals(pattern)
		}
	}
	return found
}

// literals weighs a pattern: customer/bestmatch is more than customer, and customer/{id}/cases than either.
func literals(pattern []string) int {
	weight := len(pattern)
	for _, segment := range pattern {
		if !strings.HasPrefix(segment, "{") {
			weight++
		}
	}
	return weight
}

func match(pattern, segments []string) (map[string]string, bool) {
	path := map[string]string{}
	for i, segment := range pattern {
		plain, err := url.PathUnescape(segments[i])
		name, isParameter := strings.CutPrefix(segment, "{")
		switch {
		case err != nil || plain == "":
			return nil, false
		case isParameter:
			path[strings.TrimSuffix(name, "}")] = plain
		case plain != segment:
			return nil, false
		}
	}
	return path, true
}
