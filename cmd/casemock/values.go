package main

import (
	"errors"
	"math"
	"net"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"casemock/cmd/internal/settings"
	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
)

// Each of these reads the value of a setting; their errors follow the value in a sentence.

func address(text string) (string, error) {
	_, port, err := net.SplitHostPort(text)
	if err != nil {
		return "", errors.New("must be HOST:PORT, as in " + defaultAddress)
	}
	if number, err := strconv.Atoi(port); err != nil || number < 0 || number > math.MaxUint16 {
		return "", errors.New("must end in a port from 0 to 65535; 0 picks a free one")
	}
	return text, nil
}

func publicURL(text string) (string, error) {
	parsed, err := url.Parse(text)
	if err != nil || parsed.Host == "" || (parsed.Scheme != "http" && parsed.Scheme != "https") {
		return "", errors.New("must be a URL, as in https://sandbox.example.com")
	}
	if !caseapi.IsURI(text) {
		return "", errors.New("must have everything escaped that is no part of a URI, as in https://example.com/caf%C3%A9")
	}
	if parsed.RawQuery != "" || parsed.Fragment != "" {
		return "", errors.New("must end after the path")
	}
	return strings.TrimSuffix(text, "/"), nil
}

func origin(text string) (string, error) {
	parsed, err := url.Parse(text)
	switch {
	case text == "*":
	case err != nil || parsed.Host == "" || parsed.Scheme+"://"+parsed.Host != text:
		return "", errors.New("must be scheme, host and port of a page, as in https://app.example.com")
	case parsed.Scheme == "http" && parsed.Port() == "80", parsed.Scheme == "https" && parsed.Port() == "443":
		return "", errors.New("must leave out port " + parsed.Port() + ", as browsers do")
	case strings.ContainsFunc(text, func(letter rune) bool { return letter > unicode.MaxASCII }):
		return "", errors.New("must write its host as browsers do, as in https://xn--mnchen-3ya.example")
	}
	return text, nil
}

// adminToken reads a token. Files that keep secrets often end in a line end, which is none of the token's.
func adminToken(text string) (string, error) {
	return settings.Line(strings.TrimSpace(text))
}

func seed(text string) (uint64, error) {
	value, ok := strictyaml.WholeNumber(text)
	if !ok || !value.IsUint64() {
		return 0, errors.New("must be a whole number from 0 to 18446744073709551615")
	}
	return value.Uint64(), nil
}
