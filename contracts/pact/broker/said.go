package broker

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"casemock/contracts/pact/contract"
	"casemock/contracts/transport"
)

// notice is what a broker wants people to read: a kind such as success, error, prompt or debug, and
// a text. In the older logs of a broker, the same are called level and message.
type notice struct{ kind, text, when string }

// UnmarshalJSON takes a text alone, too. What is neither is a notice that says nothing.
func (n *notice) UnmarshalJSON(data []byte) error {
	if json.Unmarshal(data, &n.text) == nil {
		return nil
	}
	var both struct{ Type, Level, Text, Message, When string }
	_ = json.Unmarshal(data, &both) // the rest of the answer matters more
	*n = notice{cmp.Or(both.Type, both.Level), cmp.Or(both.Text, both.Message), both.When}
	return nil
}

// noticeTexts are those that are meant for people.
func noticeTexts(notices []notice) []string {
	var texts []string
	for _, notice := range notices {
		if notice.kind != "debug" && strings.TrimSpace(notice.text) != "" {
			texts = append(texts, notice.text)
		}
	}
	return texts
}

// said is what a broker says about a refusal, whole, to be put behind a message: its notices and
// errors, be they a list or a map by property, and a problem of RFC 9457, which tools in front of a
// broker answer, too. Of a page for browsers the beginning must do.
func said(body []byte) string {
	var document map[string]any
	if json.Unmarshal(body, &document) != nil {
		text := strings.TrimSpace(strings.ToValidUTF8(string(body), "\uFFFD"))
		if strings.HasPrefix(text, "<") || text == "" {
			return transport.Excerpt(body)
		}
		return ": " + text
	}
	var answer struct{ Notices []notice }
	_ = json.Unmarshal(body, &answer) // what is no notice is among the rest
	texts := noticeTexts(answer.Notices)
	for _, text := range append(complaints("", document["errors"]),
		append(complaints("", document["error"]), problemText(document))...) {
		if text != "" && !slices.Contains(texts, text) && !saidWithPlace(texts, text) {
			texts = append(texts, text)
		}
	}
	switch len(texts) {
	case 0:
		return ": " + strings.TrimSpace(string(body))
	case 1:
		return ": " + texts[0]
	}
	return ":\n  " + strings.Join(texts, "\n  ")
}

// saidWithPlace reports whether a complaint repeats a notice, with the property that it is about.
func saidWithPlace(texts []string, text string) bool {
	_, bare, found := strings.Cut(text, ": ")
	return found && slices.Contains(texts, bare)
}

// complaints are the texts in a tree of errors, each with the property that it is about.
func complaints(place string, value any) []string {
	var texts []string
	switch value := value.(type) {
	case string:
		texts = append(texts, placed(place, value))
	case []any:
		for _, element := range value {
			texts = append(texts, complaints(place, element)...)
		}
	case map[string]any:
		if text := problemText(value); text != "" {
			return []string{placed(place, text)}
		}
		for _, name := range slices.Sorted(maps.Keys(value)) {
			texts = append(texts, complaints(placed(place, name), value[name])...)
		}
	}
	return texts
}

func placed(place, text string) string {
	if place == "" {
		return text
	}
	return place + ": " + text
}

// problemText is what one problem says: its title, its detail, and the part of the request that it
// is about. Empty where the object is none.
func problemText(problem map[string]any) string {
	title := contract.Text(problem["title"])
	detail := cmp.Or(contract.Text(problem["detail"]), contract.Text(problem["text"]), contract.Text(problem["message"]))
	text := cmp.Or(detail, title)
	if title != "" && detail != "" {
		text = title + ": " + detail
	}
	if pointer := contract.Text(problem["pointer"]); pointer != "" && text != "" {
		text += " (" + pointer + ")"
	}
	return text
}
