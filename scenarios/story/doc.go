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
// # To add to the format
//
// A key: its row in keys.go, and where read.go reads it and format.go writes it. The JSON Schema follows from
// the row. With a right and a wrong file in testdata, whose golden files -update writes.
package story
