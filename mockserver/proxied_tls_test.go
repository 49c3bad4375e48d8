package mockserver_test

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"casemock/mockserver/proxy"
)

// securedServer is one that wants a certificate of its clients, or not, and tells what it is asked for.
type securedServer struct {
	*httptest.Server
	asked chan secured
}

// secured is what a server learns of a request besides.
type secured struct{ protocol, name, host, client string }

func newSecuredServer(t *testing.T, wanted tls.ClientAuthType) *securedServer {
	t.Helper()
	made := &securedServer{asked: make(chan secured, 10)}
	made.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got := secured{protocol: r.Proto, name: r.TLS.ServerName, host: r.Host}
		for _, certificate := range r.TLS.PeerCertificates {
			got.client = certificate.Subject.String()
		}
		made.asked <- got
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, kase())
	}))
	made.EnableHTTP2 = true
	made.Config.ErrorLog = log.New(io.Discard, "", 0)
	made.TLS = &tls.Config{ClientAuth: wanted}
	made.StartTLS()
	t.Cleanup(made.Close)
	return made
}

// trusting accepts the server's certificate.
func (s *securedServer) trusting() *tls.Config {
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	return &tls.Config{RootCAs: pool}
}

// TestProxiedTLS says of a server that cannot be had how it can.
func TestProxiedTLS(t *testing.T) {
	t.Parallel()
	open, closed := newSecuredServer(t, tls.NoClientCert), newSecuredServer(t, tls.RequireAnyClientCert)
	choosy := newSecuredServer(t, tls.RequireAndVerifyClientCert) // whom it trusts, nobody said
	known := closed.trusting()
	known.Certificates = closed.TLS.Certificates
	for name, test := range map[string]struct {
		server *securedServer
		trust  *tls.Config
		refuse string
	}{
		"an unknown authority":      {open, nil, "give its authority with --ca-cert"},
		"a known authority":         {open, open.trusting(), ""},
		"any certificate":           {open, &tls.Config{InsecureSkipVerify: true}, ""},
		"no certificate of our own": {closed, closed.trusting(), "give --client-cert with --client-key"},
		"a certificate of our own":  {closed, known, ""},
		"another certificate":       {choosy, known, "give --client-cert with --client-key"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := inFrontOf(t, test.server.URL, func(o *proxy.Options) { o.TLS = test.trust })
			if test.refuse != "" {
				api.get("/case/1").want(http.StatusBadGateway, "upstream-unavailable").contains(test.refuse)
				return
			}
			api.get("/case/1").want(http.StatusOK, "proxied")
			got := <-test.server.asked
			if got.protocol != "HTTP/1.1" || (got.client == "") == (test.server == closed) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// TestProxiedNames asks a server by the name that it has a certificate for, whatever name the client used.
func TestProxiedNames(t *testing.T) {
	t.Parallel()
	for _, keep := range []bool{false, true} {
		server := newSecuredServer(t, tls.NoClientCert)
		address := strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
		to, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		want := secured{protocol: "HTTP/1.1", name: "localhost", host: to.Host}
		if keep {
			want.host = "crm.example.com"
		}
		api := inFrontOf(t, address, func(o *proxy.Options) {
			o.TLS, o.KeepHost = &tls.Config{InsecureSkipVerify: true}, keep
		})
		send(t, api.server.URL, http.MethodGet, "GET /case/1 HTTP/1.1\r\nHost: crm.example.com\r\n\r\n")
		if got := <-server.asked; got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

// TestProxiedBase puts paths below that of the server, with a slash at its end or without, also by an address of IPv6.
func TestProxiedBase(t *testing.T) {
	t.Parallel()
	server := newRawServer(t, func(*http.Request) (string, bool) { return sized("200 OK", "{}"), false })
	for _, base := range []string{"", "/", "/api/v2", "/api/v2/"} {
		api := inFrontOf(t, server.url+base, nil)
		send(t, api.server.URL, http.MethodGet, "GET /case/1?x=1 HTTP/1.1\r\nHost: x\r\n\r\n")
		want := "GET " + strings.TrimSuffix(base, "/") + "/case/1?x=1"
		if got := <-server.got; got.Line != want {
			t.Errorf("%q: got %q, want %q", base, got.Line, want)
		}
	}
	six, err := net.Listen("tcp6", "[::1]:0")
	if err != nil {
		t.Skip("there is no IPv6 here:", err)
	}
	handler := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.Host)
	})}
	go func() { _ = handler.Serve(six) }()
	t.Cleanup(func() { _ = handler.Close() })
	api := inFrontOf(t, "http://"+six.Addr().String(), nil)
	if got := api.get("/other").want(http.StatusOK, "proxied"); got.body != six.Addr().String() {
		t.Errorf("got %q", got.body)
	}
}
