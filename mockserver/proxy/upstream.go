package proxy

import (
	"cmp"
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"casemock/contracts/caseapi"
)

// Judge says what happens to what breaks the documents.
type Judge string

// The ways to judge.
const (
	Report Judge = "report" // it passes, and is told
	Reject Judge = "reject" // a wrong request is a 400, a wrong answer a 500
	Off    Judge = "off"    // nothing is looked at
)

// Options describe the real server and what is done with its traffic.
type Options struct {
	To       *url.URL // its base URL
	KeepHost bool     // it is sent the Host that the client asked for
	// Timeout is how long it may take to begin an answer; 0: as long as the client waits.
	Timeout time.Duration
	TLS     *tls.Config // nil: the system's authorities, and no certificate of our own
	Judge   Judge       // empty: Report
	// Patience is how long an answer waits for its verdict, while it is small, before it goes on without; 0: 100 ms.
	Patience time.Duration
	// Structures are its custom fields; nil: as its meta objects show them when a client asks for them.
	Structures *caseapi.ObjectStructures
	// Shared says that others change its data too, past the proxy: then an answer is held against its own request
	// alone, and not against what was seen before.
	Shared bool
	// Observe is told of every exchange with the server once it is over, from the goroutine that did it; nil: nobody
	// is.
	Observe func(Exchange)
}

// Upstream is the real server.
type Upstream struct {
	options    Options
	transport  http.RoundTripper
	buffers    bufferPool
	structures *fields
}

// The bounds of connections to the server.
const (
	dialTimeout = 10 * time.Second
	// idleTimeout is shorter than servers usually keep a connection: one that they close at the moment when it is
	// used again would be a request that fails, and no proxy may send a write twice.
	idleTimeout     = 3 * time.Second
	continueTimeout = time.Second // as curl has it
	mostIdle        = 256
)

// New is the server at the end of the rungs. Nothing is sent to it by that.
func New(options Options) *Upstream {
	options.Judge = cmp.Or(options.Judge, Report)
	options.Patience = cmp.Or(options.Patience, patience)
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true) // as the client speaks it: what HTTP/2 changes would be the proxy's doing
	upstream := &Upstream{options: options, transport: &http.Transport{
		Proxy: http.ProxyFromEnvironment, DialContext: (&net.Dialer{Timeout: dialTimeout}).DialContext,
		TLSClientConfig: options.TLS, Protocols: protocols, DisableCompression: true,
		MaxIdleConnsPerHost: mostIdle, IdleConnTimeout: idleTimeout, TLSHandshakeTimeout: dialTimeout,
		ResponseHeaderTimeout: options.Timeout, ExpectContinueTimeout: continueTimeout,
	}}
	upstream.structures = newFields(options.Structures)
	return upstream
}

// Judge says what happens to what breaks the documents.
func (u *Upstream) Judge() Judge { return u.options.Judge }

// API is the description of the server, with its custom fields as far as the key of a call has shown them by now.
func (u *Upstream) API(call Call) *caseapi.API { return u.structures.of(call.key()).api }

// String is the base URL, without a password.
func (u *Upstream) String() string { return u.options.To.Redacted() }

// bufferPool lends the buffers that bodies are copied with.
type bufferPool struct{ pool sync.Pool }

const bufferSize = 32 << 10 // bytes

// Get lends a buffer.
func (p *bufferPool) Get() []byte {
	if buffer, ok := p.pool.Get().(*[]byte); ok {
		return *buffer
	}
	return make([]byte, bufferSize)
}

// Put takes a buffer back.
func (p *bufferPool) Put(buffer []byte) { p.pool.Put(&buffer) }
