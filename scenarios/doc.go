// Package scenarios holds expectations: to a request like this, in a state like this, a server answers
// so. Each is written once, as a document of a YAML file, and used twice. The fake server replays its
// responses; a contract sends its request to a real server and demands the response. What the fake
// does and what the contract demands therefore cannot drift apart.
//
// Below it: matcher, what is expected of a request's values; template, the bodies and headers of responses;
// fake, what templates invent; schema, tables of keys; story, sequences of calls; explore, which makes them up.
//
// # From a file to an answer
//
// [Load] reads the user's files on top of the built-in scenarios and says everything that is wrong
// with them, each with its place; the [Set] that it answers is immutable. [Set.Find], [Set.ByStatus]
// and [Set.Live] choose the [Scenario] that answers a [Call], [Positions] counts and says which
// [Response] it is the turn of, and [Response.Render] fills its templates in.
//
// The built-in scenarios, in the directory builtin, are a file for each operation, with a scenario
// operation/status for each documented pair. They are read when one of them is asked for.
//
// In a live scenario a 2xx without a body is the sandbox itself: it validates, stores and refuses as always,
// so 500 twice and then 201 is a server that is flaky and then normal. With
//
//	responses: [{status: 500, times: 2}]
//	then: sandbox
//
// the scenario steps aside after its responses: it answers no further request, whoever asks for it.
//
// # What a client does then
//
// A [Reaction] is the other half of an expectation: what a good client does after an answer that is no success.
// Package mockserver/verdict judges by it; neither replaying nor a contract depends on it.
//
// # From a file to a contract
//
// [Scenario.Expected] is the response that a contract demands, [Scenario.Example] the call that it
// sends, made of the examples of its matchers. A value of the request that equals a parameter of a given
// state comes, in the contract, from what the state's setup returns under the parameter's name:
// [Scenario.FromState] is that link. In
//
//	given:
//	  - state: a case exists
//	    params: {id: "1001", customerId: C-1001}
//	request:
//	  path: {id: "1001"}
//
// the 1001 of the path is the id of whatever case the setup made. Values of parameters are chosen
// such that they cannot be there by accident: C-1001, no-such-case.
//
// All that a customer has are fields that its company defines, so the contract cannot know them. The
// scenarios of createCustomer, updateCustomer and searchCustomers use those that the fake has by
// itself. Whoever verifies a real server reads its /meta/object/customer and puts, before sending, its
// own text fields in the place of the names in the body; for searchCustomers/200 with the values of
// the customer that it made for the state. The states "a customer exists", "a case exists" and "a
// closed case exists" take custom fields as parameters, beside those of [KnownStates].
//
// # What a request is expected to be like
//
// A value is a literal, or a matcher: a mapping with one of the words regex, type, absent, contains
// and literal, and at most an example beside it. Objects match as subsets, lists element by element
// from the start. {literal: …} takes what it holds as it stands, which is how an object that has a key
// called type, say, is written. A regex matches the whole text, of however many lines; absent is what was
// not sent, which a body that cannot be read is not. Paths, query parameters and headers are text, so
// numbers are quoted there. One that is sent several times fits if one of its values does, and a list is
// expected of all.
//
// # Templates
//
// A string of a response that has {{ in it is a Go template over .request, with gofakeit's functions
// through fake: {{ fake "number" 1 6 }}. What does not depend on the request depends on the seed alone:
// fake "date" and "year" are of fixed years, and functions that look at the clock are refused. The key
// of a request is not shown to templates. Templates cannot run away: the text that they make, what they
// repeat and what is invented are bounded.
//
// # To add to the format
//
// A key: its row in keys.go, and where the table's function reads it, in read.go, readrequest.go or
// readresponse.go. The JSON Schema follows from the row.
//
// A matcher: see package matcher. What a template can do: see packages template and fake.
//
// A fault: a constant in response.go, and what it does to the connection, in package mockserver.
//
// A state: a row of [KnownStates], and how it is brought about, in packages mockserver and pact.
//
// Each with a right and a wrong file in testdata, whose golden files GOLDEN=update go test writes.
package scenarios
