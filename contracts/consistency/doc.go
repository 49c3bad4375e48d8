// Package consistency says what the answers of one server must have to do with one another.
//
// The documents promise more than the shape of each answer: what a request was accepted for is what a
// lookup then shows, and nothing else has changed. A [Model] is told each [Exchange] with a server and
// knows from then on what the server must hold. It is no second server: it gives no ids and has no clock,
// and where the documents leave a server free, it takes over what the server shows.
//
// # What holds, and what is free
//
// [Table] is all of it, row by row, each with the documented sentence behind it. The code has no opinion
// beside the table: to demand more, or less, change a row.
package consistency
