package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"os"

	"casemock/cmd/internal/settings"
)

// trust says which certificates are accepted, of every server that a command talks to.
type trust struct {
	authority string         // file of an authority to accept; empty: none
	pool      *x509.CertPool // from that file; nil means those of the system
	insecure  bool
}

// settings are those of a command that talks to certain servers, named with an article.
func (t *trust) settings(servers string) []settings.Setting {
	return []settings.Setting{
		{Name: "ca-cert", Kind: settings.Path, Argument: "FILE",
			Variable: settings.VariableOf(prefix, "ca-cert"),
			Accept:   settings.As(&t.authority, settings.Word),
			Usage:    "accept " + servers + " certificate from this authority, in PEM form"},
		{Name: "insecure", Kind: settings.Switch, Usage: "accept any certificate",
			Variable: settings.VariableOf(prefix, "insecure"),
			Accept:   settings.As(&t.insecure, settings.Truth)},
	}
}

// load accepts the authorities of the file beside those of the system.
func (t *trust) load() error {
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
	t.pool = pool
	return nil
}

// transport is that of the standard library, but for whom it trusts.
func (t *trust) transport() *http.Transport {
	return &http.Transport{
		Proxy:             http.ProxyFromEnvironment,
		ForceAttemptHTTP2: true,
		TLSClientConfig:   &tls.Config{RootCAs: t.pool, InsecureSkipVerify: t.insecure},
	}
}
