package redis

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"casemock/mockserver/engine"
	"casemock/mockserver/engine/redistest"
)

// certificate writes a certificate of this machine, which is its own authority, and its key.
func certificate(t *testing.T) (certificatePath, keyPath string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}}
	made, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, kind string, content []byte) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content}), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	return write("certificate.pem", "CERTIFICATE", made), write("key.pem", "PRIVATE KEY", private)
}

// TestTLS talks to a Redis that speaks nothing else, and asks for certificates, or not.
func TestTLS(t *testing.T) {
	t.Parallel()
	own, key := certificate(t)
	other, _ := certificate(t)
	for asks, server := range map[string]*redistest.Server{
		"no": redistest.Start(t, "--port", "0", "--tls-port", "PORT", "--tls-cert-file", own, "--tls-key-file", key,
			"--tls-ca-cert-file", own, "--tls-auth-clients", "no"),
		"yes": redistest.Start(t, "--port", "0", "--tls-port", "PORT", "--tls-cert-file", own, "--tls-key-file", key,
			"--tls-ca-cert-file", own, "--tls-auth-clients", "yes"),
	} {
		address, shows := "rediss://"+server.Address, "&cert_file="+own+"&key_file="+key
		refused(t, "redis://"+server.Address, "it cannot be reached")
		refused(t, address, "it cannot be reached: tls: failed to verify certificate: x509")
		refused(t, address+"?ca_file="+other+shows, "x509: certificate signed by unknown authority")
		if asks == "yes" {
			refused(t, address+"?ca_file="+own, "it cannot be reached: remote error: tls: certificate required")
			address += "?ca_file=" + own + shows
		} else {
			mustOpen(t, address+"?skip_verify=true", testOptions)
			address += "?ca_file=" + own
		}
		opened := mustOpen(t, address, testOptions)
		commit(t, opened, engine.Version{}, "a=1")
		news, stop := opened.Watch("w")
		if _, err := opened.Append(t.Context(), "w", engine.Entry{Text: []byte("x")}); err != nil {
			t.Error(err)
		}
		<-news
		stop()
	}
}

// TestTrustThatCannotBe is refused before Redis is asked.
func TestTrustThatCannotBe(t *testing.T) {
	t.Parallel()
	own, key := certificate(t)
	for address, want := range map[string]string{
		"redis://localhost?ca_file=" + own:                                  "are for TLS; give rediss://",
		"rediss://localhost?ca_file=nowhere.pem":                            "ca_file: open nowhere.pem",
		"rediss://localhost?ca_file=" + key:                                 "key.pem has no certificate; give a",
		"rediss://localhost?cert_file=" + own:                               "cert_file and key_file go together; give both",
		"rediss://localhost?key_file=" + key + "&cert_file=" + key:          "cert_file and key_file: tls: failed to find",
		"rediss://localhost?master_name=m&ca_file=nowhere.pem":              "ca_file: open nowhere.pem",
		"rediss://localhost?addr=localhost:2&ca_file=nowhere.pem&prefix=p:": "ca_file: open nowhere.pem",
	} {
		refused(t, address, want)
	}
}
