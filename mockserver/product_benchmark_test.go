package mockserver_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"casemock/mockserver"
)

// BenchmarkRequestTimesState sends requests with many values to a world with as many changes: what they cost
// must grow with the sum of both, not with the product.
func BenchmarkRequestTimesState(b *testing.B) {
	for _, size := range []int{10, 1_000, 10_000} {
		server := newServer(b, mockserver.WithMaxBody(8<<20))
		call := func(method, path, body string) int {
			request := httptest.NewRequest(method, path, strings.NewReader(body))
			request.Header.Set("Authorization", mockserver.DefaultKey)
			request.Header.Set("Content-Type", "application/json")
			recorder := httptest.NewRecorder()
			server.ServeHTTP(recorder, request)
			return recorder.Code
		}
		for n := range size {
			call(http.MethodPost, "/customer",
				fmt.Sprintf(`{"name": "N %d", "phone": "+49 30 %07d", "orderNumber": "O-%d"}`, n, n, n))
			call(http.MethodPost, "/case", fmt.Sprintf(`{"customerId": "C-1001", "title": "T %d"}`, n))
		}
		closed := list(min(size, 8_000), `{"created": "2031-01-01T00:00:00Z", "body": "", "linkUrl": "", "serviceId": "%d",`+
			` "service": "s", "contentType": "p"}`) // no more than 1 MiB
		call(http.MethodPatch, "/case/1001", `{"status": "open", "interactions": `+closed+`}`)
		call(http.MethodPatch, "/case/1001", `{"status": "closed"}`)
		for name, request := range map[string]struct {
			method, path, body string
			want               int
		}{
			"phoneNumbers": {"POST", "/customer/bestmatch", `{"phoneNumbers": ` + list(size, `"+49 31 %07d"`) + `}`, 200},
			"orderNumbers": {"POST", "/customer/bestmatch", `{"orderNumbers": ` + list(size, `"P-%d"`) + `}`, 200},
			"caseNumbers":  {"POST", "/customer/bestmatch", `{"caseNumbers": ` + list(size, `"X%d"`) + `}`, 200},
			"interactions": {"PATCH", "/case/1001", `{"interactions": ` + closed + `}`, 201},
		} {
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				for b.Loop() {
					if got := call(request.method, request.path, request.body); got != request.want {
						b.Fatalf("got %d, want %d", got, request.want)
					}
				}
			})
		}
	}
}

// list is a JSON array of that many elements, each with its number in it.
func list(size int, element string) string {
	elements := make([]string, size)
	for n := range elements {
		elements[n] = fmt.Sprintf(element, n)
	}
	return "[" + strings.Join(elements, ",") + "]"
}
