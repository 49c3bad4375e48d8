package mockserver_test

import (
	"bufio"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"

	"casemock/mockserver"
)

// brokenFile has a scenario for each fault; the delays are short enough for a test.
const brokenFile = `
name: fault/connection-reset
operation: lookupCase
contract: false
responses: [{fault: connection-reset}]
---
name: fault/empty-response
operation: lookupCase
contract: false
responses: [{fault: empty-response}]
---
name: fault/timeout
operation: lookupCase
contract: false
responses: [{fault: timeout, delay: 20ms}]
---
name: fault/malformed-json
operation: lookupCase
contract: false
responses: [{fault: malformed-json, status: 200}]
---
name: fault/slow-body
operation: lookupCase
contract: false
responses: [{fault: slow-body, status: 200, delay: 20ms}]
`

// TestFaultsAtTheSocket looks at what arrives on a keep-alive connection that has been used before, in
// the clear and over TLS.
func TestFaultsAtTheSocket(t *testing.T) {
	t.Parallel()
	tests := map[string]func(t *testing.T, connection *bufio.Reader){
		"connection-reset": wantReset,
		"empty-response":   wantEnd,
		"timeout":          wantEnd,
		"malformed-json":   wantMalformedJSON,
		"slow-body":        wantWholeCase,
	}
	for fault, check := range tests {
		for _, secured := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/tls=%t", fault, secured), func(t *testing.T) {
				t.Parallel()
				connection := dialFaulty(t, secured)
				reader := bufio.NewReader(connection)
				ask(t, connection, "X-Mock-Scenario: lookupCase/200")
				wantWholeCase(t, reader)
				ask(t, connection, "X-Mock-Scenario: fault/"+fault)
				check(t, reader)
			})
		}
	}
}

func dialFaulty(t *testing.T, secured bool) net.Conn {
	t.Helper()
	server, err := mockserver.New(mockserver.WithScenarios(writeFile(t, "faults.yaml", brokenFile)))
	if err != nil {
		t.Fatal(err)
	}
	served := httptest.NewUnstartedServer(server)
	t.Cleanup(served.Close)
	var connection net.Conn
	if secured {
		served.StartTLS()
		connection, err = tls.Dial("tcp", served.Listener.Addr().String(),
			served.Client().Transport.(*http.Transport).TLSClientConfig)
	} else {
		served.Start()
		connection, err = net.Dial("tcp", served.Listener.Addr().String())
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	return connection
}

func ask(t *testing.T, connection net.Conn, header string) {
	t.Helper()
	_, err := fmt.Fprintf(connection, "GET /case/1001 HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n%s\r\n\r\n",
		mockserver.DefaultKey, header)
	if err != nil {
		t.Fatal(err)
	}
}

func wantReset(t *testing.T, connection *bufio.Reader) {
	t.Helper()
	if _, err := connection.ReadByte(); !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("got %v, want a reset connection", err)
	}
}

func wantEnd(t *testing.T, connection *bufio.Reader) {
	t.Helper()
	if _, err := connection.ReadByte(); !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v, want the end of the connection", err)
	}
}

func readAnswer(t *testing.T, connection *bufio.Reader) (status int, body []byte) {
	t.Helper()
	response, err := http.ReadResponse(connection, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err = io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, body
}

func wantMalformedJSON(t *testing.T, connection *bufio.Reader) {
	t.Helper()
	status, body := readAnswer(t, connection)
	if status != 200 || len(body) == 0 || json.Valid(body) {
		t.Errorf("got %d %s, want 200 and JSON that is cut", status, body)
	}
}

func wantWholeCase(t *testing.T, connection *bufio.Reader) {
	t.Helper()
	status, body := readAnswer(t, connection)
	if status != 200 || !json.Valid(body) || !strings.Contains(string(body), `"1001"`) {
		t.Errorf("got %d %s, want 200 and the case", status, body)
	}
}

func TestJournalTellsOfFaults(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "faults.yaml", brokenFile)))
	request, err := http.NewRequest(http.MethodGet, api.server.URL+"/case/1001", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", mockserver.DefaultKey)
	request.Header.Set(mockserver.ScenarioHeader, "fault/empty-response")
	if response, err := api.http.Do(request); err == nil {
		_ = response.Body.Close()
		t.Fatalf("got %s, want no answer", response.Status)
	}
	whole := api.admin(http.MethodGet, "requests", "").body
	if !strings.Contains(whole, `"fault":"empty-response"`) || !strings.Contains(whole, `"status":0`) {
		t.Errorf("the journal has %s", whole)
	}
}

// TestFaultsOverHTTP2 breaks off what cannot be taken from its connection; the journal tells of it all
// the same.
func TestFaultsOverHTTP2(t *testing.T) {
	t.Parallel()
	told := make(chan mockserver.Entry, 1)
	server, err := mockserver.New(mockserver.WithScenarios(writeFile(t, "faults.yaml", brokenFile)),
		mockserver.WithObserver(func(entry mockserver.Entry) { told <- entry }))
	if err != nil {
		t.Fatal(err)
	}
	served := httptest.NewUnstartedServer(server)
	served.EnableHTTP2 = true
	served.StartTLS()
	t.Cleanup(served.Close)
	request, err := http.NewRequest(http.MethodGet, served.URL+"/case/1001", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", mockserver.DefaultKey)
	request.Header.Set(mockserver.ScenarioHeader, "fault/connection-reset")
	if response, err := served.Client().Do(request); err == nil {
		_ = response.Body.Close()
		t.Fatalf("got %s, want no answer", response.Status)
	}
	served.Close() // waits for the handler
	select {
	case entry := <-told:
		if entry.Answer.Fault != "connection-reset" || entry.Answer.Status != 0 {
			t.Errorf("the journal has %+v", entry.Answer)
		}
	default:
		t.Error("the journal does not tell of it")
	}
}
