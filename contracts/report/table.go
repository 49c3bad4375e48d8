package report

import (
	"slices"

	"casemock/contracts/caseapi"
)

// grid is the table of operations by status.
type grid struct {
	Statuses []int
	Rows     []gridRow
}

type gridRow struct {
	Operation string
	Cells     []gridCell // as many as there are statuses
}

// gridCell is what came of the expectations of an operation and status.
type gridCell struct {
	Verdict Verdict // empty where nothing was asked for
	Counts  Counts
	// Documented reports whether the status is documented for the operation.
	Documented bool
	Pair       caseapi.Pair
}

// nameless stands for the interactions of a pact file that fit no documented call.
const nameless = "(other calls)"

// table lays the verdicts out. A row is there for each operation that was asked for.
func (s Suite) table() grid {
	sums := map[caseapi.Pair]PairResult{}
	var table grid
	var operations []caseapi.OperationName
	for _, sum := range s.Pairs() {
		sums[caseapi.Pair{Operation: sum.Operation, Status: sum.Status}] = sum
		table.Statuses = append(table.Statuses, sum.Status)
		if !slices.Contains(operations, sum.Operation) {
			operations = append(operations, sum.Operation)
		}
	}
	slices.Sort(table.Statuses)
	table.Statuses = slices.Compact(table.Statuses)
	for _, operation := range operations {
		row := gridRow{Operation: string(operation)}
		if operation == "" {
			row.Operation = nameless
		}
		for _, status := range table.Statuses {
			pair := caseapi.Pair{Operation: operation, Status: status}
			row.Cells = append(row.Cells, gridCell{Verdict: sums[pair].Verdict,
				Counts: sums[pair].Counts, Documented: documented(pair), Pair: pair})
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func documented(pair caseapi.Pair) bool {
	operation, known := caseapi.FindOperation(pair.Operation)
	if !known {
		return false
	}
	_, has := operation.Response(pair.Status)
	return has
}

// symbol stands for the cell where there is little room: nothing for an answer that the operation
// does not have.
func (c gridCell) symbol() string {
	if c.Verdict == "" && !c.Documented {
		return ""
	}
	return symbol(c.Verdict)
}

// symbol stands for a verdict; a dot for one that was not asked for.
func symbol(verdict Verdict) string {
	switch verdict {
	case Verified:
		return "✓"
	case Broken:
		return "✗"
	case NotExercised:
		return "○"
	case Waived:
		return "~"
	case Pending:
		return "?"
	case Open:
		return "…"
	}
	return "·"
}
