package main

import (
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"sync/atomic"
)

// balancer gives each request to the next replica, and to the one after that where nobody listens.
type balancer struct {
	address  string
	replicas []*replica
	next     atomic.Uint64
}

func startBalancer(replicas []*replica) (*balancer, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	started := &balancer{address: listener.Addr().String(), replicas: replicas}
	proxy := &httputil.ReverseProxy{
		Rewrite:      func(r *httputil.ProxyRequest) { r.SetURL(&url.URL{Scheme: "http", Host: started.choose()}) },
		Transport:    &http.Transport{MaxIdleConnsPerHost: 100},
		ErrorLog:     log.New(io.Discard, "", 0), // of replicas that are killed
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) },
	}
	go func() { _ = http.Serve(listener, proxy) }()
	return started, nil
}

// choose is the address of the next replica that somebody listens at.
func (b *balancer) choose() string {
	var address string
	for range b.replicas {
		address = b.replicas[b.next.Add(1)%uint64(len(b.replicas))].address
		connection, err := net.Dial("tcp", address)
		if err == nil {
			_ = connection.Close()
			break
		}
	}
	return address
}
