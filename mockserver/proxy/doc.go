// Package proxy puts the real server at the end of the rungs: what nobody forces, it answers.
//
// # What passes
//
// Bytes, both ways, as they come: [httputil.ReverseProxy] does the work, and this package takes back what that
// adds or leaves out (forwarding headers, a content type that is guessed, a query that it cannot read, the
// trailers of a request). Header names are written as net/http writes them, and in its order; a status has
// net/http's reason phrase; hop-by-hop headers end here, as they have to.
//
// # When an answer is judged
//
// [HeaderViolations] stands at the head of an answer, which has to be judged for it. So an answer is held until
// it is there whole, but for [patience] and [held] bytes at most: what is slower or longer streams from then on,
// and is judged when it has gone, for the journal alone. With [Reject] it is held until it can be judged. What
// has more than [judged] bytes, is encoded otherwise than by gzip, or breaks off is passed on and not judged,
// and its journal entry says so.
//
// # What is held against whom
//
// A [Traffic] is what one world's client and the server have said to each other. The server's answers are held
// against the schemas and package consistency; a request against the schemas, but for what is our reading
// alone ([blamed]). Requests that overlap with a write to the same objects prove nothing: of those, only the
// answer's shape is judged. What several clients do in the CRM past the proxy is not known here: [Options] has
// Shared for that.
//
// # To add what a client can be blamed for, or not
//
// Change [blamed]; the test of its table asks for a row.
package proxy
