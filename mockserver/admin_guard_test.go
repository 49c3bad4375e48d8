package mockserver_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"casemock/mockserver"
)

// guarded is the status of a request to the admin API under a name of the machine, without a network.
func guarded(t *testing.T, server *mockserver.Server, host, method, path string, headers ...header) int {
	t.Helper()
	body := ""
	if path == "force" && method == http.MethodPost {
		body = `{"scenario": "updateCase/422"}`
	}
	request := httptest.NewRequest(method, mockserver.AdminPath+path, strings.NewReader(body))
	request.Host = host
	for _, text := range headers {
		name, value, _ := strings.Cut(string(text), ": ")
		request.Header.Add(name, value)
	}
	recorder := httptest.NewRecorder()
	server.ServeHTTP(recorder, request)
	return recorder.Code
}

func TestOtherSitesCannotDriveTheAdminAPI(t *testing.T) {
	t.Parallel()
	const own, public, trusted = "127.0.0.1:8080", "http://Sandbox.example.com:80/crm", true
	for name, test := range map[string]struct {
		trustProxy bool
		headers    string
		status     int
	}{
		"no browser":           {!trusted, "", 201},
		"the console":          {!trusted, "Origin: http://127.0.0.1:8080|Sec-Fetch-Site: same-origin", 201},
		"TLS before us":        {!trusted, "Origin: https://127.0.0.1:8080|Sec-Fetch-Site: same-origin", 201},
		"the public URL":       {!trusted, "Origin: http://sandbox.example.com|Sec-Fetch-Site: same-origin", 201},
		"as an old browser":    {!trusted, "Origin: http://sandbox.example.com", 201},
		"another scheme":       {!trusted, "Origin: https://sandbox.example.com", 403},
		"another port":         {!trusted, "Origin: http://sandbox.example.com:8080", 403},
		"another site":         {!trusted, "Origin: https://evil.example|Sec-Fetch-Site: cross-site", 403},
		"old browser":          {!trusted, "Origin: https://evil.example", 403},
		"no origin at all":     {!trusted, "Origin: null", 403},
		"another port's page":  {!trusted, "Origin: http://127.0.0.1:1|Sec-Fetch-Site: same-site", 403},
		"public, but not here": {!trusted, "Origin: http://sandbox.example.com|Sec-Fetch-Site: cross-site", 403},
		"a proxy nobody trusts": {!trusted,
			"Origin: https://crm.example|X-Forwarded-Host: crm.example|X-Forwarded-Proto: https", 403},
		"a trusted proxy": {trusted,
			"Origin: https://crm.example|X-Forwarded-Host: crm.example|X-Forwarded-Proto: https", 201},
		"two trusted proxies": {trusted,
			"Origin: https://crm.example|X-Forwarded-Host: CRM.example:443, inner|X-Forwarded-Proto: https, http", 201},
		"a port of its own": {trusted,
			"Origin: http://crm.example:81|X-Forwarded-Host: crm.example|X-Forwarded-Port: 81", 201},
		"another scheme at the proxy": {trusted,
			"Origin: http://crm.example|X-Forwarded-Host: crm.example|X-Forwarded-Proto: https", 403},
		"another site at the proxy": {trusted,
			"Origin: https://evil.example|X-Forwarded-Host: crm.example|X-Forwarded-Proto: https", 403},
		"cross-site at the proxy": {trusted,
			"Sec-Fetch-Site: cross-site|X-Forwarded-Host: crm.example", 403},
		"the scheme alone is forwarded": {trusted,
			"Origin: https://127.0.0.1:8080|X-Forwarded-Proto: https", 201},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			options := []mockserver.Option{mockserver.WithPublicURL(public)}
			if test.trustProxy {
				options = append(options, mockserver.WithTrustedProxy())
			}
			var headers []header
			for text := range strings.SplitSeq(test.headers, "|") {
				headers = append(headers, header(text))
			}
			server := newServer(t, options...)
			if got := guarded(t, server, own, http.MethodPost, "force", headers...); got != test.status {
				t.Errorf("got %d, want %d", got, test.status)
			}
		})
	}
}

// TestLinksOfOtherSitesLeadToTheConsoleAlone tries all that a page of another site can navigate to.
func TestLinksOfOtherSitesLeadToTheConsoleAlone(t *testing.T) {
	t.Parallel()
	server := newServer(t)
	server.Close() // so that a stream ends
	for _, site := range []header{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"} {
		for path, want := range map[string]int{"": 200, "?world=alice": 200, "health": 403, "requests": 403,
			"requests/stream": 403, "requests/stream?world=alice": 403, "requests/1": 403, "cases/1001": 403,
			"coverage": 403, "metrics": 403, "openapi.yaml": 403, "worlds": 403, "console/main.js": 403,
			"nothing": 403} {
			got := guarded(t, server, "localhost", http.MethodGet, path, site, "Sec-Fetch-Mode: navigate",
				"Sec-Fetch-Dest: document")
			if got != want {
				t.Errorf("%s %q: got %d, want %d", site, path, got, want)
			}
		}
		for _, headers := range [][]header{{site, "Sec-Fetch-Mode: no-cors"}, {site, "Sec-Fetch-Mode: navigate",
			"Sec-Fetch-Dest: iframe"}, {site}} {
			if got := guarded(t, server, "localhost", http.MethodGet, "", headers...); got != 403 {
				t.Errorf("%s: got %d", headers, got)
			}
		}
		if got := guarded(t, server, "localhost", http.MethodPost, "", site, "Sec-Fetch-Mode: navigate"); got != 403 {
			t.Errorf("a form of %s: got %d", site, got)
		}
	}
	for _, path := range []string{"", "requests", "coverage"} { // who types an address is no other site
		if got := guarded(t, server, "localhost", http.MethodGet, path, "Sec-Fetch-Site: none",
			"Sec-Fetch-Mode: navigate"); got != 200 {
			t.Errorf("%q: got %d", path, got)
		}
	}
}

// TestOtherNamesOfTheMachineAreNotTrusted guards against DNS rebinding: a name that leads here may be
// another site's.
func TestOtherNamesOfTheMachineAreNotTrusted(t *testing.T) {
	t.Parallel()
	closed := newServer(t, mockserver.WithPublicURL("https://crm.example:8443/x"), mockserver.WithTrustedProxy())
	open := newServer(t, mockserver.WithAdminOpen())
	token := newServer(t, mockserver.WithAdminToken("open-sesame"))
	for host, status := range map[string]int{"localhost": 200, "LocalHost:8080": 200, "127.0.0.1": 200,
		"[::1]:80": 200, "mock.localhost": 200, "CRM.example": 200, "crm.example:1": 200, "evil.example": 403,
		"localhost.evil.example": 403, "casemock:8080": 403} {
		t.Run(host, func(t *testing.T) {
			t.Parallel()
			for name, test := range map[string]struct{ got, want int }{
				"closed": {guarded(t, closed, host, "GET", "scenarios"), status},
				"forwarded": {guarded(t, closed, host, "GET", "scenarios", "X-Forwarded-Host: localhost"),
					status},
				"open":                {guarded(t, open, host, "GET", "scenarios"), 200},
				"no token":            {guarded(t, token, host, "GET", "scenarios"), 401},
				"token":               {guarded(t, token, host, "GET", "scenarios", "Authorization: Bearer open-sesame"), 200},
				"health":              {guarded(t, closed, host, "GET", "health"), 200},
				"health with a token": {guarded(t, token, host, "GET", "health"), 200},
				"a page of that name": {guarded(t, closed, host, "POST", "force", header("Origin: http://"+host)),
					map[int]int{200: 201, 403: 403}[status]},
			} {
				if test.got != test.want {
					t.Errorf("%s: got %d, want %d", name, test.got, test.want)
				}
			}
		})
	}
}

func TestRequestsWithoutAHost(t *testing.T) {
	t.Parallel()
	server := newServer(t)
	for path, want := range map[string]int{"health": 200, "scenarios": 403} {
		if got := guarded(t, server, "", http.MethodGet, path); got != want {
			t.Errorf("%s: got %d, want %d", path, got, want)
		}
	}
}
