// Package creation makes customers and cases on a server under test, through the API itself: a server that
// nobody prepared can be verified.
//
// [New] makes a [Data] for one run. What only reads shares [Data.Customer] and [Data.Case]; what changes
// something takes [Data.NewCustomer] and [Data.NewCase]. A server may have rules of its own about its custom
// fields, so what it refuses is left out and remembered ([Data.Writable]). [Values] invents what is written:
// believable, and new in each run.
//
// # To invent values for another kind of custom field
//
// Add the words by which its name or label tells it to the table in Values.text.
package creation
