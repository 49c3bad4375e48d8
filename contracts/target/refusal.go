package target

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// refusal recognises what all answers have in common.
func (c *Client) refusal(all []*probe) error {
	met := slices.DeleteFunc(slices.Clone(all), func(p *probe) bool { return p.got == nil })
	if len(met) == 0 {
		return c.connectionError(all[0].err)
	}
	first := met[0]
	switch {
	case every(met, (*probe).redirects):
		return c.redirectError(first)
	case every(met, (*probe).isGateway):
		return c.gatewayError(first)
	case every(met, (*probe).isHTML):
		return &ContactError{Kind: NotTheAPI, Message: fmt.Sprintf(
			"%s answers with an HTML page%s instead of JSON: is this the base URL of the Case API, "+
				"and does it take the Authorization header?", c.ShownBase(), first.title())}
	case every(met, (*probe).refusesKey):
		return c.keyError(first)
	}
	return nil
}

func (c *Client) keyError(met *probe) error {
	message := fmt.Sprintf("%s answers %d to every request: the server does not accept the API key",
		c.ShownBase(), met.got.Status)
	if c.options.APIKey == "" {
		message = fmt.Sprintf("%s answers %d to every request, and no API key was given: "+
			"set --api-key or %s", c.ShownBase(), met.got.Status, c.options.KeyVariable)
	}
	return &ContactError{Kind: KeyRefused, Message: message}
}

func (c *Client) redirectError(met *probe) error {
	to := met.got.Headers.Get("Location")
	if from, err := url.Parse(c.address(met.path)); err == nil {
		if location, err := from.Parse(to); err == nil {
			to = location.String()
		}
	}
	return &ContactError{Kind: RedirectsAway, Message: fmt.Sprintf(
		"%s redirects every request to another address (%s), which is not followed: "+
			"give the address where the API itself is", c.ShownBase(), to)}
}

func every(met []*probe, is func(*probe) bool) bool {
	return !slices.ContainsFunc(met, func(p *probe) bool { return !is(p) })
}

func (p *probe) redirects() bool { return redirects(p.got.Status, p.got.Headers) }

func redirects(status int, headers http.Header) bool {
	return status >= http.StatusMultipleChoices && status < http.StatusBadRequest && headers.Get("Location") != ""
}

func (p *probe) refusesKey() bool {
	return p.got.Status == http.StatusUnauthorized || p.got.Status == http.StatusForbidden
}

func (p *probe) isHTML() bool { return isHTML(p.got.Body) }

func isHTML(body []byte) bool {
	start := strings.ToLower(strings.TrimSpace(string(body[:min(len(body), 512)])))
	return strings.HasPrefix(start, "<!doctype html") || strings.HasPrefix(start, "<html")
}

// title quotes the title of an HTML page, which mostly says what it is.
func (p *probe) title() string {
	_, rest, found := bytes.Cut(p.got.Body, []byte("<title>"))
	title, _, closed := bytes.Cut(rest, []byte("</title>"))
	if !found || !closed || len(title) == 0 || len(title) > 80 {
		return ""
	}
	return fmt.Sprintf(" (%q)", strings.TrimSpace(string(title)))
}
