package report

import (
	"cmp"
	"fmt"
	"slices"
)

// proof is what one request shows: mostly all that is wrong with its answer.
type proof struct {
	Findings []Finding
	Exchange *Exchange // nil when nothing was sent
}

// byCause gathers the findings that break one rule for one cause, as in each element of a list.
func (p *proof) byCause() [][]Finding {
	var all [][]Finding
	at := map[string]int{}
	for _, finding := range p.Findings {
		key := fmt.Sprintln(finding.RuleID, finding.Step, causeKey(finding))
		i, known := at[key]
		if !known {
			i = len(all)
			at[key] = i
			all = append(all, nil)
		}
		all[i] = append(all[i], finding)
	}
	return all
}

// proofs gathers the findings of an expectation that are wanted by the request that shows them.
func proofs(result *Result, wanted func(Finding) bool) []*proof {
	var all []*proof
	for _, finding := range result.Findings {
		if !wanted(finding) {
			continue
		}
		exchange := cmp.Or(finding.Exchange, result.Exchange)
		known := slices.IndexFunc(all, func(p *proof) bool { return sameRequest(p.Exchange, exchange) })
		if known < 0 {
			known = len(all)
			all = append(all, &proof{Exchange: exchange})
		}
		all[known].Findings = append(all[known].Findings, finding)
	}
	return all
}

func sameRequest(a, b *Exchange) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Curl() == b.Curl()
}

// failures are the proofs of what breaks an expectation, and waivers of what somebody has excused.
func failures(result *Result) []*proof { return proofs(result, Finding.Breaks) }

func waivers(result *Result) []*proof {
	return proofs(result, func(finding Finding) bool { return finding.Waiver != nil })
}
