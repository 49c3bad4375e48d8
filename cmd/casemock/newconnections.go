package main

import (
	"net"
	"net/http"
	"sync"
)

// newConnections are those on which no request has arrived yet, such as those that browsers open
// ahead of need. A server that is shut down would wait seconds for each of them to say something. The
// zero value has none.
type newConnections struct{ open sync.Map } // of net.Conn; whoever is known already costs no lock

// note is the server's ConnState.
func (n *newConnections) note(connection net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		n.open.Store(connection, nil)
	case http.StateIdle: // it has been active before
	default:
		n.open.Delete(connection)
	}
}

// close closes them all. Their requests may be on the way: whoever calls it gives them time to arrive.
func (n *newConnections) close() {
	for connection := range n.open.Range {
		_ = connection.(net.Conn).Close() // and the server notes that
	}
}
