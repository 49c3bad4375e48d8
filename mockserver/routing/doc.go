// Package routing tells a path's methods apart, and hands a path's parameters to its handler without a copy of
// the request. The routes themselves are those of gorilla/mux, which leaves both to be wished for.
package routing
