package scenarios_test

import (
	"fmt"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/scenarios"

	"github.com/brianvoe/gofakeit/v7"
)

// TestEveryFake calls each of gofakeit's functions that a template may use: none may depend on the
// clock or on chance that the seed does not govern.
func TestEveryFake(t *testing.T) {
	t.Parallel()
	called, api := 0, caseapi.New(structures())
	for name, info := range gofakeit.FuncLookups {
		if len(info.Params) > 0 {
			continue
		}
		found, problems := scenarios.Parse(api, "scenario", []byte(
			"name: mine\noperation: updateCase\nresponses: [{status: 500,"+
				" body: {message: '{{ fake \""+name+"\" }}'}}]"))
		if len(problems) > 0 {
			if !strings.Contains(problems[0].Message, "cannot be used") {
				t.Error(problems)
			}
			continue
		}
		called++
		first, err := found[0].Responses[0].Render(templateCall(), faker())
		if err != nil {
			t.Error(err)
		}
		for range 3 {
			again, _ := found[0].Responses[0].Render(templateCall(), faker())
			if string(again.Body) != string(first.Body) {
				t.Errorf("%s: %s, then %s", name, first.Body, again.Body)
			}
		}
	}
	if called < 200 {
		t.Errorf("only %d functions could be called", called)
	}
}

// fakeOf reads a scenario whose answer calls a function, as lint does; nil where it is refused.
func fakeOf(api *caseapi.API, name string, arguments []string) *scenarios.Response {
	call := fmt.Sprintf("{{ fake %q", name)
	for _, argument := range arguments {
		call += fmt.Sprintf(" %q", argument)
	}
	found, _ := scenarios.Parse(api, "scenario", fmt.Appendf(nil,
		"name: mine\noperation: updateCase\nresponses: [{status: 500, body: {message: %q}}]", call+" }}"))
	if len(found) == 0 {
		return nil
	}
	return &found[0].Responses[0]
}

// TestNoFakeRunsAway gives each parameter of each function what could make it run for ever, or make
// gigabytes. It ends, or the time of tests does.
func TestNoFakeRunsAway(t *testing.T) {
	t.Parallel()
	api := caseapi.New(structures())
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
				made := fakeOf(api, name, arguments)
				if made == nil {
					continue
				}
				rendered, err := made.Render(templateCall(), faker())
				if err == nil && len(rendered.Body) > 300<<10 {
					t.Errorf("%s %.40q makes %d bytes", name, arguments, len(rendered.Body))
				}
			}
		}
	}
}

func TestFakesThatMakeTooMuch(t *testing.T) {
	t.Parallel()
	tests := []struct{ template, want string }{
		{`{{ fake "hexuint" 2147483647 }}`, `fake "hexuint": bitSize must be a whole number from 0 to 1000, not 2147483647`},
		{`{{ fake "digitn" "-1" }}`, `fake "digitn": count must be a whole number from 0 to 1000, not -1`},
		{`{{ fake "password" true true true true true 1001 }}`,
			`fake "password": length must be a whole number from 0 to 1000, not 1001`},
		{`{{ fake "loremipsumparagraph" 10 10 11 " " }}`, `fake "loremipsumparagraph" would make more than 1000 pieces`},
		{`{{ fake "loremipsumparagraph" 1000 1 1 "` + strings.Repeat("-", 1000) + `" }}`,
			`fake "loremipsumparagraph" would make a text that is too long`},
		{`{{ fake "regex" "((((((^*)*)*)*)*)*)*" }}`, `fake "regex" would make a text that is too long`},
		{`{{ fake "regex" "(" }}`, "fake \"regex\" cannot read the expression: error parsing regexp:" +
			" missing closing ): `(`"},
	}
	for _, test := range tests {
		_, problems := scenarios.Parse(caseapi.New(structures()), "f", fmt.Appendf(nil,
			"name: mine\noperation: updateCase\nresponses:\n- status: 500\n  body: {message: %q}", test.template))
		want := "f:5:19: responses[0].body.message cannot work: " + test.want
		if got := lines(problems); strings.TrimSpace(got) != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
