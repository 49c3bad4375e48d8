package explore

import (
	"fmt"
	"regexp"
	"slices"

	"casemock/scenarios/story"
)

// The parts of words and numbers of ours that say in which play they are sent.
var (
	wordsOfPlay  = regexp.MustCompile(`((?:` + mark + `[ .]|` + invented + `)[0-9]+-)[0-9]{4}(-[0-9]+)`)
	numberOfPlay = regexp.MustCompile(`^(1555)[0-9]{4}([0-9]{3})$`)
)

// fresh gives the words of steps the number of a play: what is sent again must not be found beside what was
// left behind before. No text gets longer by it.
func fresh(steps []story.Step, play int) []story.Step {
	number := fmt.Sprintf("${1}%04d${2}", play%10000)
	renewed := slices.Clone(steps)
	for i := range renewed {
		renewed[i].Body = eachReplaced(renewed[i].Body, func(_, text string) string {
			return numberOfPlay.ReplaceAllString(wordsOfPlay.ReplaceAllString(text, number), number)
		})
	}
	return renewed
}

// eachReplaced copies a decoded JSON value with other texts in it; name is that of the property in which a
// text stands.
func eachReplaced(value any, replace func(name, text string) string) any {
	var in func(name string, value any) any
	in = func(name string, value any) any {
		switch value := value.(type) {
		case string:
			return replace(name, value)
		case map[string]any:
			changed := make(map[string]any, len(value))
			for below, member := range value {
				changed[below] = in(below, member)
			}
			return changed
		case []any:
			changed := make([]any, len(value))
			for i, element := range value {
				changed[i] = in(name, element)
			}
			return changed
		}
		return value
	}
	return in("", value)
}
