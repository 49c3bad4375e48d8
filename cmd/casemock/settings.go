package main

import (
	"strconv"

	"casemock/cmd/internal/settings"
	"casemock/mockserver"
)

// reachSettings say where the server is, and for whom.
func (c *configuration) reachSettings() []settings.Setting {
	return []settings.Setting{
		{Name: "config", Kind: settings.Path, Argument: "FILE", Accept: settings.As(&c.file, settings.Word),
			Usage: "YAML file with these settings, the flags' names as keys"},
		{Name: "addr", Argument: "HOST:PORT", Default: defaultAddress, Accept: settings.As(&c.address, address),
			Usage: "listen address; port 0 picks a free one"},
		{Name: "addr-file", Kind: settings.Path, Argument: "FILE",
			Accept: settings.As(&c.addressFile, settings.Word),
			Usage:  "write the URL in use to this file, and the admin URL as a second line"},
		{Name: "public-url", Argument: "URL", Implied: "as it listens",
			Accept: settings.As(&c.publicURL, publicURL),
			Usage: "where clients reach the server, for one behind a proxy; links in the data begin " +
				"with it"},
		{Name: "api-key", Argument: "KEY", Default: mockserver.DefaultKey, Repeatable: true, Secret: true,
			NeverEmpty: true, Chosen: func(origin string) { c.keyOrigin = origin },
			Accept: settings.Each(&c.keys, settings.Line), Usage: "accepted Authorization value"},
		{Name: "admin-addr", Argument: "HOST:PORT", Implied: "as --addr",
			Accept: settings.As(&c.adminAddress, address), Usage: "serve the admin API there"},
		{Name: "admin-token", Argument: "TOKEN", Secret: true, NeverEmpty: true,
			Accept: settings.As(&c.adminToken, adminToken), Usage: "require a token for the admin API"},
		{Name: "admin-open", Kind: settings.Switch, Accept: settings.As(&c.adminOpen, settings.Truth),
			Usage: "serve the admin API without a token to other machines, under any name"},
		{Name: "trust-proxy", Kind: settings.Switch, Accept: settings.As(&c.trustProxy, settings.Truth),
			Usage: "believe X-Forwarded-Host, -Proto and -Port, for a server behind a proxy that sets them"},
	}
}

// scenarioSettings say which scenarios the server knows besides the built-in ones.
func (c *configuration) scenarioSettings() []settings.Setting {
	return []settings.Setting{
		{Name: "scenarios", Kind: settings.Path, Argument: "PATH", Repeatable: true,
			Accept: settings.Each(&c.scenarios, settings.Word),
			Usage:  "extra scenario file, or directory of them; changed files are reloaded"},
	}
}

// storeSettings say where the worlds are kept.
func (c *configuration) storeSettings() []settings.Setting {
	return []settings.Setting{
		{Name: "store", Argument: "STORE", Default: "memory", NeverEmpty: true,
			Accept: settings.As(&c.store, settings.Word),
			Usage: "where changes, journal and all else of worlds is kept: memory, file:PATH to keep it for the next " +
				"start, redis://HOST:PORT[/DB] or rediss:// (with USER:PASSWORD and @ before HOST) to share it " +
				"with other servers"},
		{Name: "store-reset", Kind: settings.Switch, Accept: settings.As(&c.storeReset, settings.Truth),
			Usage: "forget at the start what is in the store, whatever settings it was made with"},
	}
}

// behaviourSettings say how the server answers.
func (c *configuration) behaviourSettings() []settings.Setting {
	return []settings.Setting{
		{Name: "latency", Kind: settings.Quantity, Argument: "TIME", Default: "0",
			Accept: settings.As(&c.latency, mockserver.ParseLatency), Usage: "added to each answer: 50ms, or 20ms..200ms"},
		{Name: "fail-rate", Argument: "PAIR=SHARE", Repeatable: true,
			Accept: settings.Each(&c.failRates, mockserver.ParseFailRate),
			Usage:  "a share of requests that gets an error, as in updateCase/500=0.05"},
		{Name: "bug", Argument: "NAME", Repeatable: true, Accept: settings.Each(&c.bugs, bugName),
			Usage: "be wrong on purpose, as 'casemock bugs' lists it"},
		{Name: "profile", Argument: "PROFILE", Accept: settings.As(&c.profile, profileName),
			Usage: "hostile: answers that are legal and surprise; or hostile:NAME,... as 'casemock surprises' lists them"},
		{Name: "clock", Argument: "TIME", Implied: "the real time", Accept: settings.As(&c.clock, mockserver.ParseClock),
			Usage: "the data shows this time, as in 2031-05-01T12:00:00Z; with ,step=1s behind it, each change moves it on"},
		{Name: "max-body", Kind: settings.Quantity, Argument: "SIZE", Default: "1MiB",
			Accept: settings.As(&c.maxBody, settings.Size), Usage: "a larger request body is a 400"},
		{Name: "max-data", Kind: settings.Quantity, Argument: "SIZE", Default: "256MiB",
			Accept: settings.As(&c.maxData, settings.Size),
			Usage:  "what clients make and change, in all worlds together; more is a 422 until a reset"},
		{Name: "journal", Kind: settings.Quantity, Argument: "N",
			Default: strconv.Itoa(mockserver.DefaultJournalSize),
			Accept:  settings.Whole(&c.journal, 0, mostKept), Usage: "requests that the journal keeps"},
		{Name: "max-worlds", Kind: settings.Quantity, Argument: "N",
			Default: strconv.Itoa(mockserver.DefaultMaxWorlds),
			Accept:  settings.Whole(&c.maxWorlds, 1, mostKept),
			Usage:   "worlds at a time; the least recently used one is dropped"},
	}
}

// operationSettings say how the server runs.
func (c *configuration) operationSettings() []settings.Setting {
	return []settings.Setting{
		{Name: "cors-origin", Argument: "ORIGIN", Repeatable: true,
			Accept: settings.Each(&c.corsOrigins, origin),
			Usage:  "let browser pages of this origin call the API; * stands for all"},
		{Name: "tls-cert", Kind: settings.Path, Argument: "FILE",
			Accept: settings.As(&c.certificate, settings.Word), Usage: "serve HTTPS with this certificate"},
		{Name: "tls-key", Kind: settings.Path, Argument: "FILE",
			Accept: settings.As(&c.privateKey, settings.Word), Usage: "the certificate's private key"},
		{Name: "tls-self-signed", Kind: settings.Switch, Accept: settings.As(&c.selfSigned, settings.Truth),
			Usage: "serve HTTPS with a certificate made at the start, for trying out"},
		{Name: "log-format", Argument: "text|json", Default: "text",
			Accept: settings.OneOf(&c.logFormat, "text", "json"), Usage: "how the log on stderr is written"},
		{Name: "log-level", Argument: "LEVEL", Default: "info",
			Accept: settings.OneOf(&c.logLevel, "debug", "info", "warn", "error"),
			Usage:  "debug, info, warn or error; debug shows each request"},
	}
}
