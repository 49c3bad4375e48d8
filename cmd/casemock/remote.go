package main

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"casemock/cmd/internal/settings"
	"casemock/mockserver/adminclient"
)

// defaultServer is where serve listens unless it is told otherwise.
const defaultServer = "http://" + defaultAddress

// remote is a running server that a command talks to.
type remote struct {
	server   string
	token    string
	world    string
	insecure bool
	json     bool
}

// settings are the flags of every command that talks to a server.
func (r *remote) settings() []settings.Setting {
	return []settings.Setting{
		{Name: "server", Argument: "URL", Default: defaultServer, Variable: prefix + "SERVER",
			Usage:  "the running server; its admin address where it has one",
			Accept: settings.As(&r.server, serverURL)},
		{Name: "world", Argument: "NAME", Variable: prefix + "WORLD", Implied: "the world of the bare key",
			Usage: "the world that is meant", Accept: settings.As(&r.world, settings.Word)},
		{Name: "admin-token", Argument: "TOKEN", Variable: prefix + "ADMIN_TOKEN", Secret: true, NeverEmpty: true,
			Usage: "the server's admin token; other users of this machine can see flags, so rather set " +
				prefix + "ADMIN_TOKEN",
			Accept: settings.As(&r.token, adminToken)},
		{Name: "insecure", Kind: settings.Switch, Usage: "do not check the server's certificate",
			Accept: settings.As(&r.insecure, settings.Truth)},
		{Name: "json", Kind: settings.Switch, Usage: "write JSON, for programs",
			Accept: settings.As(&r.json, settings.Truth)},
	}
}

func serverURL(text string) (string, error) {
	_, err := adminclient.New(text)
	return text, err
}

// connect makes sure that there is a server of ours, before anything is asked of it: other mock
// servers have an admin API at the same path.
func (r *remote) connect(ctx context.Context) (*adminclient.Client, error) {
	options := []adminclient.Option{adminclient.WithToken(r.token), adminclient.WithWorld(r.world)}
	if r.insecure {
		options = append(options, adminclient.WithInsecure())
	}
	client, err := adminclient.New(r.server, options...)
	if err != nil {
		return nil, err
	}
	_, err = client.Health(ctx)
	return client, advise(err)
}

// advise adds to an error of the connection what the user can do about it.
func advise(err error) error {
	var unreachable *adminclient.UnreachableError
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.As(err, &certificate):
		return fmt.Errorf("%w; --insecure accepts the certificate of serve --tls-self-signed", err)
	case errors.As(err, &unreachable):
		return fmt.Errorf("%w; start a server with 'casemock serve', or name one with --server", err)
	case errors.Is(err, adminclient.ErrNotCasemock), errors.Is(err, adminclient.ErrElsewhere):
		return fmt.Errorf("%w; name the right server with --server", err)
	case errors.Is(err, adminclient.ErrToken):
		return fmt.Errorf("%w; give it with --admin-token or %sADMIN_TOKEN", err, prefix)
	}
	return err
}

// writeJSON writes a value for programs.
func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
