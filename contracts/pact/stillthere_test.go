package pact

import (
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"casemock/contracts/crm"
)

// TestAServerThatDiesOnTheWayHasNoVerdict lets another answer in the server's place after some requests.
func TestAServerThatDiesOnTheWayHasNoVerdict(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		instead func(w http.ResponseWriter, r *http.Request) bool
		kind    ContactKind
	}{
		"a gateway": {stating503, BehindGateway},
		"nothing":   {func(w http.ResponseWriter, _ *http.Request) bool { return hangUp(w) }, Unreachable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int32
			server := before(t, func(w http.ResponseWriter, r *http.Request) bool {
				return asked.Add(1) > 20 && test.instead(w, r)
			})
			_, err := Verify(t.Context(), Options{ProviderURL: server, APIKey: crm.Key, Patience: -1})
			var contact *ContactError
			if !errors.As(err, &contact) || contact.Kind != test.kind ||
				!strings.Contains(contact.Message, "answered at first") {
				t.Errorf("got %v", err)
			}
		})
	}
}

func stating503(w http.ResponseWriter, _ *http.Request) bool {
	w.WriteHeader(http.StatusServiceUnavailable)
	return true
}
