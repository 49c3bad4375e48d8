package caseapi_test

import (
	"strings"
	"testing"

	"casemock/contracts/caseapi"
)

const typicalUpdate = `{"title":"Parcel lost","status":"open","customerId":"C-1001",` +
	`"interactions":[` + interaction + `],"customCasePropertyOne":"a"}`

func BenchmarkValidateRequest(b *testing.B) {
	wrong := strings.NewReplacer("open", "pending", `"title"`, `"titel"`, "2024-05-01", "yesterday")
	for name, body := range map[string]string{
		"typical": typicalUpdate,
		"wrong":   wrong.Replace(typicalUpdate),
	} {
		b.Run(name, func(b *testing.B) {
			operation := caseapi.MustOperation(caseapi.UpdateCase)
			headers, body := jsonHeaders(), []byte(body)
			headers.Set(caseapi.UserEmailHeader, "agent@example.com")
			headers.Set(caseapi.InitiativeHeader, "12")
			b.ReportAllocs()
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				_, violations := companyAPI().ValidateRequest(operation, headers, body)
				if (violations == nil) != (name == "typical") {
					b.Fatal(violations)
				}
			}
		})
	}
}

// BenchmarkValidateManyMistakes is about the worst that a client can do with a body of one MiB: as
// many elements as an array may have, each with the most mistakes that it has room for.
func BenchmarkValidateManyMistakes(b *testing.B) {
	operation := caseapi.MustOperation(caseapi.UpdateCase)
	element := `{"body":1,"created":1,"service":1,"author":{"name":1,"handle":1,"service":1,"x":1}}`
	body := []byte(`{"interactions":[` + strings.Repeat(element+",", 9_999) + element + `]}`)
	b.ReportAllocs()
	for b.Loop() {
		_, violations := companyAPI().ValidateRequest(operation, jsonHeaders(), body)
		if violations == nil {
			b.Fatal("nothing is wrong")
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	b.ReportAllocs()
	b.SetBytes(int64(len(typicalUpdate)))
	for b.Loop() {
		if _, violations := caseapi.Decode([]byte(typicalUpdate)); violations != nil {
			b.Fatal(violations)
		}
	}
}

func BenchmarkMarshalCase(b *testing.B) {
	kase := exampleCase()
	for len(kase.Interactions) < 5 {
		kase.Interactions = append(kase.Interactions, kase.Interactions[0])
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := caseapi.Marshal(kase); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnmarshalCase(b *testing.B) {
	kase := exampleCase()
	for len(kase.Interactions) < 5 {
		kase.Interactions = append(kase.Interactions, kase.Interactions[0])
	}
	encoded, err := caseapi.Marshal(kase)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(encoded)))
	for b.Loop() {
		if err := kase.UnmarshalJSON(encoded); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkApply(b *testing.B) {
	kase, body := exampleCase(), []byte(typicalUpdate)
	value, _ := caseapi.Decode(body)
	b.ReportAllocs()
	for b.Loop() {
		caseapi.NewCaseChange(value.(map[string]any)).Apply(kase, later)
	}
}

func BenchmarkNew(b *testing.B) {
	structures := company()
	b.ReportAllocs()
	for b.Loop() {
		caseapi.New(structures)
	}
}

// BenchmarkFirstUse is what the first update of a process pays: the description and the compilation
// of what an update needs.
func BenchmarkFirstUse(b *testing.B) {
	structures := company()
	value, _ := caseapi.Decode([]byte(typicalUpdate))
	b.ReportAllocs()
	for b.Loop() {
		if v := caseapi.New(structures).ValidateBody(caseapi.CaseUpdateSchema, value); v != nil {
			b.Fatal(v)
		}
	}
}
