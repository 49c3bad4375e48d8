package surprises

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"casemock/contracts/wording"
	"casemock/fixtures"
)

// Hostile is the name of the profile, which stands for all surprises.
const Hostile = "hostile"

// Profile is which surprises a sandbox has in store. A nil one has none. It is immutable.
type Profile struct{ chosen []Surprise }

// Parse reads hostile, or hostile:order,dates with names of surprises and of groups; those behind a - are left out, of
// all of them where no others are named. The error says what there is.
func Parse(text string) (*Profile, error) {
	profile, names, some := strings.Cut(text, ":")
	if profile != Hostile {
		return nil, fmt.Errorf("must be %[1]s, or %[1]s:NAME,... with names that 'casemock surprises' lists%[2]s", Hostile,
			wording.DidYouMean(profile, []string{Hostile}))
	}
	if !some {
		return &Profile{All()}, nil
	}
	wanted, unwanted := map[string]bool{}, map[string]bool{}
	for name := range strings.SplitSeq(names, ",") {
		name, leave := strings.CutPrefix(strings.TrimSpace(name), "-")
		if err := checkName(name); err != nil {
			return nil, err
		}
		if leave {
			unwanted[name] = true
		} else {
			wanted[name] = true
		}
	}
	chosen := slices.DeleteFunc(All(), func(s Surprise) bool {
		meant := len(wanted) == 0 || wanted[s.Name] || wanted[s.Group]
		return !meant || unwanted[s.Name] || unwanted[s.Group]
	})
	if len(chosen) == 0 {
		return nil, errors.New("leaves out all that it names")
	}
	return &Profile{chosen}, nil
}

func checkName(name string) error {
	var known []string
	for _, surprise := range All() {
		known = append(known, surprise.Name)
	}
	groups := Groups()
	known = append(known, groups...)
	if slices.Contains(known, name) {
		return nil
	}
	return fmt.Errorf("has %q, which is no surprise%s; the groups are %s, and 'casemock surprises' lists what is in them",
		name, wording.DidYouMean(name, known), strings.Join(groups, ", "))
}

// Names lists the surprises of the profile; nil for a nil one.
func (p *Profile) Names() []string {
	if p == nil {
		return nil
	}
	names := make([]string, len(p.chosen))
	for i, surprise := range p.chosen {
		names[i] = surprise.Name
	}
	return names
}

// Naming is how the sandbox's data is to be named from the start; the zero value for a nil profile.
func (p *Profile) Naming() fixtures.Naming {
	var naming fixtures.Naming
	if p == nil {
		return naming
	}
	for _, surprise := range p.chosen {
		if surprise.naming != nil {
			surprise.naming(&naming)
		}
	}
	return naming
}

// Change makes of an answer of the sandbox one that may surprise.
func (p *Profile) Change(r Request, given Answer) Answer {
	w := &work{Request: r, Answer: given}
	w.read()
	drawn := map[place]string{}
	for _, surprise := range p.chosen {
		if surprise.place != "" && surprise.seed == nil && drawn[surprise.place] == "" {
			drawn[surprise.place] = p.drawn(surprise.place, w.dice(string(surprise.place)))
		}
		if name, excludes := drawn[surprise.place]; excludes && name != surprise.Name {
			continue
		}
		if surprise.strike(w) {
			w.Struck = append(w.Struck, surprise.Name)
		}
	}
	w.write()
	return w.Answer
}

// drawn is which of the surprises of a place an answer has, or a case.
func (p *Profile) drawn(at place, dice *rand.Rand) string {
	var candidates []string
	for _, surprise := range p.chosen {
		if surprise.place == at {
			candidates = append(candidates, surprise.Name)
		}
	}
	return candidates[dice.IntN(len(candidates))]
}
