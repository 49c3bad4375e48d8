package main

import (
	"errors"
	"math"
	"net"
	"sync/atomic"
	"time"
)

// writePatience is how long a client may take to accept more of an answer, at least half of it and at
// most all of it. The server's own write timeout counts from the request on, and would cut off slow
// answers that are meant to be slow.
const writePatience = time.Minute

// moreOfAnAnswer is what has to be accepted in that time, in bytes.
const moreOfAnAnswer = 256 << 10

// patientListener gives each connection a time limit for writing.
type patientListener struct{ net.Listener }

func (l patientListener) Accept() (net.Conn, error) {
	connection, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &patientConnection{Conn: connection}, nil
}

type patientConnection struct {
	net.Conn
	armed atomic.Int64 // when the time limit was last set, in Unix nanoseconds; or foreignLimit
}

// foreignLimit says that somebody else has set a time limit for writing, which stays until it is lifted.
const foreignLimit = math.MaxInt64

func (c *patientConnection) Write(data []byte) (written int, err error) {
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

// renew sets the time limit anew when half of it may be gone, since doing so costs more than a glance at
// the clock.
func (c *patientConnection) renew() error {
	now := time.Now()
	if now.UnixNano()-c.armed.Load() <= int64(writePatience/2) {
		return nil
	}
	c.armed.Store(now.UnixNano())
	return c.Conn.SetWriteDeadline(now.Add(writePatience))
}

// SetWriteDeadline sets a time limit in place of the connection's own. Lifting it, as net/http does after
// each answer, leaves the connection its own.
func (c *patientConnection) SetWriteDeadline(deadline time.Time) error {
	if deadline.IsZero() {
		c.armed.CompareAndSwap(foreignLimit, 0)
		return nil
	}
	c.armed.Store(foreignLimit)
	return c.Conn.SetWriteDeadline(deadline)
}

// SetDeadline sets the time limits for reading and for writing.
func (c *patientConnection) SetDeadline(deadline time.Time) error {
	return errors.Join(c.SetReadDeadline(deadline), c.SetWriteDeadline(deadline))
}

// SetLinger says what TCP is to do with unsent data when the connection is closed, which decides whether a
// client sees a reset.
func (c *patientConnection) SetLinger(seconds int) error {
	if tcp, ok := c.Conn.(interface{ SetLinger(seconds int) error }); ok {
		return tcp.SetLinger(seconds)
	}
	return errors.ErrUnsupported
}

// CloseWrite says goodbye, so that a client which still sends reads its answer first.
func (c *patientConnection) CloseWrite() error {
	if tcp, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return tcp.CloseWrite()
	}
	return errors.ErrUnsupported
}
