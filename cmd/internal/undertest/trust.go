package undertest

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"os"

	"casemock/cmd/internal/settings"
)

// Trust says which certificates are accepted, of every server that a command talks to.
type Trust struct {
	Pool     *x509.CertPool // once loaded; nil means those of the system
	Insecure bool           // any certificate

	authority string // file of an authority to accept; empty: none
}

// Settings are those of a command that talks to certain servers, named with an article.
func (t *Trust) Settings(prefix, servers string) []settings.Setting {
	return []settings.Setting{
		{Name: "ca-cert", Kind: settings.Path, Argument: "FILE",
			Variable: settings.VariableOf(prefix, "ca-cert"),
			Accept:   settings.As(&t.authority, settings.Word),
			Usage:    "accept " + servers + " certificate from this authority, in PEM form"},
		{Name: "insecure", Kind: settings.Switch, Usage: "accept any certificate",
			Variable: settings.VariableOf(prefix, "insecure"),
			Accept:   settings.As(&t.Insecure, settings.Truth)},
	}
}

// Load accepts the authorities of the file beside those of the system.
func (t *Trust) Load() error {
	if t.authority == "" {
		return nil
	}
	text, err := os.ReadFile(t.authority)
	if err != nil {
		return fmt.Errorf("reading --ca-cert: %w", err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool() // Windows without a store, for one
	}
	if !pool.AppendCertsFromPEM(text) {
		return fmt.Errorf("--ca-cert %s holds no certificate in PEM form "+
			"(-----BEGIN CERTIFICATE-----)", t.authority)
	}
	t.Pool = pool
	return nil
}

// Transport is that of the standard library, but for whom it trusts.
func (t *Trust) Transport() *http.Transport {
	return &http.Transport{
		Proxy:             http.ProxyFromEnvironment,
		ForceAttemptHTTP2: true,
		TLSClientConfig:   &tls.Config{RootCAs: t.Pool, InsecureSkipVerify: t.Insecure},
	}
}
