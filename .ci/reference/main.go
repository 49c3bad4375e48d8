// Command reference is what .ci/bench measures casemock against: two servers that write the same
// bytes as casemock and do nothing else, a bare net/http handler and the same handler behind one
// gorilla/mux route.
//
// What to write they learn from casemock itself: the first request of each kind for each case is passed on
// to it, and its answer is written from then on. An update decodes its body first.
//
// The process prints the two URLs, the bare one first, and serves until it is ended.
package main

import (
	"fmt"
	"net"
	"net/http"
	"os"

	"github.com/gorilla/mux"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: reference URL-OF-CASEMOCK")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "reference:", err)
		os.Exit(1)
	}
}

func run(origin string) error {
	bare := &sameBytes{origin: origin}
	router := mux.NewRouter()
	router.Handle("/case/{id}", bare)
	failures := make(chan error)
	for _, handler := range []http.Handler{bare, router} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return fmt.Errorf("listening on a free port: %w", err)
		}
		fmt.Printf("http://%s\n", listener.Addr())
		go func() { failures <- http.Serve(listener, handler) }()
	}
	return <-failures
}
