package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net"
	"net/url"
	"time"
)

// transportSecurity is what the server identifies itself with; nil means plain HTTP.
func (c *configuration) transportSecurity() (*tls.Config, error) {
	var certificate tls.Certificate
	var err error
	switch {
	case c.selfSigned:
		certificate, err = c.selfSign(time.Now())
	case c.certificate != "":
		certificate, err = tls.LoadX509KeyPair(c.certificate, c.privateKey)
		if err != nil {
			err = fmt.Errorf("--tls-cert %q with --tls-key %q cannot be used: %w", c.certificate, c.privateKey, err)
		}
	default:
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}, nil
}

// selfSignedFor is how long a certificate of our own is valid: longer than a sandbox runs.
const selfSignedFor = 365 * 24 * time.Hour

// selfSign makes a certificate for this machine and for the host of the public URL. It is kept nowhere.
func (c *configuration) selfSign(now time.Time) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("making a key: %w", err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()),
		Subject:      pkix.Name{CommonName: "casemock, self-signed"},
		NotBefore:    now.Add(-time.Hour), // clocks differ
		NotAfter:     now.Add(selfSignedFor),
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		DNSNames:     []string{"localhost"},
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
	}
	for _, host := range c.hosts() {
		if address := net.ParseIP(host); address != nil {
			template.IPAddresses = append(template.IPAddresses, address)
		} else {
			template.DNSNames = append(template.DNSNames, host)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("making a certificate: %w", err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, nil
}

// hosts are the names by which clients may call the server.
func (c *configuration) hosts() []string {
	var hosts []string
	for _, address := range []string{c.address, c.adminAddress} {
		if host, _, err := net.SplitHostPort(address); err == nil && host != "" {
			hosts = append(hosts, host)
		}
	}
	if public, err := url.Parse(c.publicURL); err == nil && public.Hostname() != "" {
		hosts = append(hosts, public.Hostname())
	}
	return hosts
}
