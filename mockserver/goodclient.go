package mockserver

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"casemock/mockserver/verdict"
	"casemock/mockserver/world"
	"casemock/scenarios"
)

// RequireGoodClient fails the test where the client has broken a rule, in whichever world: see VERDICT.md beside this
// package. The rules that are named, such as updateCase/500/retry, must have been kept in one of the worlds; as long as
// one of them is open, it is waited for. What else is open or not exercised breaks nothing.
func (s *TestServer) RequireGoodClient(t TestHelper, required ...string) {
	t.Helper()
	ctx := context.Background()
	names, err := s.worlds.Names(ctx)
	if err != nil {
		t.Fatalf("casemock: %v", err)
	}
	var wrong []string
	for _, name := range names {
		judged, err := s.worlds.Judge(ctx, ctx, name, s.fromFiles, func(judged world.Judged) bool {
			return !slices.ContainsFunc(judged.Rules, func(rule verdict.Judgement) bool {
				return rule.Open > 0 && slices.Contains(required, rule.ID)
			})
		})
		if err != nil {
			t.Fatalf("casemock: %v", err)
		}
		for _, rule := range judged.Rules {
			if rule.Kept > 0 {
				required = slices.DeleteFunc(slices.Clone(required), func(id string) bool { return id == rule.ID })
			}
			if rule.Verdict == verdict.Broken {
				wrong = append(wrong, fmt.Sprintf("%s (world %s): %s\n  %s", rule.ID, name, rule.Evidence[0].Why, rule.Sentence))
			}
		}
	}
	for _, id := range required {
		wrong = append(wrong, id+": is required, and was not kept")
	}
	if len(wrong) > 0 {
		t.Fatalf("casemock: the client is not right:\n%s", strings.Join(wrong, "\n"))
	}
}

// fromFiles are the scenarios without those that were uploaded.
func (s *Server) fromFiles() *scenarios.Set { return s.files.Current().Scenarios }
