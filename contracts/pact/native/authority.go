//go:build cgo

package native

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"sync"
)

// The library makes an HTTP client for each interaction, and each reads all the certificates that the system
// trusts, some 20,000 files in a run, to talk to a loopback address without TLS; where there are none, as in
// a small container, it fails. So it is shown one authority, of nobody: its key is thrown away.

// authority is the file with it, which is there while the library works. Its path stays the same, so that the
// environment is changed once.
var authority struct {
	sync.Mutex
	path  string // empty: no run has begun yet
	users int
}

// showAuthority makes sure of the file for a run; release ends that.
func showAuthority() (release func(), err error) {
	authority.Lock()
	defer authority.Unlock()
	if authority.path == "" {
		authority.path = filepath.Join(os.TempDir(), "casepact-"+rand.Text()+".pem")
		trustAlone(authority.path)
	}
	if authority.users == 0 {
		if err := os.WriteFile(authority.path, newAuthority(), 0o600); err != nil {
			return nil, fmt.Errorf("the native library takes a certificate from a temporary file: %w", err)
		}
	}
	authority.users++
	return func() {
		authority.Lock()
		defer authority.Unlock()
		if authority.users--; authority.users == 0 {
			_ = os.Remove(authority.path)
		}
	}, nil
}

// newAuthority is a certificate in PEM form.
func newAuthority() []byte {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err) // never: there is always randomness
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), IsCA: true, BasicConstraintsValid: true}
	made, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		panic(err) // never: the template is always the same
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: made})
}
