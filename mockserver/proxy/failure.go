package proxy

import (
	"crypto/tls"
	"errors"
	"fmt"

	"casemock/contracts/transport"
)

// explain says of a request that got no answer why not, and whether the time was up.
func (u *Upstream) explain(failure error) (problem string, late bool) {
	reason := transport.PlainReason(failure)
	var untrusted *tls.CertificateVerificationError
	switch {
	case errors.As(failure, &untrusted):
		return fmt.Sprintf("the certificate of %s is not accepted (%v): give its authority with --ca-cert, or "+
			"--insecure to accept any", u, untrusted.Err), false
	case errors.Is(failure, errCutShort), transport.IsLate(reason):
		return fmt.Sprintf("%s: %v", u, reason), transport.IsLate(reason)
	}
	return fmt.Sprintf("%s cannot be reached: %v", u, reason), false
}
