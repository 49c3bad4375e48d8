package pact

import (
	"context"
	"errors"
	"fmt"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
	"casemock/contracts/pact/contract"
	"casemock/contracts/pact/creation"
	"casemock/contracts/pact/example"
	"casemock/contracts/pact/states"
	"casemock/contracts/redact"
	"casemock/contracts/report"
	"casemock/contracts/target"
	"casemock/scenarios/story"
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
	defer v.client.Close()
	if v.meta, err = v.client.Preflight(ctx); err != nil {
		return nil, err
	}
	v.model = consistency.NewModel(caseapi.New(caseapi.ObjectStructures{
		Case: v.meta.Structure(caseapi.CaseObject), Customer: v.meta.Structure(caseapi.CustomerObject)}))
	v.testData = creation.New(creation.Options{Client: v.client, Meta: v.meta, CustomerID: options.CustomerID,
		Shows: v.shows})
	if err := v.needCustomer(ctx); err != nil {
		return nil, err
	}
	contract, err := v.loadContract()
	if err != nil {
		return nil, err
	}
	v.plan(contract)
	v.stories = v.selectedStories()
	if err := v.match(ctx, contract); err != nil {
		return nil, err
	}
	if err := v.playStories(ctx); err != nil {
		return nil, err
	}
	if err := v.stillThere(ctx); err != nil {
		return nil, err
	}
	v.conclude()
	return v.report, nil
}

// needCustomer says that the customer that was given does not exist. A server of cases alone shows no customer at
// all: it has this one if it makes a case of it.
func (v *verification) needCustomer(ctx context.Context) error {
	if v.options.CustomerID == "" {
		return nil
	}
	missing := v.client.NeedCustomer(ctx, v.options.CustomerID)
	if missing == nil {
		return nil
	}
	if _, err := v.testData.Case(ctx); err == nil {
		return nil
	}
	return missing
}

// verification is one run.
type verification struct {
	options   Options // with the defaults filled in
	client    *target.Client
	selection contract.Selection
	waivers   []report.Waiver
	owner     *states.Owner
	testData  *creation.Data
	report    *report.Report
	checks    []*check // in the contract's order
	stories   []*story.Story

	meta             *target.Meta
	model            *consistency.Model               // of what the server shows and what it leaves out
	stopped          bool                             // after the first broken expectation, with FailFast
	begun            int                              // how many expectations and stories have begun
	waited           bool                             // for a clock that counts whole seconds
	oddKeys          map[*contract.Interaction]string // that are sent in the place of the example's
	lateExpectations late
	lateLookups      late
}

func newVerification(options Options) (*verification, error) {
	options.fillIn()
	client, err := newClient(&options)
	if err != nil {
		return nil, err
	}
	v := &verification{options: options, client: client,
		lateExpectations: late{}, lateLookups: late{}}
	if v.selection, err = contract.NewSelection(options.Only, options.Skip); err != nil {
		return nil, err
	}
	if options.WaiverFile != "" {
		if v.waivers, err = report.ReadWaivers(options.WaiverFile); err != nil {
			return nil, err
		}
	}
	v.owner, err = states.New(states.Options{File: options.StatesFile, URL: options.StateURL,
		Base: client.Base(), HTTP: client.HTTP(), Timeout: options.Timeout})
	if err != nil {
		return nil, err
	}
	v.report = &report.Report{Consumer: contract.Consumer, Provider: contract.Provider,
		ProviderURL: v.client.ShownBase(), Started: options.Now(), Results: []*report.Result{}, Warnings: []string{}}
	return v, nil
}

// newClient makes the client of the server under test.
func newClient(options *Options) (*target.Client, error) {
	if options.ProviderURL == "" {
		return nil, errors.New("the provider URL is missing: give --provider-url, as in http://127.0.0.1:8080")
	}
	return target.New(target.Options{
		URL: options.ProviderURL, URLName: "the provider URL", APIKey: options.APIKey,
		Secrets: redact.Credentials(options.StateURL),
		RootCAs: options.RootCAs, Insecure: options.Insecure, Timeout: options.Timeout, Rate: options.Rate,
		Patience: options.Patience, UserAgent: userAgent, Now: options.Now,
	})
}

const userAgent = "casepact"

// server is the server under test, as examples are adapted to it.
func (v *verification) server() example.Server {
	return example.Server{Client: v.client, Meta: v.meta, Data: v.testData,
		GivenCustomer: v.options.CustomerID != "",
		LookUp: func(ctx context.Context, path string) (map[string]any, string) {
			found, problem := v.lookUp(ctx, path)
			return found.object, problem
		}}
}

// progress tells that the next expectation or story begins.
func (v *verification) progress(description string) {
	v.begun++
	v.options.Progress(Progress{Number: v.begun, Total: len(v.checks) + len(v.stories), Description: description})
}

// warn adds a warning about the run as a whole, once.
func (v *verification) warn(format string, arguments ...any) {
	text := v.client.Shown(fmt.Sprintf(format, arguments...))
	for _, said := range v.report.Warnings {
		if said == text {
			return
		}
	}
	v.report.Warnings = append(v.report.Warnings, text)
}
