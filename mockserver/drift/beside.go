package drift

import (
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
)

// beside is what the model answers in the place of what is wrong: its status, or its value of the same property of
// the same object. Where it has none, or the same, it is what was expected of the real server.
func (r reply) beside(wrong report.Finding, real any) string {
	if wrong.Path == report.StatusPart && r.status != 0 {
		return strconv.Itoa(r.status)
	}
	shown, ok := find(real, r.value, wrong.Path)
	if !ok {
		return wrong.Expected
	}
	text, err := caseapi.Marshal(shown)
	if err != nil || string(text) == wrong.Actual {
		return wrong.Expected
	}
	return string(text)
}

// find follows a path into two answers, whose lists may be in different orders, and gives what the second has there.
func find(real, model any, path string) (any, bool) {
	for _, name := range strings.FieldsFunc(path, func(letter rune) bool { return strings.ContainsRune(".[]", letter) }) {
		if elements, isList := real.([]any); isList {
			at, err := strconv.Atoi(name)
			if err != nil || at >= len(elements) {
				return nil, false
			}
			real, model = elements[at], sameAs(elements[at], model)
			continue
		}
		one, _ := real.(map[string]any)
		other, isObject := model.(map[string]any)
		if !isObject {
			return nil, false
		}
		value, there := other[name]
		if !there {
			return nil, false
		}
		real, model = one[name], value
	}
	return model, path != ""
}

// sameAs is the element of a list that is about the same as another one: it has the same id, or is the same post.
func sameAs(element, list any) any {
	others, _ := list.([]any)
	sought, _ := element.(map[string]any)
	for _, other := range others {
		object, _ := other.(map[string]any)
		if sought["id"] != nil && object["id"] == sought["id"] ||
			sought["serviceId"] != nil && object["serviceId"] == sought["serviceId"] && object["service"] == sought["service"] {
			return other
		}
	}
	return nil
}
