package record

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// kindOf says what an exchange of an operation and a status is like, whatever its data: exchanges with the same text
// are one scenario.
func kindOf(x *seen) string {
	parts := []string{keyKind(x), requestKind(x), answerKind(x)}
	for _, violation := range x.operation.ValidateHeaders(x.headers) {
		parts = append(parts, "odd "+violation.Path)
	}
	return strings.Join(parts, "|")
}

func keyKind(x *seen) string {
	if x.status == http.StatusUnauthorized && x.key == "" {
		return "no key"
	}
	return ""
}

func requestKind(x *seen) string {
	if !x.operation.HasBody() {
		if object := x.path["type"]; object == "case" || object == "customer" {
			return object
		}
		return ""
	}
	if value := x.body(); value != nil {
		return shapeKind(value)
	}
	return "no JSON"
}

// shapeKind is which properties a body has, and of which JSON types; for a status, which.
func shapeKind(value any) string {
	object, isObject := value.(map[string]any)
	if !isObject {
		return typeKind(value)
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(object)) {
		kind := typeKind(object[name])
		if status, isText := object[name].(string); name == "status" && isText && slices.Contains(usualTerms, status) {
			kind = status
		}
		parts = append(parts, name+":"+kind)
	}
	return strings.Join(parts, ",")
}

func typeKind(value any) string {
	switch value := value.(type) {
	case string:
		if value == "" {
			return "empty"
		}
		return "text"
	case json.Number:
		return "number"
	case []any:
		return fmt.Sprintf("list%d", min(len(value), 2))
	case map[string]any:
		return "object"
	}
	return fmt.Sprint(value)
}

func answerKind(x *seen) string {
	switch shown := x.shown().(type) {
	case map[string]any:
		return objectKind(x, shown)
	case []any:
		return fmt.Sprintf("list%d", min(len(shown), 2))
	case nil:
		return ""
	}
	return "odd"
}

// objectKind is which error an answer is, or how the case is that it shows.
func objectKind(x *seen, shown map[string]any) string {
	if x.status < http.StatusBadRequest {
		return fmt.Sprintf("%v %s", shown["status"], typeKind(shown["interactions"]))
	}
	kind := fmt.Sprint(shown["error"])
	fields, _ := shown["fields"].([]any)
	for _, field := range fields {
		if object, ok := field.(map[string]any); ok {
			kind += fmt.Sprint(" ", object["name"])
		}
	}
	return strings.Map(func(r rune) rune { // numbers in an error are data
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, kind)
}

// compare orders exchanges by their world and their place in it.
func compare(a, b *seen) int {
	return cmp.Or(strings.Compare(a.world, b.world), cmp.Compare(a.number, b.number))
}
