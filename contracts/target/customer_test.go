package target

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"casemock/contracts/crm"
	"casemock/contracts/transport"
)

func TestACustomerThatIsGivenMustExist(t *testing.T) {
	t.Parallel()
	broken := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusInternalServerError)
	})
	for name, test := range map[string]struct {
		server http.Handler
		id     string
		says   string
	}{
		"does not":             {crm.New(), "no/body", `no customer "no/body": GET /customer/no%2Fbody is answered with 404`},
		"who knows":            {broken, "5001", ""},
		"there is a wrong key": {crm.With(), "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			key := crm.Key
			if test.id == "" {
				key = "wrong"
			}
			client := newClient(t, Options{URL: "http://crm", APIKey: key, Transport: transport.InProcess(test.server)})
			err := client.NeedCustomer(t.Context(), test.id)
			var contact *ContactError
			if test.says == "" && err != nil || test.says != "" && (!errors.As(err, &contact) ||
				contact.Kind != NoCustomer || !strings.Contains(contact.Message, test.says)) {
				t.Errorf("got %v, want %q", err, test.says)
			}
		})
	}
}
