package mockserver

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// guard lets nobody at the admin API who should not be there: no page of another site, in the browser
// of somebody who can reach the server, and nobody without the token where one is asked for. How the
// server is may be asked by everybody but other sites.
func (s *Server) guard(next http.Handler) http.Handler {
	asking := s.askForToken(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case s.crossSite(r):
			writeAdminError(w, adminError{http.StatusForbidden, "another site cannot use the admin API"})
		case r.URL.Path == AdminPath+"health":
			next.ServeHTTP(w, r)
		case !s.trustedHost(r.Host):
			writeAdminError(w, adminError{http.StatusForbidden, "the Host header names another machine; " +
				"open the server by its address, or start it with --public-url, --admin-token or --admin-open"})
		default:
			asking.ServeHTTP(w, r)
		}
	})
}

// askForToken lets nobody through who does not have the token, where there is one.
func (s *Server) askForToken(next http.Handler) http.Handler {
	if s.config.adminToken == "" {
		return next
	}
	return routed(func(w http.ResponseWriter, r *http.Request, parameters map[string]string) {
		if !s.hasToken(r) {
			w.Header().Set("WWW-Authenticate", `Basic realm="casemock admin"`)
			writeAdminError(w, adminError{http.StatusUnauthorized, "the admin API of this server needs " +
				"its token: Authorization: Bearer TOKEN, or the token as password of HTTP Basic"})
			return
		}
		serve(next, w, r, parameters)
	})
}

// hasToken reports whether the request has the token.
func (s *Server) hasToken(r *http.Request) bool {
	given, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !bearer {
		_, given, _ = r.BasicAuth()
	}
	return subtle.ConstantTimeCompare([]byte(given), []byte(s.config.adminToken)) == 1
}

// trustedHost keeps out a name that somebody has pointed at a loopback address (DNS rebinding): unless there
// is a token, or the admin API is open to all, the server is opened by localhost, by an IP address, or by the
// name of its public URL.
func (s *Server) trustedHost(host string) bool {
	if s.config.adminToken != "" || s.config.adminOpen {
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
