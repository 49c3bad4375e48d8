package target

import (
	"fmt"
	"net/http"

	"casemock/contracts/transport"
)

// gatewayHint says what may help, by the status that something in front of a server answers with
// and that no server of the Case API does.
func gatewayHint(status int) (hint string, known bool) {
	switch status {
	case http.StatusProxyAuthRequired:
		return "the proxy wants to know who asks: HTTP_PROXY and HTTPS_PROXY take user:password@", true
	case http.StatusTooManyRequests:
		return "it limits how much a client may ask: wait, and pace the requests with --rate N/s", true
	case http.StatusNetworkAuthenticationRequired:
		return "the network between here and the server wants a login first", true
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return "a gateway in front of the server answers in its place: is the server up?", true
	}
	// Cloudflare numbers what can be wrong behind it from 520.
	return "a gateway in front of the server cannot reach it", status >= 520 && status <= 530
}

// isGateway reports whether a status is one of a gateway in front of a server, which no server of the Case
// API answers itself.
func isGateway(status int) bool {
	_, known := gatewayHint(status)
	return known
}

func (p *probe) isGateway() bool { return isGateway(p.got.Status) }

func (c *Client) gatewayError(met *probe) error {
	hint, _ := gatewayHint(met.got.Status)
	asked := ""
	if after := met.got.Headers.Get("Retry-After"); after != "" {
		asked = " with Retry-After: " + after
	}
	return &ContactError{Kind: BehindGateway, Message: fmt.Sprintf("%s answers %d to every request%s, "+
		"so that nothing can be verified: %s%s", c.ShownBase(), met.got.Status, asked, hint,
		transport.Excerpt(met.got.Body))}
}
