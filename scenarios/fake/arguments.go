package fake

import (
	"fmt"
	"strconv"
	"strings"

	"casemock/contracts/wording"

	"github.com/brianvoe/gofakeit/v7"
)

// fakeParameters names the arguments, and bounds those that say how much is to be made.
func fakeParameters(
	name string, info *gofakeit.Info, arguments []string,
) (*gofakeit.MapParams, error) {
	parameters := gofakeit.NewMapParams()
	amount, size := 1, 1
	last := len(info.Params) - 1
	takesMore := last >= 0 && strings.HasPrefix(info.Params[last].Type, "[]") // what is left is its list
	for i, argument := range arguments {
		if i > last && !takesMore {
			return nil, fmt.Errorf("fake %q takes %s, not %d", name, count(info), len(arguments))
		}
		parameter := info.Params[min(i, last)]
		parameters.Add(parameter.Field, argument)
		size += len(argument)
		if isAmount(parameter) {
			number, err := strconv.Atoi(argument)
			if err != nil || number < 0 || number > mostFakes {
				return nil, fmt.Errorf("fake %q: %s must be a whole number from 0 to %d, not %s",
					name, parameter.Field, mostFakes, wording.Shorten(argument, 40))
			}
			amount *= max(number, 1)
		}
	}
	if amount > mostFakes {
		return nil, fmt.Errorf("fake %q would make more than %d pieces", name, mostFakes)
	}
	if amount*size > MaxText {
		return nil, fmt.Errorf("fake %q would make a text that is too long", name)
	}
	if err := demand(name, info, parameters); err != nil {
		return nil, err
	}
	return parameters, boundRegex(name, arguments)
}

// mostFakes is how much a function may be asked to make.
const mostFakes = 1000

// limits are parameters that are numbers and say what is made, not how much of it.
var limits = map[string]bool{"min": true, "max": true, "n": true}

// isAmount reports whether a parameter says how much is to be made: any whole number that is not known to say
// something else, so that a function which is new to gofakeit is bounded, too.
func isAmount(parameter gofakeit.Param) bool {
	return (parameter.Type == "int" || parameter.Type == "uint") && !limits[parameter.Field]
}

func count(info *gofakeit.Info) string {
	fields := make([]string, len(info.Params))
	for i, parameter := range info.Params {
		fields[i] = parameter.Field
	}
	switch len(fields) {
	case 0:
		return "no arguments"
	case 1:
		return "one argument (" + fields[0] + ")"
	}
	return fmt.Sprintf("%d arguments (%s)", len(fields), strings.Join(fields, ", "))
}

// demand checks that no argument is missing. daterange's default is today.
func demand(name string, info *gofakeit.Info, given *gofakeit.MapParams) error {
	for _, parameter := range info.Params {
		needed := parameter.Default == "" && !parameter.Optional || parameter.Field == "enddate"
		if needed && len(given.Get(parameter.Field)) == 0 && name != "creditcardnumber" {
			return fmt.Errorf("fake %q lacks %s; it takes %s", name, parameter.Field, count(info))
		}
	}
	return nil
}
