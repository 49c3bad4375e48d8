package example

import (
	"fmt"
	"io"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/target"
)

// Incoming is the request of the contract as Pact sends it, with the key of this server.
func (s Server) Incoming(request *http.Request) (target.Call, error) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return target.Call{}, fmt.Errorf("reading the request of the contract: %w", err)
	}
	call := target.Call{Method: request.Method, Path: request.URL.EscapedPath(), Headers: http.Header{}}
	if request.URL.RawQuery != "" {
		call.Path += "?" + request.URL.RawQuery
	}
	for name, values := range request.Header {
		if !hopHeaders[name] {
			call.Headers[name] = values
		}
	}
	ours := s.Client.Read("").Headers
	call = call.With("User-Agent", ours.Get("User-Agent"))
	if call.Headers.Get(caseapi.AuthorizationHeader) == contract.KeyPlaceholder {
		call = call.With(caseapi.AuthorizationHeader, ours.Get(caseapi.AuthorizationHeader))
	}
	if len(body) > 0 {
		call.Body = body
	}
	return call, nil
}

// hopHeaders concern the connection between Pact and us.
var hopHeaders = map[string]bool{
	"Accept-Encoding": true, "Connection": true, "Content-Length": true, "Host": true,
}
