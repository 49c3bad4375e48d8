// Package routing tells a path's methods apart, and reads a path's parameters. The routes themselves are those of
// gorilla/mux, which leaves both to be wished for.
package routing
