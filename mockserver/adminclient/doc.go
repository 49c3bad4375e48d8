// Package adminclient is a client of a running fake server's admin API: for the command line, and for
// test suites in Go that want to force an answer, or to know what was asked.
//
//	admin, err := adminclient.New("http://127.0.0.1:8080")
//	…
//	_, err = admin.Force(ctx, adminclient.Pair(contracts.UpdateCase, 422))
//	… the client under test updates a case …
//	n, err := admin.Count(ctx, adminclient.Matcher{Operation: contracts.UpdateCase, Status: 422})
//
// Each method is one call of the admin API, about one world ([Client.World]). The shapes are those of
// the admin API; a test holds them against the server's own.
package adminclient
