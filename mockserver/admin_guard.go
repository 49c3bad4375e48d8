package mockserver

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// guard lets nobody at the admin API who should not be there: no page of another site, in the browser
// of somebody who can reach the server, and nobody without the token where one is asked for.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !s.trustedHost(r.Host):
			writeAdminError(w, adminError{http.StatusForbidden,
				"the Host header names another machine; open the server by its address, or set a token"})
		case crossSite(r):
			writeAdminError(w, adminError{http.StatusForbidden, "another site cannot use the admin API"})
		case !s.admitted(r):
			w.Header().Set("WWW-Authenticate", `Basic realm="casemock admin"`)
			writeAdminError(w, adminError{http.StatusUnauthorized, "the admin API of this server needs " +
				"its token: Authorization: Bearer TOKEN, or the token as password of HTTP Basic"})
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// trustedHost keeps out a name that somebody has pointed at a loopback address (DNS rebinding): without
// a token, the server is opened by localhost, by an IP address, or by the name of its public URL.
func (s *Server) trustedHost(host string) bool {
	if s.config.adminToken != "" {
		return true
	}
	name := strings.ToLower(host)
	if only, _, err := net.SplitHostPort(name); err == nil {
		name = only
	}
	public, err := url.Parse(s.config.publicURL)
	return name == "localhost" || strings.HasSuffix(name, ".localhost") ||
		net.ParseIP(strings.Trim(name, "[]")) != nil || (err == nil && strings.EqualFold(name, public.Hostname()))
}

// crossSite tells whether a browser says that a page of another site sent the request. What is no
// browser says neither.
func crossSite(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "cross-site", "same-site":
		// Following a link to the console is no harm: it changes nothing.
		return r.Header.Get("Sec-Fetch-Mode") != "navigate" || r.Method != http.MethodGet
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	parsed, err := url.Parse(origin)
	return err != nil || parsed.Host != r.Host
}

// admitted tells whether the request has the token; health needs none.
func (s *Server) admitted(r *http.Request) bool {
	if s.config.adminToken == "" || r.URL.Path == AdminPath+"health" {
		return true
	}
	given, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !bearer {
		_, given, _ = r.BasicAuth()
	}
	return subtle.ConstantTimeCompare([]byte(given), []byte(s.config.adminToken)) == 1
}
