package admin

import (
	"net"
	"net/http"
	"net/url"
	"strings"
)

// crossSite reports whether a browser says that a page of another site sent the request. What is no
// browser says neither.
func (s *Server) crossSite(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "cross-site", "same-site":
		return !opensConsole(r)
	}
	origin := r.Header.Get("Origin")
	return origin != "" && !s.isOwn(origin, r)
}

// opensConsole reports whether somebody follows a link to the console: the page is shown, and does nothing
// by itself. Anything else that a link can lead to is none of another site's business.
func opensConsole(r *http.Request) bool {
	destination := r.Header.Get("Sec-Fetch-Dest")
	return r.URL.Path == Path && (r.Method == http.MethodGet || r.Method == http.MethodHead) &&
		r.Header.Get("Sec-Fetch-Mode") == "navigate" && (destination == "document" || destination == "")
}

// isOwn reports whether an origin is the server's: where the request was sent to, the public URL, or where a
// proxy says that it was sent to, if that can be trusted. A page can make up what a proxy says, but not which
// host it asks.
func (s *Server) isOwn(origin string, r *http.Request) bool {
	from, err := url.Parse(origin)
	if err != nil || from.Host == "" {
		return false
	}
	own := originOf(from.Scheme, from.Host)
	public, err := url.Parse(s.PublicURL)
	return own == originOf(from.Scheme, r.Host) ||
		err == nil && own == originOf(public.Scheme, public.Host) ||
		s.TrustProxy && own == forwardedOrigin(r)
}

// originOf writes an origin as browsers do: in small letters, without the port that the scheme implies.
func originOf(scheme, host string) string {
	scheme, host = strings.ToLower(scheme), strings.ToLower(host)
	switch scheme {
	case "http":
		host = strings.TrimSuffix(host, ":80")
	case "https":
		host = strings.TrimSuffix(host, ":443")
	}
	return scheme + "://" + host
}

// forwardedOrigin is the origin that the client asked, as a proxy tells it.
func forwardedOrigin(r *http.Request) string {
	scheme, host := forwarded(r, "Proto"), forwarded(r, "Host")
	if scheme == "" {
		scheme = "http"
		if r.TLS != nil {
			scheme = "https"
		}
	}
	if host == "" {
		host = r.Host
	}
	if port := forwarded(r, "Port"); port != "" {
		if _, _, err := net.SplitHostPort(host); err != nil { // it names no port itself
			host += ":" + port
		}
	}
	return originOf(scheme, host)
}

// forwarded is what the outermost of several proxies has said.
func forwarded(r *http.Request, what string) string {
	outermost, _, _ := strings.Cut(r.Header.Get("X-Forwarded-"+what), ",")
	return strings.TrimSpace(outermost)
}
