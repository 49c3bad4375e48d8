package broker

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// userAddress reads an address that the user gave, and keeps the user in it for its origin.
func (b *Broker) userAddress(text string) (*url.URL, error) {
	address, err := url.Parse(text)
	if err != nil {
		// The reason would quote a part of it, which may be one of a password.
		return nil, errors.New("the broker's address is wrong: it must be like http://host/path; " +
			"in a user's name or password, / is written %2F, @ is %40 and : is %3A")
	}
	if address.User != nil {
		if b.users == nil {
			b.users = map[string]*url.Userinfo{}
		}
		b.users[originOf(address)] = address.User
		address.User = nil
	}
	return address, nil
}

// originOf is scheme, host and port: who answers, as far as an address can say it.
func originOf(address *url.URL) string {
	port := address.Port()
	switch {
	case port != "":
	case address.Scheme == "https":
		port = "443"
	default:
		port = "80"
	}
	return strings.ToLower(address.Scheme + "://" + net.JoinHostPort(address.Hostname(), port))
}

// authenticate adds the credentials, if they were given for the origin of the request.
func (b *Broker) authenticate(request *http.Request) {
	origin := originOf(request.URL)
	user := b.users[origin]
	password, _ := user.Password()
	switch {
	case b.hasCredentials() && origin == b.ownOrigin():
		b.login(request)
	case user != nil:
		request.SetBasicAuth(user.Username(), password)
	case b.hasCredentials() || len(b.users) > 0:
		b.withhold(origin)
	}
}

func (b *Broker) hasCredentials() bool { return b.Token != "" || b.Username != "" }

func (b *Broker) login(request *http.Request) {
	if b.Token != "" {
		request.Header.Set("Authorization", "Bearer "+b.Token)
		return
	}
	request.SetBasicAuth(b.Username, b.Password)
}

// ownOrigin is the one that the credentials were given for; empty where there is none.
func (b *Broker) ownOrigin() string {
	text := b.Origin
	if text == "" {
		text = b.URL
	}
	address, err := url.Parse(text)
	if err != nil || text == "" {
		return ""
	}
	return originOf(address)
}

// withhold says, once for each origin, that it gets no credentials.
func (b *Broker) withhold(origin string) {
	if b.withheld[origin] {
		return
	}
	if b.withheld == nil {
		b.withheld = map[string]bool{}
	}
	b.withheld[origin] = true
	if b.Notify != nil {
		b.Notify(fmt.Sprintf("the broker's credentials are not sent to %s: they were given for %s",
			origin, strings.Join(b.origins(), " and ")))
	}
}

// origins are those that there are credentials for.
func (b *Broker) origins() []string {
	var origins []string
	if own := b.ownOrigin(); own != "" && b.hasCredentials() {
		origins = append(origins, own)
	}
	for origin := range b.users {
		if len(origins) == 0 || origin != origins[0] {
			origins = append(origins, origin)
		}
	}
	return origins
}
