package redis

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/url"
	"os"
)

// trust are the files of an address that say whom to trust, and who asks. go-redis has no parameters for them.
type trust struct{ authorities, certificate, key string }

// takeTrust takes the parameters of an address that are not go-redis's.
func takeTrust(query url.Values) trust {
	taken := trust{query.Get("ca_file"), query.Get("cert_file"), query.Get("key_file")}
	for _, name := range []string{"ca_file", "cert_file", "key_file"} {
		query.Del(name)
	}
	return taken
}

// into reads the files into the configuration, which is nil for an address without TLS.
func (t trust) into(config *tls.Config) error {
	switch {
	case t == trust{}:
		return nil
	case config == nil:
		return errors.New("ca_file, cert_file and key_file are for TLS; give rediss://")
	case (t.certificate == "") != (t.key == ""):
		return errors.New("cert_file and key_file go together; give both")
	}
	if t.authorities != "" {
		text, err := os.ReadFile(t.authorities)
		if err != nil {
			return fmt.Errorf("ca_file: %w", err)
		}
		config.RootCAs = x509.NewCertPool()
		if !config.RootCAs.AppendCertsFromPEM(text) {
			return fmt.Errorf("ca_file: %s has no certificate; give a file with PEM", t.authorities)
		}
	}
	if t.certificate != "" {
		pair, err := tls.LoadX509KeyPair(t.certificate, t.key)
		if err != nil {
			return fmt.Errorf("cert_file and key_file: %w", err)
		}
		config.Certificates = []tls.Certificate{pair}
	}
	return nil
}
