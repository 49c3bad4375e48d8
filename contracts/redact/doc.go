// Package redact takes secrets out of what is shown to people: messages, reports, logs.
//
// A [Redactor] knows some secrets, and finds them in whatever spelling they come back: as they are,
// with the escapes of JSON, of URLs and forms, of HTML and of mails, one in the other, in any case, folded
// over lines, in Base64 alone or as a part of something longer, and cut off before an ellipsis. The
// credentials of any URL go as well, known or not.
//
// It is for what is shown, and never for evidence: what is compared, judged, sent or kept is the
// real thing.
//
// # What is too ordinary to be found
//
// A secret such as "open" or "e" cannot be told from the words around it. One of fewer than four
// bytes, or one that the documents of the API use themselves, is taken out only where its name says
// that it is a secret, as in Authorization: open. One of fewer than eight bytes is taken out where
// no letter and no digit touches it.
package redact
