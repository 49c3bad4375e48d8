package admin

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/mockserver/world"
	"casemock/scenarios"
)

// sendRequest is what POST send takes: a request of the Case API, which the server sends to itself. So a page
// can try what no browser would send, and needs to know no key.
type sendRequest struct {
	Method  string            `json:"method"`
	Path    string            `json:"path"` // with the query, as it is to be sent
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
	// WithoutKey leaves Authorization out where Headers have none; else it is a right key of the world.
	WithoutKey bool `json:"withoutKey"`
}

// sendToAPI answers with the journal's entry of the request. It takes as long as the request does.
func sendToAPI(r *call) (int, any, error) {
	var asked sendRequest
	if err := r.read(&asked, "body"); err != nil {
		return 0, nil, err
	}
	request, err := asked.request(r)
	if err != nil {
		return 0, nil, err
	}
	entry := r.server.Send(request)
	switch {
	case r.Context().Err() != nil:
		panic(http.ErrAbortHandler) // nobody waits for the answer any longer
	case entry == nil:
		return 0, nil, refused("%s %s is no request of the Case API", asked.Method, asked.Path)
	}
	return http.StatusOK, entry, nil
}

// request builds what is asked for, or says what of it no client could send.
func (s sendRequest) request(r *call) (*http.Request, error) {
	address, err := url.ParseRequestURI(s.Path)
	if err != nil || !strings.HasPrefix(s.Path, "/") || strings.Contains(s.Path, " ") {
		return nil, refused("path %q must begin with a slash and be escaped as in a URL: /case/1001", s.Path)
	}
	request, err := http.NewRequestWithContext(r.Context(), s.Method, s.Path, strings.NewReader(s.Body))
	if err != nil || s.Method == "" {
		return nil, refused("method %q must be one of HTTP, such as PATCH", s.Method)
	}
	request.URL, request.RequestURI, request.Host, request.RemoteAddr = address, s.Path, r.Host, r.RemoteAddr
	if err := s.addHeaders(request.Header); err != nil {
		return nil, err
	}
	if request.Header[caseapi.AuthorizationHeader] == nil && !s.WithoutKey {
		if r.server.Key == "" {
			return nil, refused("no key is known here: start with --api-key, or put an Authorization header into headers")
		}
		request.Header.Set(caseapi.AuthorizationHeader, r.server.keyOf(r.worldName))
	}
	return request, nil
}

// connectionHeaders are of the way that a request takes, and this one takes none.
var connectionHeaders = []string{"Connection", "Content-Length", "Host", "Trailer", "Transfer-Encoding"}

func (s sendRequest) addHeaders(header http.Header) error {
	for name, value := range s.Headers {
		problem := caseapi.Unsendable(value)
		switch {
		case !scenarios.IsHeaderName(name):
			return refused("header %q cannot be the name of a header", name)
		case problem != "":
			return refused("header %s %s", name, problem)
		case !slices.Contains(connectionHeaders, http.CanonicalHeaderKey(name)):
			header.Add(name, value)
		}
	}
	return nil
}

// keyOf is an accepted key that opens the world.
func (s *Server) keyOf(name string) string {
	if name == world.Default {
		return s.Key
	}
	return s.Key + "/" + name
}
