// Package surprises makes the sandbox answer as no document forbids, and as clients do not expect: with properties
// that nobody asked for, in another order, with date-times in another form. A client that stands all of it has been
// written from the documents, and not from the answers that it happened to see.
//
// A [Profile] says which of them a sandbox has in store. What it makes of an answer depends on the seed, the world and
// the number of the request alone, so that a run can be repeated. Without a profile nothing is done.
//
// Ids and case numbers are not changed on the way: the data is named so from the start ([Profile.Naming]), or nothing
// could be looked up. There is no case 1001 then, and no customer C-1001.
//
// # To add a surprise
//
// Add a row to the table of its group, which is a file: the name, what the answer is like, the sentence that makes it
// legal, the mistake of a client that it shows, and the function that changes the answer and reports whether it did.
// A row of the group ids names a shape of package fixtures, which also finds what has an id of it.
// A test asks for a naive client that the row breaks, for the reason that it tells; a good one stands them all.
// Rows of one place exclude each other; of those that are chosen, one is drawn for each answer. A test holds each row,
// and all of them together, against the verifier, the built-in stories and the explorer: where one of them objects,
// either the surprise is not legal, or the verifier asks for more than the documents promise.
package surprises
