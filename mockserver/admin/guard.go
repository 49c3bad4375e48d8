package admin

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
	asking := AskForToken(s.Token, next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case s.crossSite(r):
			writeError(w, failure{http.StatusForbidden, "another site cannot use the admin API"})
		case r.URL.Path == Path+"health":
			next.ServeHTTP(w, r)
		case !s.trustedHost(r.Host):
			writeError(w, failure{http.StatusForbidden, "the Host header names another machine; " +
				"open the server by its address, or start it with --public-url, --admin-token or --admin-open"})
		default:
			asking.ServeHTTP(w, r)
		}
	})
}

// AskForToken lets nobody through who does not have the token, where there is one.
func AskForToken(token string, next http.Handler) http.Handler {
	if token == "" {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !hasToken(r, token) {
			w.Header().Set("WWW-Authenticate", `Basic realm="casemock admin"`)
			writeError(w, failure{http.StatusUnauthorized, "the admin API of this server needs " +
				"its token: Authorization: Bearer TOKEN, or the token as password of HTTP Basic"})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// hasToken reports whether the request has the token.
func hasToken(r *http.Request, token string) bool {
	scheme, given, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		_, given, _ = r.BasicAuth()
	}
	return subtle.ConstantTimeCompare([]byte(given), []byte(token)) == 1
}

// trustedHost keeps out a name that somebody has pointed at a loopback address (DNS rebinding): unless there
// is a token, or the admin API is open to all, the server is opened by localhost, by an IP address, or by the
// name of its public URL.
func (s *Server) trustedHost(host string) bool {
	if s.Token != "" || s.Open {
		return true
	}
	name := strings.ToLower(host)
	if only, _, err := net.SplitHostPort(name); err == nil {
		name = only
	}
	public, err := url.Parse(s.PublicURL)
	return name == "localhost" || strings.HasSuffix(name, ".localhost") ||
		net.ParseIP(strings.Trim(name, "[]")) != nil || (err == nil && strings.EqualFold(name, public.Hostname()))
}
