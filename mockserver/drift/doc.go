// Package drift puts what a real server is asked to the sandbox as well, as a model of it, and lists by field what
// the real server answers otherwise although the documents leave it no choice.
//
// # What is a difference
//
// What the proxy finds wrong with an answer: that is held against the schemas and package consistency, whose table
// knows every freedom of the documents, and nothing else has an opinion here. The model shows how it would be right.
//
// # How the model keeps up
//
// The model is a sandbox without seeded data, one for each world, and knows everything by the real server's ids.
// What was created through the proxy it creates too, and takes the id, the number, the url and the dates over. Of
// what it has not seen created it learns when a lookup or a list shows it, and from the answer to an update. A
// request that the real server refused changes nothing in it, and where the documents leave a choice, it follows the
// real server.
//
// # What it costs
//
// A proxied answer never waits for the model: exchanges wait in a queue for one worker. What finds no room there is
// counted, and the model of that world begins anew, since it would be wrong from then on.
package drift
