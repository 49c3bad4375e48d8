package pact

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
)

// Verify holds a running server against the contract.
//
// The error says that nothing could be verified: an option that is wrong, a file that cannot be
// read ([strictyaml.Problems]), a server that cannot be talked to ([*ContactError]), or a native library
// that does not work. What the server does wrong is in the report.
func Verify(ctx context.Context, options Options) (*report.Report, error) {
	v, err := newVerification(options)
	if err != nil {
		return nil, err
	}
	defer v.client.http.CloseIdleConnections()
	if err := v.preflight(ctx); err != nil {
		return nil, v.client.redactor.contact(err)
	}
	contract, err := v.loadContract()
	if err != nil {
		return nil, err
	}
	v.plan(contract)
	if err := v.perform(ctx, contract); err != nil {
		return nil, err
	}
	if err := v.stillThere(ctx); err != nil {
		return nil, v.client.redactor.contact(err)
	}
	v.conclude()
	return v.report, nil
}

// verification is one run.
type verification struct {
	options   Options // with the defaults filled in
	client    *client
	selection selection
	waivers   []report.Waiver
	states    *states
	testData  *testData
	report    *report.Report
	checks    []*check // in the contract's order

	// known is what the server's meta objects say; nil for one that could not be read.
	known map[caseapi.ObjectType]*caseapi.ObjectStructure
	// unread is why one could not be read; empty for one that could.
	unread map[caseapi.ObjectType]string
	// showsInteractions is set once the server has shown the interactions of a case.
	showsInteractions bool
	stopped           bool // after the first broken expectation, with FailFast
	begun             int  // how many expectations have begun
	waited            bool // for a clock that counts whole seconds
	lateExpectations  late
	lateLookups       late
	inVain            int // how often patience was, since it was not
}

func newVerification(options Options) (*verification, error) {
	options.fillIn()
	base, err := parseBase(options.ProviderURL)
	if err != nil {
		return nil, err
	}
	if problem := caseapi.Unsendable(options.APIKey); problem != "" {
		return nil, fmt.Errorf("the API key %s", problem)
	}
	v := &verification{options: options, client: newClient(&options, base),
		lateExpectations: late{}, lateLookups: late{}}
	if v.selection, err = newSelection(options.Only, options.Skip); err != nil {
		return nil, err
	}
	if options.WaiverFile != "" {
		if v.waivers, err = report.ReadWaivers(options.WaiverFile); err != nil {
			return nil, err
		}
	}
	v.testData = newTestData(v)
	if v.states, err = newStates(v); err != nil {
		return nil, err
	}
	v.report = &report.Report{Consumer: contract.Consumer, Provider: contract.Provider, ProviderURL: v.client.shownBase(),
		Started: options.Now(), Results: []*report.Result{}, Warnings: []string{}}
	return v, nil
}

// parseBase reads the provider's URL. A path, as in https://crm.example.com/api/v2, is kept.
func parseBase(text string) (*url.URL, error) {
	base, err := url.Parse(text)
	switch {
	case text == "":
		return nil, fmt.Errorf("the provider URL is missing: give --provider-url, " +
			"as in http://127.0.0.1:8080")
	case caseapi.Unsendable(text) != "":
		return nil, fmt.Errorf("the provider URL %q %s", text, caseapi.Unsendable(text))
	case err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https":
		return nil, fmt.Errorf("the provider URL %q must begin with http:// or https:// "+
			"and name a host, as in http://127.0.0.1:8080", shownAddress(text))
	case base.RawQuery != "" || base.Fragment != "":
		return nil, fmt.Errorf("the provider URL %q must have no query and no fragment",
			shownAddress(text))
	}
	// Escapes stay as they were written: a %2F is no slash.
	base.RawPath = strings.TrimSuffix(base.EscapedPath(), "/")
	base.Path, _ = url.PathUnescape(base.RawPath) // it was escaped rightly just now
	return base, nil
}

// warn adds a warning about the run as a whole, once.
func (v *verification) warn(format string, arguments ...any) {
	text := v.client.redactor.text(fmt.Sprintf(format, arguments...))
	for _, said := range v.report.Warnings {
		if said == text {
			return
		}
	}
	v.report.Warnings = append(v.report.Warnings, text)
}
