package proxy

import (
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"

	"casemock/contracts/caseapi"
)

// rewrite sends a request to the server as it came. What [httputil.ReverseProxy] has taken off, and is not of
// one hop alone, it puts back.
func (f *forwarding) rewrite(pass *httputil.ProxyRequest) {
	in, out := pass.In, pass.Out
	base := f.upstream.options.To
	out.URL = target(base, in)
	out.Host = base.Host
	if f.upstream.options.KeepHost {
		out.Host = in.Host
	}
	for _, name := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"} {
		if values, sent := in.Header[name]; sent {
			out.Header[name] = values
		}
	}
	if f.call.Authorization != "" {
		out.Header[caseapi.AuthorizationHeader] = []string{f.call.Authorization}
	}
	// Those that were announced are known when the body has been read, in the map of the request itself.
	out.Trailer = in.Trailer
}

// target is where a request goes: the path and the query of the request below the base, in the very spelling in
// which they came.
func target(base *url.URL, in *http.Request) *url.URL {
	made := *base
	prefix := strings.TrimSuffix(base.EscapedPath(), "/")
	made.Path, made.RawPath = strings.TrimSuffix(base.Path, "/")+in.URL.Path, prefix+in.URL.EscapedPath()
	made.RawQuery, made.ForceQuery, made.Fragment = in.URL.RawQuery, in.URL.ForceQuery, ""
	made.User = nil
	if as := prefix + rawPath(in); as != made.EscapedPath() && !strings.HasPrefix(as, "//") {
		made.Opaque = as
	}
	return &made
}

// rawPath is the path as it was sent. net/url escapes what it would not have sent itself.
func rawPath(in *http.Request) string {
	path, _, _ := strings.Cut(in.RequestURI, "?")
	if !strings.HasPrefix(path, "/") { // the absolute form, or *
		return in.URL.EscapedPath()
	}
	return path
}
