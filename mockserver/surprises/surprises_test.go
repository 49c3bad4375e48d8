package surprises_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"casemock/mockserver/surprises"
)

func TestSurprisesAreTold(t *testing.T) {
	t.Parallel()
	name, seen := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`), surprises.Groups()
	for _, surprise := range surprises.All() {
		if !name.MatchString(surprise.Name) || slices.Contains(seen, surprise.Name) {
			t.Errorf("%s is no name, or that of another one", surprise.Name)
		}
		seen = append(seen, surprise.Name)
		for _, sentence := range []string{surprise.Summary, surprise.Sentence, surprise.Mistake} {
			if !strings.HasSuffix(sentence, ".") || len(sentence) > 120 {
				t.Errorf("%s: %q is no short sentence", surprise.Name, sentence)
			}
		}
		if !strings.HasPrefix(surprise.Mistake, "A client ") {
			t.Errorf("%s: %q is no mistake of a client", surprise.Name, surprise.Mistake)
		}
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"hostile:properties-shuffled":                      {"properties-shuffled"},
		"hostile:order, times-with-offset":                 {"times-with-offset", "properties-shuffled"},
		"hostile:order,properties-shuffled":                {"properties-shuffled"},
		"hostile:" + surprises.All()[0].Group:              namesOf(surprises.All()[0].Group),
		"hostile":                                          namesOf(surprises.Groups()...),
		"hostile:" + strings.Join(surprises.Groups(), ","): namesOf(surprises.Groups()...),
		"hostile:-ids": slices.DeleteFunc(namesOf(surprises.Groups()...), func(name string) bool {
			return slices.Contains(namesOf("ids"), name)
		}),
		"hostile:order,properties-shuffled,dates,-dates": {"properties-shuffled"},
	} {
		profile, err := surprises.Parse(text)
		if got := profile.Names(); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %q, %v; want %q", text, got, err, want)
		}
	}
	for text, want := range map[string]string{
		"":                 "must be hostile, or hostile:NAME,...",
		"hostil":           "did you mean hostile?",
		"hostile:":         `has "", which is no surprise; the groups are `,
		"hostile:order,":   `has "", which is no surprise`,
		"hostile:-":        `has "", which is no surprise`,
		"hostile:-idz":     "did you mean ids?",
		"hostile:ids,-ids": "leaves out all that it names",
		"hostile:ordr":     "did you mean order?",
		"hostile:no-names": "'casemock surprises' lists",
	} {
		profile, err := surprises.Parse(text)
		if err == nil || !strings.Contains(err.Error(), want) || profile.Names() != nil {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}

// namesOf are the names of the surprises of these groups.
func namesOf(groups ...string) []string {
	var names []string
	for _, surprise := range surprises.All() {
		if slices.Contains(groups, surprise.Group) {
			names = append(names, surprise.Name)
		}
	}
	return names
}
