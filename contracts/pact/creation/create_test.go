package creation

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/crm"
	"casemock/contracts/target"
	"casemock/contracts/transport"
)

// newData has made nothing yet on a CRM with these quirks. It counts what is sent to create objects.
func newData(t *testing.T, customerID string, patience time.Duration, quirks ...crm.Quirk) (*Data, *[]string) {
	t.Helper()
	server, created := crm.With(quirks...), &[]string{}
	client, err := target.New(target.Options{URL: "http://crm", APIKey: crm.Key, Patience: patience,
		Transport: transport.InProcess(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost {
				*created = append(*created, r.URL.Path)
			}
			server.ServeHTTP(w, r)
		}))})
	if err != nil {
		t.Fatal(err)
	}
	meta, err := client.Preflight(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return New(Options{Client: client, Meta: meta, CustomerID: customerID,
		Shows: func(ctx context.Context, path string) bool {
			got, _, err := client.Do(ctx, client.Read(path))
			return err == nil && got.Status == http.StatusOK
		}}), created
}

func TestWhatReadsSharesAndWhatWritesDoesNot(t *testing.T) {
	t.Parallel()
	data, created := newData(t, "", -1)
	ctx := t.Context()
	first, err := data.Case(ctx)
	if err != nil {
		t.Fatal(err)
	}
	customer, _ := data.Customer(ctx)
	again, _ := data.Case(ctx)
	own, _ := data.NewCase(ctx)
	other, _ := data.OtherCase(ctx)
	another, _ := data.OtherCase(ctx)
	switch {
	case first != again || first.CustomerID != customer.ID || own.ID == first.ID || own.CustomerID != customer.ID:
		t.Errorf("got %+v, %+v, %+v of %+v", first, again, own, customer)
	case other != another || other.CustomerID == customer.ID:
		t.Errorf("got %+v, %+v", other, another)
	case len(*created) != 5:
		t.Errorf("sent %q", *created)
	case data.Claim(caseapi.CaseObject, own.ID) || !data.Claim(caseapi.CaseObject, "new"):
		t.Error("an id is not remembered")
	}
	if told := first.Told; len(told) != 1 || told[0].Operation.Name != caseapi.CreateCase ||
		told[0].Sent.(map[string]any)["title"] != first.Sent["title"] {
		t.Errorf("told %+v", told)
	}
}

func TestACustomerThatWasNamedIsNotMade(t *testing.T) {
	t.Parallel()
	data, created := newData(t, "77", -1)
	if customer, err := data.Customer(t.Context()); err != nil || customer.ID != "77" || len(*created) != 0 {
		t.Errorf("got %+v, %v after %q", customer, err, *created)
	}
}

func TestWhatAServerRefusesIsLeftOut(t *testing.T) {
	t.Parallel()
	unnamed := crm.Answering(func(a *crm.Answer) {
		if a.Status == http.StatusBadRequest {
			a.Body = crm.Object{"message": "No."}
		}
	})
	for name, test := range map[string]struct {
		quirks    []crm.Quirk
		customer  []string // the fields that it is made with
		kase      []string
		creations string
	}{
		"nothing": {nil, []string{"fullName", "mail", "segment", "vip"},
			[]string{"customerId", "interactions", "region", "title"}, "/customer /case /case"},
		"one that it names": {[]crm.Quirk{crm.Refusing("createCustomer", "vip")},
			[]string{"fullName", "mail", "segment"}, []string{"customerId", "interactions", "region", "title"},
			"/customer /customer /case /case"},
		"one that it does not name": {[]crm.Quirk{crm.Refusing("createCase", "region"), unnamed},
			[]string{"fullName", "mail", "segment", "vip"}, []string{"customerId", "interactions", "title"},
			"/customer /case /case /case"},
		"posts": {[]crm.Quirk{crm.Refusing("createCase", "interactions")},
			[]string{"fullName", "mail", "segment", "vip"}, []string{"customerId", "title"},
			// it names no custom field, so that any of them may be meant first
			"/customer /case /case /case /case /case"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data, created := newData(t, "", -1, test.quirks...)
			kase, err := data.NewCase(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			customer, _ := data.Customer(t.Context())
			if _, err = data.NewCase(t.Context()); err != nil {
				t.Error(err)
			}
			for _, made := range []struct {
				object *Object
				want   []string
			}{{customer, test.customer}, {kase, test.kase}} {
				sent := slices.Sorted(maps.Keys(made.object.Sent))
				if !slices.Equal(sent, made.want) {
					t.Errorf("a %s is made with %q, want %q", made.object.Type, sent, made.want)
				}
			}
			if got := strings.Join(*created, " "); got != test.creations {
				t.Errorf("sent %s, want %s", got, test.creations)
			}
		})
	}
}

func TestWhatCannotBeMadeIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	data, created := newData(t, "", -1, crm.Answering(func(a *crm.Answer) {
		a.Status, a.Body = http.StatusInternalServerError, crm.Object{"error": "oops"}
	}, "createCustomer"))
	for range 2 {
		_, err := data.NewCase(t.Context())
		if err == nil || err.Error() != `POST /customer is answered with 500: {"error":"oops"}` {
			t.Errorf("got %v", err)
		}
	}
	if len(*created) != 1 {
		t.Errorf("sent %q", *created)
	}
	withoutID, _ := newData(t, "", -1, crm.Answering(func(a *crm.Answer) { delete(a.Object(), "id") }, "createCustomer"))
	if _, err := withoutID.Customer(t.Context()); err == nil || err.Error() != "its answer has no id" {
		t.Errorf("got %v", err)
	}
}

// Which custom fields there are is not known, so that nothing can be sent but what somebody wants.
func TestWithoutKnownFieldsACustomerIsNotMade(t *testing.T) {
	t.Parallel()
	data, created := newData(t, "", -1, crm.Answering(func(a *crm.Answer) {
		a.Status, a.Body = http.StatusInternalServerError, crm.Object{}
	}, "defineObjectStructures"))
	_, err := data.NewCustomer(t.Context(), nil)
	const unknown = "the custom fields of a customer are not known"
	if err == nil || !strings.HasPrefix(err.Error(), unknown) || len(*created) > 0 {
		t.Errorf("got %v after %q", err, *created)
	}
	made, err := data.NewCustomer(t.Context(), map[string]string{"fullName": "Ada"})
	if err != nil || made.Sent["fullName"] != "Ada" || len(made.Sent) != 1 {
		t.Errorf("got %+v, %v", made, err)
	}
}

func TestWhatWasMadeIsAwaited(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		asked := map[string]int{}
		lag := func(status int, operations ...string) crm.Quirk {
			return crm.Answering(func(a *crm.Answer) {
				if asked[a.Operation]++; asked[a.Operation] <= 2 {
					a.Status, a.Body = status, crm.Object{"error": "x", "message": "y"}
				}
			}, operations...)
		}
		data, _ := newData(t, "", time.Minute, lag(404, "findCustomer", "lookupCase"), lag(422, "createCase"))
		if _, err := data.NewCase(t.Context()); err == nil {
			return // a 422 of a case whose customer is not known yet drops nothing
		}
		t.Errorf("asked %v", asked)
	})
}

func TestACaseIsClosedWhereTheServerDoesSo(t *testing.T) {
	t.Parallel()
	data, _ := newData(t, "", -1)
	made, err := data.NewClosedCase(t.Context())
	if err != nil || len(made.Told) != 2 || made.Told[1].Path["id"] != made.ID {
		t.Errorf("got %+v, %v", made, err)
	}
	deaf, _ := newData(t, "", -1, crm.Storing(func(_, after crm.Object) { after["status"] = "open" }, "updateCase"))
	if _, err = deaf.NewClosedCase(t.Context()); err == nil || !strings.Contains(err.Error(), "does not close a case") {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	broken, _ := newData(t, "", -1, crm.Answering(func(*crm.Answer) { cancel() }, "updateCase"))
	if _, err = broken.NewClosedCase(ctx); !errors.Is(err, context.Canceled) ||
		!strings.HasPrefix(err.Error(), "closing a case: ") {
		t.Errorf("got %v", err)
	}
}
