package broker

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"casemock/contracts/pact/contract"
	"casemock/contracts/report"

	"github.com/google/go-cmp/cmp"
)

// testBroker speaks as much of a Pact broker's HAL as is documented for what we ask of one.
type testBroker struct {
	url      string
	token    string
	pact     map[string]any // the one that is to be verified
	asked    map[string]any // for which pacts
	put      []string       // paths
	results  map[string]any
	contract map[string]any
}

func startBroker(t *testing.T) *testBroker {
	t.Helper()
	broker := &testBroker{token: "broker-secret"}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /base/{$}", broker.index)
	mux.HandleFunc("POST /base/verify/{provider}", func(w http.ResponseWriter, r *http.Request) {
		broker.asked = decode(t, r)
		broker.asked["provider"] = r.PathValue("provider")
		hal(w, broker.list())
	})
	mux.HandleFunc("GET /base/pact", func(w http.ResponseWriter, _ *http.Request) { hal(w, broker.pact) })
	mux.HandleFunc("POST /base/results", func(w http.ResponseWriter, r *http.Request) {
		broker.results = decode(t, r)
		w.WriteHeader(http.StatusCreated)
	})
	mux.HandleFunc("POST /base/contracts", func(w http.ResponseWriter, r *http.Request) {
		broker.contract = decode(t, r)
		hal(w, map[string]any{"notices": []any{
			map[string]any{"type": "debug", "text": "hm"},
			map[string]any{"type": "success", "text": "Pact published"},
		}})
	})
	mux.HandleFunc("PUT /base/", func(w http.ResponseWriter, r *http.Request) {
		broker.put = append(broker.put, r.URL.EscapedPath())
		hal(w, map[string]any{})
	})
	broker.url = serve(t, broker.guard(mux)) + "/base"
	pact := builtIn(t)
	pact.Interactions = slices.DeleteFunc(pact.Interactions, func(one *contract.Interaction) bool {
		return one.Operation.Name != "lookupCase" ||
			one.Status == http.StatusInternalServerError || one.OnlyHeader // the rest is verified whole
	})
	broker.pact = contract.CopyJSON(pact.Document())
	for i, interaction := range broker.pact["interactions"].([]any) {
		interaction.(map[string]any)["_id"] = "id-" + string(rune('a'+i))
	}
	broker.pact["_links"] = map[string]any{resultsRelation: broker.link("/results")}
	return broker
}

func (b *testBroker) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+b.token {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (b *testBroker) link(path string) map[string]any {
	return map[string]any{"href": b.url + path, "templated": strings.Contains(path, "{")}
}

func (b *testBroker) index(w http.ResponseWriter, _ *http.Request) {
	hal(w, map[string]any{"_links": map[string]any{
		"curies":              []any{map[string]any{"name": "pb"}},
		pactsRelation:         b.link("/verify/{provider}"),
		contractsRelation:     b.link("/contracts"),
		branchVersionRelation: b.link("/p/{pacticipant}/branches/{branch}/versions/{version}"),
		versionTagRelation:    b.link("/p/{pacticipant}/versions/{version}/tags/{tag}"),
	}})
}

func (b *testBroker) list() map[string]any {
	return map[string]any{"_embedded": map[string]any{"pacts": []any{map[string]any{
		"_links": map[string]any{"self": b.link("/pact")},
		"verificationProperties": map[string]any{"pending": true, "notices": []any{
			map[string]any{"when": "before_verification", "text": "It is the latest."},
			map[string]any{"when": "after_verification:success_true_published_false", "text": "Later."},
		}},
	}}}}
}

// ownHTTP shares no connections with other tests: the end of any of their servers would close them.
func ownHTTP(t *testing.T) *http.Client {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func hal(w http.ResponseWriter, document map[string]any) {
	w.Header().Set("Content-Type", "application/hal+json")
	_ = json.NewEncoder(w).Encode(document)
}

func decode(t *testing.T, r *http.Request) map[string]any {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Error(err)
	}
	var object map[string]any
	if err := json.Unmarshal(data, &object); err != nil {
		t.Errorf("%s %s: %v in %s", r.Method, r.URL, err, data)
	}
	return object
}

func TestABrokersPactIsTakenAndItsResultsPublished(t *testing.T) {
	t.Parallel()
	server := startBroker(t)
	broker := &Broker{HTTP: ownHTTP(t), URL: server.url + "/", Token: server.token}
	pacts, err := broker.Pacts(context.Background(), Query{Branch: "main", Tags: []string{"dev"}, Pending: true,
		Selectors: []Selector{{"mainBranch": true}}, WIPSince: "2025-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	wanted := map[string]any{"provider": "Case API", "providerVersionBranch": "main",
		"providerVersionTags":  []any{"dev"},
		"includePendingStatus": true, "includeWipPactsSince": "2025-01-01",
		"consumerVersionSelectors": []any{map[string]any{"mainBranch": true}}}
	if diff := cmp.Diff(wanted, server.asked); diff != "" {
		t.Error(diff)
	}
	if len(pacts) != 1 || !pacts[0].Pending || !slices.Equal(pacts[0].Notices, []string{"It is the latest."}) {
		t.Fatalf("got %+v", pacts)
	}
	if source := pacts[0].Contract.Source; source != server.url+"/pact" {
		t.Errorf("the contract is from %s", source)
	}
	outcome := firstBroken(pacts[0].Contract)
	version := Version{Number: "1.0", Branch: "feat/x", Tags: []string{"dev"}, BuildURL: "https://ci/1"}
	if err := broker.PublishResults(context.Background(), pacts[0], outcome, version); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"/base/p/Case%20API/branches/feat%2Fx/versions/1.0",
		"/base/p/Case%20API/versions/1.0/tags/dev"}, server.put); diff != "" {
		t.Error(diff)
	}
	requireResults(t, server.results)
}

// firstBroken is the outcome of a verification in which the first expectation is broken.
func firstBroken(pact *contract.Contract) *report.Report {
	outcome := &report.Report{Consumer: pact.Consumer, Provider: pact.Provider}
	for i, interaction := range pact.Interactions {
		result := &report.Result{Operation: interaction.Operation.Name, Status: interaction.Status,
			InteractionID: contract.Text(interaction.Document["_id"])}
		if i == 0 {
			result.Findings = []report.Finding{{RuleID: "lookupCase/200/url", Severity: report.Failure}}
		}
		result.Settle()
		outcome.Results = append(outcome.Results, result)
	}
	return outcome
}

// requireResults demands the results of an outcome whose first expectation is broken.
func requireResults(t *testing.T, results map[string]any) {
	t.Helper()
	if results["success"] != false || results["providerApplicationVersion"] != "1.0" ||
		results["buildUrl"] != "https://ci/1" {
		t.Errorf("got %v", results)
	}
	verdicts := map[any]any{}
	for _, element := range results["testResults"].([]any) {
		one := element.(map[string]any)
		verdicts[one["interactionId"]] = one["success"]
	}
	want := map[any]any{"id-a": false, "id-b": true, "id-c": true, "id-d": true}
	if diff := cmp.Diff(want, verdicts); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestAContractIsPublished(t *testing.T) {
	t.Parallel()
	server := startBroker(t)
	broker := &Broker{HTTP: ownHTTP(t), URL: server.url, Token: server.token}
	pact := builtIn(t)
	notices, err := broker.Publish(context.Background(), pact,
		Version{Number: "abc", Branch: "main", Tags: []string{"t"}, BuildURL: "https://ci/2"})
	if err != nil || !slices.Equal(notices, []string{"Pact published"}) {
		t.Fatalf("got %q, %v", notices, err)
	}
	want := map[string]any{"pacticipantName": contract.Consumer, "pacticipantVersionNumber": "abc",
		"branch": "main", "tags": []any{"t"}, "buildUrl": "https://ci/2",
		"contracts": []any{map[string]any{"consumerName": contract.Consumer, "providerName": contract.Provider,
			"specification": "pact", "contentType": "application/json", "onConflict": "overwrite",
			"content": base64.StdEncoding.EncodeToString(pact.JSON())}}}
	if diff := cmp.Diff(want, server.contract); diff != "" {
		t.Error(diff)
	}
}

func TestABrokerThatCannotBeUsedIsSaidSo(t *testing.T) {
	t.Parallel()
	server := startBroker(t)
	plain := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "<html>")
	}))
	empty := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		hal(w, map[string]any{})
	}))
	for says, broker := range map[string]*Broker{
		"does not let us in (401)": {URL: server.url},
		"has no http://":           {URL: strings.TrimSuffix(server.url, "base"), Token: server.token},
		"answers no JSON":          {URL: plain},
		"no link pb:provider":      {URL: empty},
		"cannot be reached":        {URL: "http://nobody.invalid"},
		"is wrong":                 {URL: "http://a b"},
	} {
		broker.HTTP = ownHTTP(t)
		_, err := broker.Pacts(context.Background(), Query{})
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want %q", err, says)
		}
	}
}

func TestNothingIsPublishedThatSaysNothing(t *testing.T) {
	t.Parallel()
	broker := &Broker{HTTP: ownHTTP(t), URL: "http://nobody.invalid"}
	done := &report.Report{Results: []*report.Result{{Verdict: report.Verified}}}
	for says, err := range map[string]error{
		"give one": broker.PublishResults(context.Background(), &Pact{}, done, Version{}),
		"takes no results": broker.PublishResults(context.Background(), &Pact{}, done,
			Version{Number: "1"}),
		"nothing was exercised": broker.PublishResults(context.Background(), &Pact{results: &url.URL{Host: "x"}},
			&report.Report{Results: []*report.Result{{Verdict: report.NotExercised}}}, Version{Number: "1"}),
	} {
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want %q", err, says)
		}
	}
}

func TestParseSelector(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Selector{
		"mainBranch":                       {"mainBranch": true},
		"branch=feat/x":                    {"branch": "feat/x"},
		` {"tag": "prod", "latest": true}`: {"tag": "prod", "latest": true},
		"branch":                           nil,
		"latest=7":                         nil,
		"{":                                nil,
		"main":                             nil,
	} {
		got, err := ParseSelector(text)
		if diff := cmp.Diff(want, got); diff != "" || (err == nil) != (want != nil) {
			t.Errorf("%s: got %v, %v", text, got, err)
		}
	}
}
