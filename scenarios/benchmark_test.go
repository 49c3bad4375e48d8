package scenarios_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// BenchmarkReadBuiltIn reads all built-in files, which a server does only for a list of them.
func BenchmarkReadBuiltIn(b *testing.B) {
	files, err := filepath.Glob("builtin/*.yaml")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				b.Fatal(err)
			}
			scenarios.Parse(nil, file, text)
		}
	}
}

// BenchmarkStart is what a server without files of its own does at its start.
func BenchmarkStart(b *testing.B) {
	api := caseapi.New(structures())
	for b.Loop() {
		scenarios.Load(api)
	}
}

// BenchmarkLoad reads a user's thousand scenarios.
func BenchmarkLoad(b *testing.B) {
	api := caseapi.New(structures())
	text := []byte(manyLive(1000))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, problems := scenarios.Parse(api, "many", text); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}

func manyLive(count int) string {
	var text strings.Builder
	for i := range count {
		fmt.Fprintf(&text, "---\nname: live-%d\noperation: updateCase\nlive: true\ncontract: false\n"+
			"request:\n  path: {id: \"%d\"}\n  headers: {x-sf-user-email: agent@example.com}\n"+
			"  body: {title: {regex: Parcel.*}, interactions: [{service: twitter}]}\n"+
			"responses: [{status: 422}]\n", i, 1001+i)
	}
	return text.String()
}

// BenchmarkMatch finds the live scenario for a request among so many, of which the last fits.
func BenchmarkMatch(b *testing.B) {
	for _, count := range []int{10, 1000} {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "many.yaml")
			if err := os.WriteFile(path, []byte(manyLive(count)), 0o644); err != nil {
				b.Fatal(err)
			}
			set, problems := scenarios.Load(caseapi.New(structures()), path)
			if len(problems) > 0 {
				b.Fatal(problems)
			}
			call := templateCall()
			call.Path["id"] = fmt.Sprint(1000 + count)
			call.Body = decode(b, `{"title": "Parcel lost", "interactions": [{"service": "twitter"}]}`)
			b.ReportAllocs()
			for b.Loop() {
				if match(set, call) == nil {
					b.Fatal("nothing fits")
				}
			}
		})
	}
}

// BenchmarkRender answers with a body that is the same for each request, and with one that is not.
func BenchmarkRender(b *testing.B) {
	for _, name := range []string{"updateCase/400", "updateCase/422", "createCase/echo"} {
		b.Run(name, func(b *testing.B) {
			found, _ := scenarios.BuiltIn().Find(name)
			call, random := templateCall(), faker()
			call.Body = map[string]any{"title": "Parcel", "customerId": "C-1001"}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := found.Responses[0].Render(call, random); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkNext counts answers of a sequence that all callers share.
func BenchmarkNext(b *testing.B) {
	positions, scenario := scenarios.NewPositions(), sequence(1_000_000_000, 1)
	b.ReportAllocs()
	b.RunParallel(func(each *testing.PB) {
		for each.Next() {
			positions.Next(scenario)
		}
	})
}
