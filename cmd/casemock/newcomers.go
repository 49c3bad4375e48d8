package main

import (
	"net"
	"net/http"
	"sync"
)

// newcomers are the connections on which no request has arrived yet, such as those that browsers open
// ahead of need. A server that is shut down would wait seconds for each of them to say something. The
// zero newcomers are none.
type newcomers struct {
	mutex sync.Mutex
	open  map[net.Conn]struct{}
}

// note is the server's ConnState.
func (n *newcomers) note(connection net.Conn, state http.ConnState) {
	if state == http.StateIdle {
		return // it has been active before
	}
	n.mutex.Lock()
	defer n.mutex.Unlock()
	if state != http.StateNew {
		delete(n.open, connection)
		return
	}
	if n.open == nil {
		n.open = make(map[net.Conn]struct{})
	}
	n.open[connection] = struct{}{}
}

// close closes them all. Their requests may be on the way: whoever calls it gives them time to arrive.
func (n *newcomers) close() {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	for connection := range n.open {
		_ = connection.Close() // and the server notes that
	}
}
