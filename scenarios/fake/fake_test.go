package fake_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"casemock/scenarios/fake"

	"github.com/brianvoe/gofakeit/v7"
)

func faker() *fake.Faker { return gofakeit.NewFaker(rand.NewPCG(1, 2), false) }

// TestEveryFunction calls each of gofakeit's functions that a template may use: none may depend on the
// clock or on chance that the seed does not govern.
func TestEveryFunction(t *testing.T) {
	t.Parallel()
	called := 0
	for name, info := range gofakeit.FuncLookups {
		if len(info.Params) > 0 {
			continue
		}
		first, err := fake.Invent(faker(), name, nil)
		if err != nil {
			if !strings.Contains(err.Error(), "cannot be used") {
				t.Error(err)
			}
			continue
		}
		called++
		for range 3 {
			if again, _ := fake.Invent(faker(), name, nil); fmt.Sprint(again) != fmt.Sprint(first) {
				t.Errorf("%s: %v, then %v", name, first, again)
			}
		}
	}
	if called < 200 {
		t.Errorf("only %d functions could be called", called)
	}
}

// TestNoFunctionRunsAway gives each parameter of each function what could make it run for ever, or make
// gigabytes. It ends, or the time of tests does.
func TestNoFunctionRunsAway(t *testing.T) {
	t.Parallel()
	nasty := []string{"2147483647", "9223372036854775807", "-9223372036854775808", "1000", "0", "1e300", "",
		strings.Repeat("x", 5000), strings.Repeat("#", 5000), strings.Repeat("9", 30),
		"((((((((((((((a*)*)*)*)*)*)*)*)*)*)*)*)*)*", "((((((((((((^*)*)+)*)*)*)*)*)*)*)*)*"}
	for name, info := range gofakeit.FuncLookups {
		for chosen := range len(info.Params) + 1 {
			for _, argument := range nasty {
				arguments := make([]string, len(info.Params))
				for i, parameter := range info.Params {
					arguments[i] = parameter.Default
					if i == chosen || chosen == len(info.Params) {
						arguments[i] = argument
					}
				}
				made, err := fake.Invent(faker(), name, arguments)
				if size := len(fmt.Sprint(made)); err == nil && size > 300<<10 {
					t.Errorf("%s %.40q makes %d bytes", name, arguments, size)
				}
			}
		}
	}
}
