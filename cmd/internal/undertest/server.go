package undertest

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"casemock/cmd/internal/settings"
	"casemock/contracts/target"
	"casemock/contracts/transport"
)

// Server is the server under test as the user describes it.
type Server struct {
	URL, APIKey string
	Timeout     time.Duration
	Rate        float64       // requests in a second; 0: any number
	Patience    time.Duration // negative: none
	Trust       Trust

	flag string // of the address
}

// Settings are the flags: url is the name of the one for the address, what else the server shares its
// certificates with comes after it, as in "the server's and the broker's". Prefix is that of the environment
// variables.
func (s *Server) Settings(prefix, url, owners string) []settings.Setting {
	s.flag = "--" + url
	all := append([]settings.Setting{
		{Name: url, Argument: "URL", Usage: "base URL of the real server",
			Accept: settings.As(&s.URL, settings.Line)},
		{Name: "api-key", Argument: "KEY", Secret: true,
			Accept: settings.As(&s.APIKey, settings.Line),
			Usage: "the Authorization value that the server accepts; other users " +
				"of this machine can see flags, so rather set " + settings.VariableOf(prefix, "api-key")},
		{Name: "timeout", Kind: settings.Quantity, Argument: "TIME",
			Default: transport.DefaultTimeout.String(),
			Accept:  settings.As(&s.Timeout, duration),
			Usage:   "how long one request may take, with the whole of its answer"},
		{Name: "rate", Kind: settings.Quantity, Argument: "N/s", Implied: "any number",
			Accept: settings.As(&s.Rate, rate),
			Usage:  "how many requests the server is sent at most, as in 5/s or 90/m"},
		{Name: "patience", Kind: settings.Quantity, Argument: "TIME",
			Default: target.DefaultPatience.String(), Accept: settings.As(&s.Patience, patience),
			Usage: "how long to ask again when what was just written does not show yet, or is not " +
				"known yet where it is written to"},
	}, s.Trust.Settings(prefix, owners)...)
	for i := range all {
		all[i].Variable = settings.VariableOf(prefix, all[i].Name)
	}
	return all
}

// Options are those of a client of the server, once the certificates are loaded. Prefix is that of the
// environment variables.
func (s *Server) Options(prefix string) target.Options {
	return target.Options{
		URL: s.URL, URLName: s.flag, APIKey: s.APIKey, RootCAs: s.Trust.Pool, Insecure: s.Trust.Insecure,
		Timeout: s.Timeout, Rate: s.Rate, Patience: s.Patience,
		KeyVariable: settings.VariableOf(prefix, "api-key"),
	}
}

// duration reads a time that must be more than nothing.
func duration(text string) (time.Duration, error) {
	value, err := time.ParseDuration(text)
	if err != nil || value <= 0 {
		return 0, errors.New("must be a time, as in 30s or 500ms")
	}
	return value, nil
}

// patience reads a time; 0 asks once.
func patience(text string) (time.Duration, error) {
	value, err := time.ParseDuration(text)
	switch {
	case err != nil || value < 0:
		return 0, errors.New("must be a time, as in 5s, or 0")
	case value == 0:
		return -1, nil
	}
	return value, nil
}

// rate reads a number of requests and the time for them, and gives that for a second.
func rate(text string) (float64, error) {
	count, unit, _ := strings.Cut(text, "/")
	seconds, known := map[string]float64{"s": 1, "m": 60, "h": 3600}[unit]
	number, err := strconv.ParseFloat(count, 64)
	perSecond := number / seconds
	if err != nil || !known || !(perSecond*3600 >= 1) || math.IsInf(number, 0) {
		return 0, errors.New("must be a number of requests in a second, minute or hour, as in 5/s, " +
			"0.5/s or 90/m, and one in an hour at least")
	}
	return perSecond, nil
}
