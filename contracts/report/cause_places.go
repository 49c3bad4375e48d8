package report

import (
	"strings"

	"casemock/contracts/caseapi"
)

// places are the elements of lists in which something is wrong, and the lists that were looked at.
type places struct {
	wrong map[string]bool // by answer and path
	lists map[string]int  // how many elements each answer has; 0 where it could not be counted
}

func newPlaces() places { return places{map[string]bool{}, map[string]int{}} }

// add notes the element that a finding is in, if it is in one.
func (p places) add(finding Finding) {
	end := strings.LastIndex(finding.Path, "]")
	if end < 0 || finding.Exchange == nil {
		return
	}
	element := finding.Path[:end+1]
	answer := finding.Exchange.identity()
	p.wrong[answer+"\n"+element] = true
	list := answer + "\n" + arrayIndex.ReplaceAllString(element, "[]")
	if _, counted := p.lists[list]; !counted {
		body, _ := caseapi.Decode([]byte(finding.Exchange.ResponseBody)) // none where a report has no room for it
		p.lists[list] = countElements(body, arrayIndex.ReplaceAllString(element, "[]"))
	}
}

// count is how many elements are wrong, and of how many; 0 where that is not known.
func (p places) count() (wrong, of int) {
	for _, elements := range p.lists {
		if elements == 0 {
			return len(p.wrong), 0
		}
		of += elements
	}
	return len(p.wrong), of
}

// identity is the same for a request and its answer wherever a report tells of them.
func (e *Exchange) identity() string {
	return strings.Join([]string{e.Method, e.URL, e.RequestBody, e.ResponseBody}, "\n")
}

// countElements counts what stands at a path, as in interactions[] or [].interactions[].
func countElements(value any, path string) int {
	before, rest, isList := strings.Cut(path, "[]")
	if !isList {
		return 1
	}
	for name := range strings.SplitSeq(strings.Trim(before, "."), ".") {
		if object, ok := value.(map[string]any); ok {
			value = object[name]
		}
	}
	elements, _ := value.([]any)
	count := 0
	for _, element := range elements {
		count += countElements(element, rest)
	}
	return count
}
