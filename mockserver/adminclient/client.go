package adminclient

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"casemock/contracts/caseapi"
)

// basePath is where a server's admin API lives.
const basePath = "/__admin/"

// patience is how long the client waits for an answer.
const patience = 10 * time.Second

// Client speaks with the admin API of one server about one world. It is safe for concurrent use.
type Client struct {
	base  *url.URL // ends in basePath
	world string   // empty: the default one
	token string
	http  *http.Client
}

// Option changes a default of [New].
type Option func(*Client)

// WithToken sends the token that the server asks for (--admin-token). Default none.
func WithToken(token string) Option { return func(c *Client) { c.token = token } }

// WithWorld chooses the world that the calls are about. Default the world of the bare key.
func WithWorld(world string) Option { return func(c *Client) { c.world = world } }

// WithInsecure does not check the server's certificate, for a server with --tls-self-signed.
func WithInsecure() Option {
	return func(c *Client) {
		unchecked := &tls.Config{InsecureSkipVerify: true}
		c.http.Transport = &http.Transport{Proxy: http.ProxyFromEnvironment, TLSClientConfig: unchecked}
	}
}

// New makes a client of the server at that URL, as the server prints it. Without a scheme, http is
// meant. The error says what is wrong with the URL; nothing is sent yet.
func New(server string, options ...Option) (*Client, error) {
	base, err := parseServer(server)
	if err != nil {
		return nil, err
	}
	client := &Client{base: base, http: &http.Client{
		Timeout: patience,
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse // a redirect is an answer that a fake server does not give
		},
	}}
	for _, option := range options {
		option(client)
	}
	if problem := caseapi.Unsendable(client.token); problem != "" {
		return nil, fmt.Errorf("the token %s", problem)
	}
	return client, nil
}

// World is the same client for another world.
func (c *Client) World(name string) *Client {
	other := *c
	other.world = name
	return &other
}

// Server is the URL of the server as people may see it, without credentials and trailing slash.
func (c *Client) Server() string {
	shown := *c.base
	shown.User = nil
	return strings.TrimSuffix(shown.String(), basePath)
}

func parseServer(server string) (*url.URL, error) {
	if !strings.Contains(server, "://") {
		server = "http://" + server
	}
	parsed, err := url.Parse(server)
	switch {
	case err != nil:
		return nil, errors.New("must be a URL, as in http://127.0.0.1:8080")
	case parsed.Scheme != "http" && parsed.Scheme != "https":
		return nil, fmt.Errorf("must begin with http:// or https://, not %s://", parsed.Scheme)
	case parsed.Hostname() == "":
		return nil, errors.New("must name a host, as in http://127.0.0.1:8080")
	case parsed.RawQuery != "" || parsed.Fragment != "":
		return nil, errors.New("must end after the path")
	}
	path := strings.TrimSuffix(strings.TrimSuffix(parsed.Path, "/"), strings.TrimSuffix(basePath, "/"))
	parsed.Path, parsed.RawPath = strings.TrimSuffix(path, "/")+basePath, ""
	return parsed, nil
}
