// Package example makes of the requests that stand in a contract ones that the server under test can be expected
// to take.
//
// What Pact asks to be sent is an example. It is adapted ([Example.Adapt]) in these respects and no others: the
// key ([Server.Incoming]); ids that no state names and that must exist, or that the request names itself although
// the API gave what was made for its states another; custom fields, which are the server's own; and posts and
// titles ([Vary]), which a server may take only once. None of these is demanded back by a matcher of the
// contract, but for the title, which Vary changes there as well. A wrong request stays as wrong as it is, and a
// user's own as it is.
package example
