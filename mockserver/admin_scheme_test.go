package mockserver_test

import (
	"net/http"
	"testing"

	"casemock/mockserver"
)

// The names of HTTP's authentication schemes are not case-sensitive.
func TestTokenTakesTheSchemeInAnyCase(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithAdminToken("open-sesame"))
	for scheme, want := range map[string]int{"Bearer": 200, "bearer": 200, "BEARER": 200, "Token": 401} {
		api.admin(http.MethodGet, "coverage", "", header("Authorization: "+scheme+" open-sesame")).want(want, "")
	}
}
