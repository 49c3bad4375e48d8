package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/mockserver/adminclient"
)

// coverageTable is a grid of operations by documented status; a dot stands where nothing is documented. The
// last column are the faults.
func coverageTable(met adminclient.Coverage, faults adminclient.FaultCoverage) string {
	statuses := documentedStatuses()
	var text strings.Builder
	fmt.Fprintf(&text, "%-24s", "")
	for _, status := range statuses {
		fmt.Fprintf(&text, "%6d", status)
	}
	fmt.Fprintf(&text, "%8s", "faults")
	var count int
	for _, operation := range caseapi.Operations() {
		fmt.Fprintf(&text, "\n%-24s", operation.Name)
		for _, status := range statuses {
			cell := "."
			if _, documented := operation.Response(status); documented {
				times := met.Met(caseapi.Pair{Operation: operation.Name, Status: status})
				cell = strconv.FormatUint(times, 10)
				count += min(1, int(times))
			}
			fmt.Fprintf(&text, "%6s", cell)
		}
		fmt.Fprintf(&text, "%8d", faults.Met(operation.Name))
	}
	fmt.Fprintf(&text, "\n%d of %d documented answers met\n", count, len(caseapi.Pairs()))
	return text.String()
}

func documentedStatuses() []int {
	var statuses []int
	for _, pair := range caseapi.Pairs() {
		statuses = append(statuses, pair.Status)
	}
	slices.Sort(statuses)
	return slices.Compact(statuses)
}
