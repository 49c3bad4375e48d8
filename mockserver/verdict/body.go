package verdict

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
)

// body is what two bodies are compared by.
type body struct {
	hash  string // the same for bodies that are equal as JSON
	posts string // see postsOf
}

func readBody(sent []byte) body {
	value, violations := caseapi.DecodeRequest(sent)
	if violations != nil {
		return body{hash: hashOf(string(sent))} // no JSON: the bytes are all that there is
	}
	return body{hash: hashOf(canonical(value)), posts: postsOf(value)}
}

// hashOf tells texts apart, also in another process, and does not give them away.
func hashOf(text string) string {
	hash := sha256.Sum256([]byte(text))
	return hex.EncodeToString(hash[:12])
}

// canonical writes JSON such that equal values have equal texts.
func canonical(value any) string {
	var text strings.Builder
	writeCanonical(&text, value)
	return text.String()
}

func writeCanonical(text *strings.Builder, value any) {
	switch value := value.(type) {
	case map[string]any:
		text.WriteByte('{')
		for _, key := range slices.Sorted(maps.Keys(value)) {
			text.WriteString(strconv.Quote(key))
			text.WriteByte(':')
			writeCanonical(text, value[key])
			text.WriteByte(',')
		}
		text.WriteByte('}')
	case []any:
		text.WriteByte('[')
		for _, element := range value {
			writeCanonical(text, element)
			text.WriteByte(',')
		}
		text.WriteByte(']')
	case string:
		text.WriteString(strconv.Quote(value))
	case json.Number:
		text.WriteString(canonicalNumber(string(value)))
	case bool:
		text.WriteString(strconv.FormatBool(value))
	default:
		text.WriteString("null")
	}
}

// canonicalNumber is the number by its digits and its exponent: 1, 1.0 and 10e-1 are 1e0. It is never computed, since
// its exponent may be such that the digits fill the memory.
func canonicalNumber(number string) string {
	number, isNegative := strings.CutPrefix(number, "-")
	digits, power, _ := strings.Cut(strings.ToLower(number), "e")
	exponent, err := strconv.ParseInt(power, 10, 32)
	if power != "" && err != nil {
		return number // beyond all sense: the same if it is written alike
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	exponent -= int64(len(fraction))
	digits = strings.TrimLeft(whole+fraction, "0")
	significant := strings.TrimRight(digits, "0")
	exponent += int64(len(digits) - len(significant))
	if significant == "" {
		return "0e0"
	}
	if isNegative {
		significant = "-" + significant
	}
	return significant + "e" + strconv.FormatInt(exponent, 10)
}

// postsOf is the same for bodies that carry the same posts and the same properties, whatever else is in them: a post is
// known by its service and its id there. It is empty where there are no posts. Two such bodies that differ are one
// request, changed.
func postsOf(value any) string {
	object, _ := value.(map[string]any)
	interactions, _ := object["interactions"].([]any)
	if len(interactions) == 0 {
		return ""
	}
	posts := slices.Sorted(maps.Keys(object))
	for _, interaction := range interactions {
		post, _ := interaction.(map[string]any)
		posts = append(posts, canonical([]any{post["service"], post["serviceId"]}))
	}
	return hashOf(strings.Join(posts, "\n"))
}
