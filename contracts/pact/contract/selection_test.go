package contract_test

import (
	"slices"
	"strings"
	"testing"

	"casemock/contracts/pact/contract"
)

func TestSelection(t *testing.T) {
	t.Parallel()
	all := builtIn(t).Interactions
	for name, test := range map[string]struct {
		only, skip []string
		want       []string // pairs, without double ones
		problem    string
	}{
		"an operation without its errors": {[]string{"lookupCase"},
			[]string{"lookupCase/400", "lookupCase/401", "lookupCase/404", "lookupCase/500"}, []string{"lookupCase/200"}, ""},
		"two statuses": {[]string{"createCase/401", "createCase/422"}, nil,
			[]string{"createCase/401", "createCase/422"}, ""},
		"a scenario":      {[]string{"lookupCase/401-no-key"}, nil, []string{"lookupCase/401"}, ""},
		"nothing is left": {[]string{"lookupCase/200"}, []string{"lookupCase"}, nil, ""},
		"a slip": {[]string{"lookupCases"}, nil, nil,
			`--only "lookupCases" selects no expectation of the contract; did you mean lookupCase?`},
		"a slip of skip": {nil, []string{"updateCase/418"}, nil, `--skip "updateCase/418" selects no expectation`},
		"an empty word":  {nil, []string{" "}, nil, "not by an empty word"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			selection, err := contract.NewSelection(test.only, test.skip)
			if err == nil {
				err = selection.Check(all)
			}
			if test.problem != "" {
				if err == nil || !strings.Contains(err.Error(), test.problem) {
					t.Errorf("got %v", err)
				}
				return
			}
			var got []string
			for _, one := range all {
				if selection.Wants(one) {
					got = append(got, one.Pair().String())
				}
			}
			if got = slices.Compact(got); err != nil || !slices.Equal(got, test.want) {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}

func TestWithoutWordsAllAreSelected(t *testing.T) {
	t.Parallel()
	for _, one := range builtIn(t).Interactions {
		if !(contract.Selection{}).Wants(one) {
			t.Errorf("%s is left out", one)
		}
	}
}
