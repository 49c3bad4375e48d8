package broker

import (
	"net/http"
	"testing"
)

// busy refuses the first of two requests, like a gateway with little room.
type busy struct {
	asked int
	next  http.RoundTripper
}

func (b *busy) RoundTrip(request *http.Request) (*http.Response, error) {
	b.asked++
	if b.asked%2 == 0 {
		return b.next.RoundTrip(request)
	}
	return &http.Response{StatusCode: http.StatusServiceUnavailable, Body: http.NoBody,
		Header: http.Header{"Retry-After": {"0"}}}, nil
}

func TestABusyBrokerIsAskedAgain(t *testing.T) {
	t.Parallel()
	kept := startBroker(t)
	broker := &Broker{URL: kept.url, Token: kept.token,
		HTTP: &http.Client{Transport: &busy{next: http.DefaultTransport}}}
	if _, err := broker.Publish(t.Context(), builtIn(t), Version{Number: "1"}); err != nil {
		t.Fatal(err)
	}
	if kept.contract["pacticipantVersionNumber"] != "1" {
		t.Errorf("published is %v", kept.contract)
	}
}
