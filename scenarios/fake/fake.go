// Package fake invents values with gofakeit's functions, as {{ fake "name" }} of a template does: from a
// seed alone, whatever the clock says, and no more of it than an answer can hold.
package fake

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"

	"github.com/brianvoe/gofakeit/v7"
)

// Faker is what invents: gofakeit's, from a seed.
type Faker = gofakeit.Faker

// MaxText bounds what is made, in bytes.
const MaxText = 256 << 10

// Try reports why a function cannot be had, or not with these arguments; nil when it can.
func Try(name string, arguments []string) error {
	_, err := Invent(gofakeit.NewFaker(rand.NewPCG(1, 1), false), name, arguments)
	return err
}

// Invent calls one of gofakeit's functions by name. The arguments are taken in the order of the
// function's parameters; those at the end may be left out where gofakeit has a default.
func Invent(faker *Faker, name string, arguments []string) (invented any, err error) {
	if own, ok := steady[name]; ok {
		if len(arguments) > 0 {
			return nil, fmt.Errorf("fake %q takes no arguments", name)
		}
		return own(faker), nil
	}
	info, err := findFake(name)
	if err != nil {
		return nil, err
	}
	parameters, err := fakeParameters(name, info, arguments)
	if err != nil {
		return nil, err
	}
	// gofakeit takes its arguments on trust and panics on some of them.
	defer func() {
		if recovered := recover(); recovered != nil {
			err = fmt.Errorf("fake %q cannot work with these arguments: %v", name, recovered)
		}
	}()
	invented, err = info.Generate(faker, parameters, info)
	if err != nil {
		return nil, fmt.Errorf("fake %q: %w", name, err)
	}
	// What gofakeit's regex answers when it gives up is itself, printed.
	if text, ok := invented.(string); ok && name == "regex" && strings.HasPrefix(text, "&{") {
		return nil, fmt.Errorf("fake %q would make a text that is too long", name)
	}
	return invented, nil
}

// steady are functions of ours in the place of gofakeit's that look at the clock: the same seed has
// to give the same answer next year.
var steady = map[string]func(*Faker) any{
	"date": func(faker *Faker) any {
		return caseapi.FormatTime(faker.DateRange(day(2020), day(2025)))
	},
	"year": func(faker *Faker) any { return faker.Number(1970, 2024) },
}

func day(year int) time.Time { return time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC) }

// unsteady are functions that cannot be had, with the reason.
var unsteady = map[string]string{
	"pastdate":      "depends on the clock; use daterange",
	"futuredate":    "depends on the clock; use daterange",
	"creditcardexp": "depends on the clock",
	"template":      "runs templates of its own",
	"generate":      "runs templates of its own",
	"sql":           "makes a file, not a value",
	"svg":           "makes a file, not a value",
	"fields":        "makes a list, not a value",
}

// findFake finds a function that makes a single value.
func findFake(name string) (*gofakeit.Info, error) {
	if reason, refused := unsteady[name]; refused {
		return nil, fmt.Errorf("fake %q cannot be used: it %s", name, reason)
	}
	info := gofakeit.GetFuncLookup(name)
	switch {
	case info == nil:
		return nil, fmt.Errorf("fake knows no %q%s", name, cmp.Or(wording.DidYouMeanAs("%q", name, Names()),
			"; gofakeit's documentation lists its functions"))
	case !singleValue.MatchString(info.Output):
		return nil, fmt.Errorf("fake %q cannot be used: it makes %s, not a value", name, info.Output)
	}
	return info, nil
}

var singleValue = regexp.MustCompile("^(string|u?int|float|bool)")

// Names lists the functions that can be had.
func Names() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(gofakeit.FuncLookups)), func(name string) bool {
		_, err := findFake(name)
		return err != nil
	})
}
