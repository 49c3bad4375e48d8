// Package har reads HTTP Archives, version 1.2: what browsers, proxies and API clients save of the traffic that they
// saw. It reads what they write, which is not always what the format says: texts in Base64, parameters in the place
// of a text, numbers as texts, headers as an object, the pseudo headers of HTTP/2, compressed bodies, fields that are
// missing or that begin with _.
//
// [Read] reads a file, [Locate] finds the calls of the Case API in it. A file that is no HAR is an error that names
// the place; an entry that is no call is counted with the reason.
package har
