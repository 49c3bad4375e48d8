package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"time"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/cmd/internal/undertest"
	"casemock/mockserver"
	"casemock/mockserver/proxy"
)

// proxying is how the real server is reached, and what is made of its traffic.
type proxying struct {
	to                *url.URL
	keepHost          bool
	timeout           time.Duration // 0: as long as the client waits
	judge             string
	shared            bool
	drift             bool
	trust             undertest.Trust
	clientCertificate string
	clientKey         string
	recording         recording

	certificates []tls.Certificate // once loaded
}

func proxyCommand() commandline.Command {
	chosen := configuration{proxied: &proxying{}, store: "memory",
		maxBody: mockserver.DefaultMaxBody, maxData: mockserver.DefaultMaxData}
	return commandline.Command{
		Name:    "proxy",
		Summary: "stand in front of a real server: force errors, and judge both sides",
		Details: `What is forced, by a header, an id, 'casemock force', a scenario or a share, is answered
as by 'casemock serve'. Everything else goes to the real server and back, byte for byte,
also what is not of the Case API. X-Mock-Answer says who has answered.

Requests and answers are held against the documents, and answers against what the same
world has seen before. What breaks them stands in X-Mock-Violations, in the journal and
in the console. With --judge reject a wrong request is a 400 without asking the server,
and a wrong answer a 500. With --shared, for a server that others change too, answers
are not held against those before.

With --drift, a sandbox is asked the same as a model of the server, and 'casemock drift'
lists the fields in which the two part although the documents leave no choice.

With --record, what passes is written to a directory while it does: a story for each
world, scenarios for each operation and status, and the custom fields. Names, texts,
ids and whatever may tell of somebody are replaced by inventions, unless --keep-data is
given; keys, cookies and tokens are never written. The directory must be empty, or new.

Authorization goes to the server as it comes. Only where it is an --api-key followed by
/name, the name is taken off: it opens a world of its own, as with 'casemock serve'.

The settings are read from flags, environment and file as for 'casemock serve'.
`,
		Table: chosen.proxyTable(),
		Run: func(p commandline.Process, _ []string) error {
			if err := errors.Join(chosen.check(), chosen.proxied.check()); err != nil {
				return commandline.Misused("proxy", err)
			}
			if err := chosen.proxied.load(); err != nil {
				return commandline.Unusable(err)
			}
			if chosen.proxied.recording.directory == "" {
				return serve(p, &chosen)
			}
			return recordProxied(p, &chosen)
		},
	}
}

// recordProxied is a proxy that records what passes it, to its very end.
func recordProxied(p commandline.Process, chosen *configuration) error {
	recording := &chosen.proxied.recording
	if err := recording.prepare("record", chosen.population.meta, chosen.keys); err != nil {
		return commandline.Unusable(err)
	}
	recording.start(func(err error) { chosen.logger(p.Stderr).Error(err.Error()) })
	return errors.Join(serve(p, chosen), recording.finish(p))
}

// notOfAProxy are settings of serve that say how the sandbox is, or answers as no real server does.
var notOfAProxy = []string{"public-url", "cases", "customers", "locale", "fixtures", "bug", "profile", "max-body",
	"max-data", "cors-origin", "store", "store-reset"}

// proxyTable is the table of serve, but for what concerns the sandbox alone.
func (c *configuration) proxyTable() settings.Table {
	table := c.table()
	shared := slices.DeleteFunc(table.Settings, func(setting settings.Setting) bool {
		return slices.Contains(notOfAProxy, setting.Name)
	})
	for i := range shared {
		switch setting := &shared[i]; setting.Name {
		case "api-key":
			setting.Default = ""
			setting.Usage = "a key of the real server that may be followed by /name, which opens a world"
		case "seed":
			setting.Usage = "what is left to chance is the same for the same seed"
		case "meta":
			setting.Implied = "as the server's meta objects show them"
			setting.Usage = "YAML file that defines the server's custom fields"
		}
	}
	table.Settings = append(c.proxied.settings(), shared...)
	return table
}

func (p *proxying) settings() []settings.Setting {
	all := append([]settings.Setting{
		{Name: "to", Argument: "URL", Accept: settings.As(&p.to, upstreamURL), Usage: "base URL of the real server"},
		{Name: "judge", Argument: "report|reject|off", Default: string(proxy.Report),
			Accept: settings.OneOf(&p.judge, string(proxy.Report), string(proxy.Reject), string(proxy.Off)),
			Usage:  "what happens to what breaks the documents"},
		{Name: "shared", Kind: settings.Switch, Accept: settings.As(&p.shared, settings.Truth),
			Usage: "others change the server's data too: hold each answer against its own request alone"},
		{Name: "drift", Kind: settings.Switch, Accept: settings.As(&p.drift, settings.Truth),
			Usage: "put everything to the sandbox, too, and list where the server parts: see 'casemock drift'"},
		{Name: "record", Kind: settings.Path, Argument: "DIR", Accept: settings.As(&p.recording.directory, settings.Word),
			Usage: "write what passes to this directory, as stories and scenarios that hold nobody's data"},
		p.recording.keepDataSetting(),
		{Name: "keep-host", Kind: settings.Switch, Accept: settings.As(&p.keepHost, settings.Truth),
			Usage: "send the Host that the client asked for, and not the server's own"},
		{Name: "timeout", Kind: settings.Quantity, Argument: "TIME", Implied: "as long as the client waits",
			Accept: settings.As(&p.timeout, upstreamTimeout), Usage: "how long the server may take to begin an answer"},
		{Name: "client-cert", Kind: settings.Path, Argument: "FILE",
			Accept: settings.As(&p.clientCertificate, settings.Word),
			Usage:  "the certificate that the server is shown, in PEM form"},
		{Name: "client-key", Kind: settings.Path, Argument: "FILE", Accept: settings.As(&p.clientKey, settings.Word),
			Usage: "its private key"},
	}, p.trust.Settings(prefix, "the server's")...)
	for i := range all {
		all[i].Variable = settings.VariableOf(prefix, all[i].Name)
	}
	return all
}

// check says what is wrong with the settings together.
func (p *proxying) check() error {
	var missing, halved, unjudged, idle error
	if p.to == nil {
		missing = errors.New("the real server is missing: give --to URL, as in https://crm.example.com")
	}
	if (p.clientCertificate == "") != (p.clientKey == "") {
		halved = errors.New("--client-cert and --client-key need each other")
	}
	if p.drift && p.judge == string(proxy.Off) {
		unjudged = errors.New("--drift needs answers that are judged: leave out --judge off")
	}
	if p.recording.keepData && p.recording.directory == "" {
		idle = errors.New("--keep-data is about what is recorded: give --record DIR, too")
	}
	return errors.Join(missing, halved, unjudged, idle)
}

// load reads the certificates.
func (p *proxying) load() error {
	if err := p.trust.Load(); err != nil || p.clientCertificate == "" {
		return err
	}
	pair, err := tls.LoadX509KeyPair(p.clientCertificate, p.clientKey)
	if err != nil {
		return fmt.Errorf("--client-cert %q with --client-key %q cannot be used: %w", p.clientCertificate, p.clientKey,
			err)
	}
	p.certificates = []tls.Certificate{pair}
	return nil
}

// options describe the real server.
func (p *proxying) options() proxy.Options {
	options := proxy.Options{To: p.to, KeepHost: p.keepHost, Timeout: p.timeout, Judge: proxy.Judge(p.judge),
		Shared: p.shared,
		TLS:    &tls.Config{RootCAs: p.trust.Pool, InsecureSkipVerify: p.trust.Insecure, Certificates: p.certificates}}
	if p.recording.directory != "" {
		options.Observe = p.recording.observe
	}
	return options
}

func upstreamURL(text string) (*url.URL, error) {
	parsed, err := url.Parse(text)
	switch {
	case err != nil || parsed.Hostname() == "" || !isPort(parsed.Port()),
		parsed.Scheme != "http" && parsed.Scheme != "https":
		return nil, errors.New("must be a URL, as in https://crm.example.com")
	case parsed.User != nil:
		return nil, errors.New("must not carry a user: the client's Authorization is sent")
	case parsed.RawQuery != "" || parsed.Fragment != "":
		return nil, errors.New("must end after the path")
	}
	return parsed, nil
}

// isPort reports whether a port is one, or is left out.
func isPort(text string) bool {
	port, err := strconv.ParseUint(text, 10, 16)
	return text == "" || err == nil && port > 0
}

// isAt reports whether the real server is what listens there: this proxy, which would ask itself without an end.
func (p *proxying) isAt(listening net.Addr) bool {
	at, isTCP := listening.(*net.TCPAddr)
	if !isTCP || p.to.Port() != strconv.Itoa(at.Port) { // no name is looked up for nothing
		return false
	}
	to, err := net.ResolveTCPAddr("tcp", p.to.Host)
	return err == nil && (to.IP.Equal(at.IP) || at.IP.IsUnspecified() && to.IP.IsLoopback())
}

func upstreamTimeout(text string) (time.Duration, error) {
	value, err := time.ParseDuration(text)
	if err != nil || value <= 0 {
		return 0, errors.New("must be a time, as in 30s or 500ms")
	}
	return value, nil
}
