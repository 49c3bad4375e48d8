package mockserver_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/mux"

	"casemock/mockserver"
)

// usualUpdate is the body of an update that adds an interaction.
const usualUpdate = `{"title": "Parcel never arrived", "status": "open", "interactions": [` + post1 + `]}`

// BenchmarkServe measures whole exchanges over keep-alive connections on loopback: the server with
// authentication, journal, worlds and metrics on, next to two references that write the same bytes (an
// update decodes its body first): a bare net/http handler, and the same behind one gorilla/mux route.
func BenchmarkServe(b *testing.B) {
	kinds := []struct{ name, method, body, header string }{
		{"get", http.MethodGet, "", ""},
		{"patch", http.MethodPatch, usualUpdate, ""},
		{"forced", http.MethodPatch, usualUpdate, "Prefer: code=422\r\n"},
	}
	for _, kind := range kinds {
		server := newServer(b, mockserver.WithCases(10_000))
		request := rawRequest(kind.method, kind.body, kind.header)
		sample := exchangeOnce(b, server, request(0))
		for name, handler := range map[string]http.Handler{
			"casemock": server, "bare": sameBytes(sample), "mux": behindMux(sameBytes(sample)),
		} {
			b.Run(kind.name+"/"+name, func(b *testing.B) { benchmarkExchanges(b, handler, request) })
		}
	}
}

// rawRequest writes the n-th request; they go over 1,000 different cases.
func rawRequest(method, body, header string) func(n int) string {
	return func(n int) string {
		return fmt.Sprintf("%s /case/%d HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n%s"+
			"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
			method, 1001+n%1000, mockserver.DefaultKey, header, len(body), body)
	}
}

// sample is an answer whose bytes the references write.
type sample struct {
	status int
	header http.Header
	body   []byte
}

func sameBytes(answer sample) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPatch {
			var decoded any
			if err := json.NewDecoder(r.Body).Decode(&decoded); err != nil {
				w.WriteHeader(http.StatusBadRequest)
				return
			}
		}
		for _, name := range []string{"Content-Type", mockserver.AnswerHeader} {
			w.Header()[name] = answer.header[name]
		}
		w.Header()["Content-Length"] = []string{strconv.Itoa(len(answer.body))}
		w.WriteHeader(answer.status)
		_, _ = w.Write(answer.body)
	})
}

func behindMux(handler http.Handler) http.Handler {
	router := mux.NewRouter()
	router.Handle("/case/{id}", handler)
	return router
}

// serve runs a handler on a free port until the benchmark ends.
func serve(b *testing.B, handler http.Handler) net.Addr {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	serving := &http.Server{Handler: handler}
	go func() { _ = serving.Serve(listener) }()
	b.Cleanup(func() { _ = serving.Close() })
	return listener.Addr()
}

func exchangeOnce(b *testing.B, handler http.Handler, request string) sample {
	b.Helper()
	connection := dial(b, serve(b, handler))
	if _, err := io.WriteString(connection, request); err != nil {
		b.Fatal(err)
	}
	response, err := http.ReadResponse(connection.reader, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		b.Fatal(err)
	}
	return sample{response.StatusCode, response.Header, body}
}

// rawConnection speaks as little HTTP as it can, so that the client's share of the time is small.
type rawConnection struct {
	net.Conn
	reader *bufio.Reader
}

func dial(b *testing.B, address net.Addr) rawConnection {
	b.Helper()
	connection, err := net.Dial(address.Network(), address.String())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = connection.Close() })
	return rawConnection{connection, bufio.NewReader(connection)}
}

// skip reads an answer no further than it must to find its end.
func (c rawConnection) skip(request string) error {
	if _, err := io.WriteString(c, request); err != nil {
		return err
	}
	length := 0
	for {
		line, err := c.reader.ReadSlice('\n')
		if err != nil {
			return err
		}
		if number, ok := strings.CutPrefix(string(line), "Content-Length: "); ok {
			if length, err = strconv.Atoi(strings.TrimSpace(number)); err != nil {
				return err
			}
		}
		if len(line) == len("\r\n") {
			_, err = c.reader.Discard(length)
			return err
		}
	}
}

// connections is how many clients there are for each processor; eight, as .ci/bench has them on two.
const connections = 8

// benchmarkExchanges reports how long a client waits as well: half of the requests less than p50-ns, 99
// in a hundred less than p99-ns.
func benchmarkExchanges(b *testing.B, handler http.Handler, request func(n int) string) {
	address := serve(b, handler)
	var mutex sync.Mutex
	var all []time.Duration
	b.ReportAllocs()
	b.SetParallelism(connections)
	b.RunParallel(func(pb *testing.PB) {
		connection := dial(b, address)
		var waits []time.Duration
		for n := 0; pb.Next(); n++ {
			text, began := request(n), time.Now()
			if err := connection.skip(text); err != nil {
				b.Error(err)
				return
			}
			waits = append(waits, time.Since(began))
		}
		mutex.Lock()
		defer mutex.Unlock()
		all = append(all, waits...)
	})
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)/2]), "p50-ns")
	b.ReportMetric(float64(all[len(all)*99/100]), "p99-ns")
}
