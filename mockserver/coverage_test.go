package mockserver_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

// coverageOf is what the admin API tells of an operation.
func coverageOf(api *client, operation caseapi.OperationName) (met map[string]int, faults map[string]int) {
	api.t.Helper()
	told := read[struct {
		Operations, Faults map[caseapi.OperationName]map[string]int
	}](
		api.admin(http.MethodGet, "coverage", ""))
	return told.Operations[operation], told.Faults[operation]
}

func TestCoverageCountsWhatTheClientReceived(t *testing.T) {
	t.Parallel()
	for fault, arrives := range map[string]bool{"connection-reset": false, "empty-response": false,
		"timeout": false, "malformed-json": false, "slow-body": true} {
		t.Run(fault, func(t *testing.T) {
			t.Parallel()
			api := start(t, mockserver.WithScenarios(writeFile(t, "faults.yaml", brokenFile)))
			request, err := http.NewRequest(http.MethodGet, api.server.URL+"/case/1001", nil)
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Authorization", api.key)
			request.Header.Set(mockserver.ScenarioHeader, "fault/"+fault)
			if response, err := api.http.Do(request); err == nil {
				_, _ = io.Copy(io.Discard, response.Body)
				_ = response.Body.Close()
			}
			met, faults := coverageOf(api, caseapi.LookupCase)
			if faults[fault] != 1 || (met["200"] == 1) != arrives {
				t.Errorf("met %v, faults %v", met, faults)
			}
		})
	}
}

const lateFile = `
name: case/late
operation: lookupCase
contract: false
responses: [{status: 200, delay: 1h}]
---
name: case/timeout
operation: lookupCase
contract: false
responses: [{fault: timeout, delay: 1h}]
---
name: case/slow
operation: lookupCase
contract: false
responses: [{status: 200, fault: slow-body, delay: 1h}]
---
name: case/late-empty
operation: lookupCase
contract: false
responses: [{fault: empty-response, delay: 1h}]
`

// TestClientThatLeavesFreesTheServer also when it has sent a body that nobody reads: the request is over, and
// counts for nothing.
func TestClientThatLeavesFreesTheServer(t *testing.T) {
	t.Parallel()
	bodies := map[string]string{
		"none":    "",
		"unread":  "Content-Length: 300000\r\n",
		"chunked": "Transfer-Encoding: chunked\r\n",
		"partial": "Content-Length: 900000\r\n",
	}
	for _, scenario := range []string{"late", "timeout", "slow", "late-empty"} {
		for name, body := range bodies {
			t.Run(scenario+"/"+name, func(t *testing.T) {
				t.Parallel()
				told := make(chan mockserver.Entry, 1)
				api := start(t, mockserver.WithScenarios(writeFile(t, "late.yaml", lateFile)),
					mockserver.WithObserver(func(entry mockserver.Entry) { told <- entry }))
				connection, err := net.Dial("tcp", strings.TrimPrefix(api.server.URL, "http://"))
				if err != nil {
					t.Fatal(err)
				}
				_, err = fmt.Fprintf(connection, "GET /case/1001 HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n"+
					"X-Mock-Scenario: case/%s\r\n%s\r\n", api.key, scenario, body)
				if err == nil && body != "" {
					_, err = io.WriteString(connection, map[bool]string{false: strings.Repeat("x", 300000),
						true: "493e0\r\n" + strings.Repeat("x", 300000) + "\r\n0\r\n\r\n"}[name == "chunked"])
				}
				if err != nil {
					t.Fatal(err)
				}
				_ = connection.Close()
				<-told
				if met, faults := coverageOf(api, caseapi.LookupCase); met["200"] != 0 || faults["timeout"] != 0 ||
					faults["slow-body"] != 0 || faults["empty-response"] != 0 {
					t.Errorf("met %v, faults %v", met, faults)
				}
			})
		}
	}
}

// TestAnswerThatCannotBeWrittenIsNotMet: the client takes no more than the first bytes of a long list.
func TestAnswerThatCannotBeWrittenIsNotMet(t *testing.T) {
	t.Parallel()
	told := make(chan mockserver.Entry, 100)
	api := start(t, mockserver.WithObserver(func(entry mockserver.Entry) { told <- entry }))
	large := fmt.Sprintf(`{"customerId": "C-1001", "title": "x", "description": %q}`, strings.Repeat("x", 1_000_000))
	for range 30 {
		api.post("/case", large).want(201, "sandbox")
		<-told
	}
	ctx, leave := context.WithCancel(t.Context())
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, api.server.URL+"/customer/C-1001/cases", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", api.key)
	response, err := api.http.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := response.Body.Read(make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	leave()
	<-told
	if met, _ := coverageOf(api, caseapi.FindCases); met["200"] != 0 {
		t.Errorf("met %v", met)
	}
}

// TestEmptyResponseEndsOrderly with input that nobody has read, and without asking for more.
func TestEmptyResponseEndsOrderly(t *testing.T) {
	t.Parallel()
	for _, secured := range []bool{false, true} {
		for _, fault := range []string{"empty-response", "timeout"} {
			for name, request := range map[string]string{
				"unread":  "Content-Length: 60000\r\n\r\n" + strings.Repeat("a", 60000),
				"partial": "Content-Length: 60000\r\n\r\naaa",
				"chunked": "Transfer-Encoding: chunked\r\n\r\n" + "5\r\naaaaa\r\n",
				"large":   "Content-Length: 3000000\r\n\r\n" + strings.Repeat("a", 3_000_000),
				"expect":  "Content-Length: 60000\r\nExpect: 100-continue\r\n\r\n",
				"next":    "\r\nGET /case/1001 HTTP/1.1\r\nHost: x\r\n\r\n",
			} {
				t.Run(fmt.Sprintf("%s/%s/tls=%t", fault, name, secured), func(t *testing.T) {
					t.Parallel()
					connection := dialFaulty(t, secured)
					_, err := fmt.Fprintf(connection, "GET /case/1001 HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n"+
						"X-Mock-Scenario: fault/%s\r\n%s", mockserver.DefaultKey, fault, request)
					if err != nil {
						t.Fatal(err)
					}
					said, err := bufio.NewReader(connection).ReadByte()
					if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
						t.Errorf("got %q and %v, want the end", said, err)
					}
				})
			}
		}
	}
}

// TestEmptyResponseAsksForNoBody of an operation that has one.
func TestEmptyResponseAsksForNoBody(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "gone.yaml", `
name: updateCase/gone
operation: updateCase
live: true
contract: false
responses: [{fault: empty-response}]
`)))
	connection, err := net.Dial("tcp", strings.TrimPrefix(api.server.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	_, err = fmt.Fprintf(connection, "PATCH /case/1001 HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n"+
		"Content-Type: application/json\r\nContent-Length: 15\r\nExpect: 100-continue\r\n\r\n", api.key)
	if err != nil {
		t.Fatal(err)
	}
	if said, err := io.ReadAll(connection); err != nil || len(said) > 0 {
		t.Errorf("the server says %q and ends with %v", said, err)
	}
}
