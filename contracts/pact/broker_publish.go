package pact

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
)

// Publish publishes a contract as that of a version of its consumer. It returns what the broker
// says about it. A contract that the version has already is replaced.
func (b *Broker) Publish(
	ctx context.Context, contract *Contract, version Version,
) ([]string, error) {
	if version.Number == "" {
		return nil, errors.New("a contract is published for a version of its consumer: give one")
	}
	index, err := b.index(ctx)
	if err != nil {
		return nil, err
	}
	target, ok := index.link(contractsRelation, nil)
	if !ok {
		return nil, fmt.Errorf("%s is no Pact broker, or too old a one: it has no link %s", shownURL(b.URL),
			contractsRelation)
	}
	var answer struct {
		Notices []struct{ Level, Message string }
	}
	err = b.exchange(ctx, http.MethodPost, target, publication(contract, version), &answer)
	var notices []string
	for _, notice := range answer.Notices {
		if notice.Level != "debug" {
			notices = append(notices, notice.Message)
		}
	}
	return notices, err
}

func publication(contract *Contract, version Version) map[string]any {
	body := map[string]any{
		"pacticipantName":          contract.Consumer,
		"pacticipantVersionNumber": version.Number,
		"contracts": []any{map[string]any{
			"consumerName":  contract.Consumer,
			"providerName":  contract.Provider,
			"specification": "pact",
			"contentType":   jsonType,
			"content":       base64.StdEncoding.EncodeToString(contract.JSON()),
			"onConflict":    "overwrite",
		}},
	}
	if version.Branch != "" {
		body["branch"] = version.Branch
	}
	if len(version.Tags) > 0 {
		body["tags"] = version.Tags
	}
	if version.BuildURL != "" {
		body["buildUrl"] = version.BuildURL
	}
	return body
}

// PublishResults tells a broker what came of the verification of one of its pacts by a version of
// the provider. With requireAll, an expectation that was not exercised makes it a failure, as it
// does in [Report.Failed]. A report in which nothing was exercised is not published: it says
// nothing.
func (b *Broker) PublishResults(
	ctx context.Context, pact *BrokerPact, report *Report, provider Version, requireAll bool,
) error {
	counts := report.Counts()
	switch {
	case provider.Number == "":
		return errors.New("results are published for a version of the provider: give one")
	case pact.results == "":
		return fmt.Errorf("%s takes no results: it has no link %s", shownURL(pact.URL), resultsRelation)
	case counts.Total() == counts.NotExercised:
		return errors.New("nothing was exercised, so there are no results to publish")
	}
	if err := b.describeVersion(ctx, report.Provider, provider); err != nil {
		return err
	}
	body := map[string]any{
		"success":                    !report.Failed(requireAll),
		"providerApplicationVersion": provider.Number,
		"testResults":                testResults(report),
		"verifiedBy":                 map[string]any{"implementation": "casepact"},
	}
	if provider.BuildURL != "" {
		body["buildUrl"] = provider.BuildURL
	}
	return b.exchange(ctx, http.MethodPost, pact.results, body, nil)
}

// describeVersion says of which branch a version is and which tags it has, before there are
// results.
func (b *Broker) describeVersion(ctx context.Context, name string, version Version) error {
	if version.Branch == "" && len(version.Tags) == 0 {
		return nil
	}
	index, err := b.index(ctx)
	if err != nil {
		return err
	}
	put := func(relation, part, value string) error {
		target, ok := index.link(relation, map[string]string{
			"pacticipant": name, "version": version.Number, part: value})
		if !ok {
			return fmt.Errorf("the broker has no link %s, so the %s cannot be published", relation, part)
		}
		return b.exchange(ctx, http.MethodPut, target, map[string]any{}, nil)
	}
	if version.Branch != "" {
		if err := put(branchVersionRelation, "branch", version.Branch); err != nil {
			return err
		}
	}
	for _, tag := range version.Tags {
		if err := put(versionTagRelation, "tag", tag); err != nil {
			return err
		}
	}
	return nil
}

// testResults are the results by interaction. What was not exercised has none.
func testResults(report *Report) []any {
	results := []any{}
	for _, result := range report.Results {
		if result.Verdict == NotExercised {
			continue
		}
		one := map[string]any{"interactionDescription": result.Description,
			"success": result.Verdict != Broken}
		if result.interactionID != "" {
			one["interactionId"] = result.interactionID
		}
		var mismatches []any
		for _, finding := range result.Failures() {
			mismatches = append(mismatches, map[string]any{"attribute": attribute(finding.Path),
				"identifier": finding.Path, "description": finding.RuleID + ": " + finding.Message})
		}
		if len(mismatches) > 0 {
			one["mismatches"] = mismatches
		}
		results = append(results, one)
	}
	return results
}

// attribute is the part of an answer, in Pact's words.
func attribute(path string) string {
	switch path {
	case statusPart:
		return "status"
	case contentTypePart:
		return "header"
	}
	return "body"
}
