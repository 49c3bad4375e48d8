package proxy

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"slices"

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
	case wantsCertificate(failure):
		return fmt.Sprintf("%s does not accept the proxy's certificate, or its having none (%v): give --client-cert with "+
			"--client-key", u, reason), false
	case errors.Is(failure, errCutShort), transport.IsLate(reason):
		return fmt.Sprintf("%s: %v", u, reason), transport.IsLate(reason)
	}
	return fmt.Sprintf("%s cannot be reached: %v", u, reason), false
}

// certificateAlerts are those by which a server refuses the certificate that it was shown, or that it was shown none
// (RFC 8446, section 6.2): bad, unsupported, revoked, expired, unknown, of an unknown authority, required.
func certificateAlerts() []tls.AlertError { return []tls.AlertError{42, 43, 44, 45, 46, 48, 116} }

// wantsCertificate reports whether a server has sent one of them, which the library gives no type that has a name.
func wantsCertificate(failure error) bool {
	var refused *net.OpError
	return errors.As(failure, &refused) && refused.Op == "remote error" &&
		slices.ContainsFunc(certificateAlerts(), func(alert tls.AlertError) bool {
			return refused.Err.Error() == alert.Error()
		})
}
