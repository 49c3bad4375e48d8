package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
)

// anything stands for every operation, or every status, in a requirement.
const anything = "*"

// requirement is a part of the table of operations by documented status: one pair, as in
// updateCase/422, or several, as in updateCase/* and */401.
type requirement []caseapi.Pair

// parseRequirement reads a requirement. It is an error if nothing in the table fits.
func parseRequirement(text string) (requirement, error) {
	operation, status, found := strings.Cut(text, "/")
	if !found {
		return nil, errors.New(
			"must be written operation/status, as in updateCase/422, updateCase/* or */401")
	}
	if operation != anything && status != anything {
		pair, err := caseapi.ParsePair(text)
		if err != nil {
			return nil, fmt.Errorf("cannot be required: %w", err)
		}
		return requirement{pair}, nil
	}
	var pairs requirement
	for _, pair := range caseapi.Pairs() {
		if (operation == anything || operation == string(pair.Operation)) &&
			(status == anything || status == strconv.Itoa(pair.Status)) {
			pairs = append(pairs, pair)
		}
	}
	if len(pairs) == 0 {
		return nil, fmt.Errorf("cannot be required: %s", nothingFits(operation, status))
	}
	return pairs, nil
}

// nothingFits says which half of a pattern is wrong.
func nothingFits(operation, status string) string {
	if operation == anything {
		return fmt.Sprintf("no operation documents status %s", status)
	}
	return fmt.Sprintf("there is no operation %s%s", operation,
		wording.Suggest(operation, caseapi.OperationNames()))
}
