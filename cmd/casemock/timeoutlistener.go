package main

import (
	"errors"
	"math"
	"net"
	"sync/atomic"
	"time"
)

// writeTimeout is how long a client may take to accept more of an answer, at least half of it and at
// most all of it. The server's own write timeout counts from the request on, and would cut off slow
// answers that are meant to be slow.
const writeTimeout = time.Minute

// moreOfAnAnswer is how much of an answer has to be accepted in that time at most, in bytes.
const moreOfAnAnswer = 256 << 10

// timeoutListener gives each connection a time limit for writing.
type timeoutListener struct{ net.Listener }

func (l timeoutListener) Accept() (net.Conn, error) {
	connection, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return newTimeoutConnection(connection), nil
}

type timeoutConnection struct {
	net.Conn
	opened time.Time
	due    atomic.Int64 // when the time limit is to be set anew, in nanoseconds since then; or foreignLimit
}

// foreignLimit says that somebody else has set a time limit for writing, which stays until it is lifted.
const foreignLimit = math.MaxInt64

func newTimeoutConnection(connection net.Conn) *timeoutConnection {
	return &timeoutConnection{Conn: connection, opened: time.Now()}
}

func (c *timeoutConnection) Write(data []byte) (written int, _ error) {
	for {
		if err := c.renew(); err != nil {
			return written, err
		}
		accepted, err := c.Conn.Write(data[written:min(len(data), written+moreOfAnAnswer)])
		written += accepted
		if err != nil || written == len(data) {
			return written, err
		}
	}
}

// renew sets the time limit anew when half of it is gone, since doing so costs more than a glance at the
// clock.
func (c *timeoutConnection) renew() error {
	present, due := time.Since(c.opened), c.due.Load()
	if int64(present) < due || !c.due.CompareAndSwap(due, int64(present+writeTimeout/2)) {
		return nil
	}
	return c.Conn.SetWriteDeadline(time.Now().Add(writeTimeout))
}

// SetWriteDeadline sets a time limit in place of the connection's own. Lifting it, as net/http does after
// each answer, leaves the connection its own.
func (c *timeoutConnection) SetWriteDeadline(deadline time.Time) error {
	if deadline.IsZero() {
		c.due.CompareAndSwap(foreignLimit, 0)
		return nil
	}
	c.due.Store(foreignLimit)
	return c.Conn.SetWriteDeadline(deadline)
}

// SetDeadline sets the time limits for reading and for writing.
func (c *timeoutConnection) SetDeadline(deadline time.Time) error {
	return errors.Join(c.SetReadDeadline(deadline), c.SetWriteDeadline(deadline))
}

// SetLinger says what TCP is to do with unsent data when the connection is closed, which decides whether a
// client sees a reset.
func (c *timeoutConnection) SetLinger(seconds int) error {
	if tcp, ok := c.Conn.(interface{ SetLinger(seconds int) error }); ok {
		return tcp.SetLinger(seconds)
	}
	return errors.ErrUnsupported
}

// CloseWrite says goodbye, so that a client which still sends reads its answer first.
func (c *timeoutConnection) CloseWrite() error {
	if tcp, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return tcp.CloseWrite()
	}
	return errors.ErrUnsupported
}
