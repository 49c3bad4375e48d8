// Package sandbox is what a company's CRM does: it validates, stores and answers the operations of the Case API
// as documented, and it can be brought into the states that a contract asks for. It works on a [CRM] and a
// [Request], and knows nothing of HTTP but its headers and statuses.
//
// # To add an operation
//
// Write a behaviour, in the file of what it is about, and add it to behaviours; a test holds them against the
// table of operations. An error that it returns becomes the documented answer in failure.
//
// # To add a provider state
//
// Write a function that makes the data so, and add it to states. It tells [Touch] of each case and customer
// before it changes it.
package sandbox
