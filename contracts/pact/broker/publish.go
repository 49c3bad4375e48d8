package broker

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"

	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
)

// Publish publishes a contract as that of a version of its consumer. It returns what the broker
// says about it. A contract that the version has already is replaced.
func (b *Broker) Publish(
	ctx context.Context, contract *contract.Contract, version Version,
) ([]string, error) {
	if version.Number == "" {
		return nil, errors.New("a contract is published for a version of its consumer: give one")
	}
	index, at, err := b.index(ctx)
	if err != nil {
		return nil, err
	}
	target, ok := index.link(at, contractsRelation, nil)
	if !ok {
		return nil, fmt.Errorf("%s is no Pact broker, or too old a one: it has no link %s", shownURL(b.URL),
			contractsRelation)
	}
	var answer struct{ Notices, Logs []notice }
	_, err = b.exchange(ctx, http.MethodPost, target, publication(contract, version), &answer)
	if len(answer.Notices) == 0 { // the older name
		answer.Notices = answer.Logs
	}
	return noticeTexts(answer.Notices), err
}

func publication(pact *contract.Contract, version Version) map[string]any {
	body := map[string]any{
		"pacticipantName":          pact.Consumer,
		"pacticipantVersionNumber": version.Number,
		"contracts": []any{map[string]any{
			"consumerName":  pact.Consumer,
			"providerName":  pact.Provider,
			"specification": "pact",
			"contentType":   contract.JSONType,
			"content":       base64.StdEncoding.EncodeToString(pact.JSON()),
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

// WithheldError says why results are not published: they would tell more than was found.
type WithheldError struct{ Reason string }

// Error is the reason.
func (e *WithheldError) Error() string { return e.Reason }

// PublishResults tells a broker what came of the verification of one of its pacts by a version of
// the provider. A pact is verified whole or not at all for a broker, which answers with it whether
// versions may be deployed together: results of a part are not published ([*WithheldError]), and
// what is waived, or pending for its consumer, is a failure as any other.
func (b *Broker) PublishResults(
	ctx context.Context, pact *Pact, outcome *report.Report, provider Version,
) error {
	switch reason := partial(outcome); {
	case provider.Number == "":
		return errors.New("results are published for a version of the provider: give one")
	case pact.results == nil:
		return fmt.Errorf("%s takes no results: it has no link %s", shownURL(pact.URL), resultsRelation)
	case reason != "":
		return &WithheldError{reason}
	}
	if err := b.describeVersion(ctx, outcome.Provider, provider); err != nil {
		return err
	}
	body := map[string]any{
		"success":                    outcome.Succeeded(),
		"providerApplicationVersion": provider.Number,
		"testResults":                testResults(outcome),
		"verifiedBy":                 map[string]any{"implementation": "casepact"},
	}
	if provider.BuildURL != "" {
		body["buildUrl"] = provider.BuildURL
	}
	_, err := b.exchange(ctx, http.MethodPost, pact.results, body, nil)
	return err
}

// partial says why the contract was not verified whole; empty when it was.
func partial(outcome *report.Report) string {
	counts := outcome.Counts()
	total := counts.Total() + outcome.LeftOut
	switch {
	case counts.Total() == counts.NotExercised:
		return "nothing was exercised, so there are no results to publish"
	case outcome.LeftOut > 0:
		return fmt.Sprintf("--only and --skip left %d of its %d expectations out", outcome.LeftOut, total)
	case counts.NotExercised > 0:
		return fmt.Sprintf("%d of its %d expectations were not exercised", counts.NotExercised, total)
	}
	return ""
}

// describeVersion says of which branch a version is and which tags it has, before there are
// results.
func (b *Broker) describeVersion(ctx context.Context, name string, version Version) error {
	if version.Branch == "" && len(version.Tags) == 0 {
		return nil
	}
	index, at, err := b.index(ctx)
	if err != nil {
		return err
	}
	put := func(relation, part, value string) error {
		target, ok := index.link(at, relation, map[string]string{
			"pacticipant": name, "version": version.Number, part: value})
		if !ok {
			return fmt.Errorf("the broker has no link %s, so the %s cannot be published", relation, part)
		}
		_, err := b.exchange(ctx, http.MethodPut, target, map[string]any{}, nil)
		return err
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

// testResults are the results by interaction.
func testResults(outcome *report.Report) []any {
	results := []any{}
	for _, result := range outcome.Results {
		one := map[string]any{"interactionDescription": result.Description,
			"success": result.Verdict == report.Verified}
		if result.InteractionID != "" {
			one["interactionId"] = result.InteractionID
		}
		var mismatches []any
		for _, finding := range result.Findings {
			if finding.Severity != report.Failure {
				continue
			}
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
	case report.StatusPart:
		return "status"
	case report.ContentTypePart:
		return "header"
	}
	return "body"
}
