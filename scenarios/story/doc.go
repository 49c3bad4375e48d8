// Package story holds stories: sequences of calls that say what must hold over several answers of one server,
// and plays them against any server.
//
//	story: reopening-keeps-the-posts
//	summary: A customer writes again after the case was closed.
//	steps:
//	  - operation: createCustomer
//	    as: anna                          # names the answer for later steps
//	    body: {name: Anna Example}
//	  - operation: createCase
//	    as: parcel
//	    body: {customerId: "${anna.id}", title: Parcel lost}
//	  - operation: updateCase
//	    path: {id: "${parcel.id}"}
//	    body: {status: closed}
//	    expect: {status: 201, body: {status: closed}}
//
// A file may hold several, and scenarios beside them, separated by ---. [Load] and [Parse] read the stories and
// say everything that is wrong with them, each with its place; package scenarios reads the others.
//
// # References
//
// ${name.property} stands for a value of the answer to an earlier step, as in ${parcel.id} and
// ${parcel.interactions[0].author.handle}. A text that is a reference and nothing else becomes the value
// itself, of whatever type; in the middle of a text stands the text of it. References may stand in path, query,
// headers and body and in what is expected, not in names. $${ stands for the two characters. ${run.id} is twelve
// digits that are others each time a story is played, for what a server takes only once.
//
// # Playing
//
// A [Player] plays steps on one server, which need not come from a file, and judges each answer; a [Run] plays
// whole stories, repeats them, puts a sandbox beside what is broken, and makes a report of it. A step without
// expect must be answered as the documents allow: in its status and shape, and consistently with what the server
// was told and has shown before. What is not known yet everywhere is asked for again, as long as the client is
// patient.
//
// # To add a built-in story
//
// Write it to a file of the directory builtin. It has the word casemock in what it creates, ${run.id} in what a
// server may take only once, and of custom fields those alone that builtin.go names. No correct server may be
// blamed by it, which a test tries on many; what it is there to show is best shown by a bug of serve --bug.
//
// # To add to the format
//
// A key: its row in keys.go, and where read.go reads it and format.go writes it. The JSON Schema follows from
// the row. With a right and a wrong file in testdata, whose golden files GOLDEN=update go test writes.
package story
