package caseapi

import (
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
	"sync"
)

// The documented request headers.
const (
	AuthorizationHeader = "Authorization" // the registered value, verbatim
	UserEmailHeader     = "x-sf-user-email"
	OtherEmailHeader    = "x-sf-email" // another spelling, seen on createCase and updateCase
	InitiativeHeader    = "x-sf-initiative"
	CompanyHeader       = "x-sf-company-id"
)

// contentTypeHeader is documented too, but as a matter of the body.
const contentTypeHeader = "Content-Type"

// contentEncodingHeader is not documented, and says that a body is not what it seems.
const contentEncodingHeader = "Content-Encoding"

// Header is one documented request header.
type Header struct {
	Name        string
	Description string
	Required    bool
	Format      HeaderFormat
}

// HeaderFormat is what a header's value must look like.
type HeaderFormat string

// The formats of the documented headers.
const (
	AnyText HeaderFormat = ""
	Email   HeaderFormat = "email"
	Int64   HeaderFormat = "int64"
)

// Headers lists the documented headers of an operation's requests. Content-Type is not among
// them: it is a matter of the body.
func (o *Operation) Headers() []Header {
	headers := []Header{
		{AuthorizationHeader, "The registered auth header value, sent verbatim", true, AnyText},
		{UserEmailHeader, "Email of the agent who acts", false, Email},
		{InitiativeHeader, "Id of the agent's active initiative", false, Int64},
		{CompanyHeader, "Id of the company", false, Int64},
	}
	if o.Name == CreateCase || o.Name == UpdateCase {
		headers = append(headers,
			Header{OtherEmailHeader, "Another spelling of " + UserEmailHeader, false, Email})
	}
	return headers
}

// Validate says what is wrong with a value of the header; ok is true when nothing is.
func (h Header) Validate(value string) (message string, ok bool) {
	switch h.Format {
	case Int64:
		if _, err := strconv.ParseInt(value, 10, 64); err != nil {
			return "must be a whole number of 64 bits, such as 1001" + gotText(value), false
		}
	case Email:
		// No more than a name and a domain: what else an address may be, its owner knows.
		name, domain, _ := strings.Cut(value, "@")
		if name == "" || domain == "" || strings.ContainsAny(value, " \t") {
			return "must be an email address, such as agent@example.com" + gotText(value), false
		}
	}
	return "", true
}

// ValidateHeaders holds a request's headers, with canonical names as net/http keeps them, against
// the documents. An empty value is as good as none: clients write a header for a setting that has no
// value. Authorization is not looked at, since only the server knows the accepted keys, nor is
// Content-Type, which [API.ValidateRequest] checks where there is a body.
func (o *Operation) ValidateHeaders(headers http.Header) []Violation {
	var violations []Violation
	for _, documented := range formattedHeaders()[o.Name] {
		for _, value := range headers[documented.canonical] {
			if message, ok := documented.Validate(value); !ok && value != "" {
				violations = append(violations, Violation{Path: documented.Name, Rule: HeaderRule,
					Message: message, Expected: string(documented.Format), Actual: jsonText(value)})
			}
		}
	}
	return violations
}

// formattedHeader is a header to check, with the spelling under which net/http keeps it.
type formattedHeader struct {
	Header
	canonical string
}

// formattedHeaders are, by operation, the headers whose values must look like something.
var formattedHeaders = sync.OnceValue(func() map[OperationName][]formattedHeader {
	formatted := map[OperationName][]formattedHeader{}
	for _, operation := range operations {
		for _, header := range operation.Headers() {
			if header.Format != AnyText {
				canonical := textproto.CanonicalMIMEHeaderKey(header.Name)
				formatted[operation.Name] = append(formatted[operation.Name],
					formattedHeader{header, canonical})
			}
		}
	}
	return formatted
})

// ValidateContentEncoding says that a body is compressed, or otherwise encoded: no document knows of that.
func ValidateContentEncoding(headers http.Header) []Violation {
	for _, value := range headers[contentEncodingHeader] {
		for coding := range strings.SplitSeq(value, ",") {
			if coding = strings.TrimSpace(coding); coding != "" && !strings.EqualFold(coding, "identity") {
				return []Violation{{Path: contentEncodingHeader, Rule: HeaderRule,
					Message:  "must be left out, since the API takes no encoded body" + gotText(value),
					Expected: "missing", Actual: jsonText(value)}}
			}
		}
	}
	return nil
}

// IsJSON reports whether a Content-Type names JSON, with whatever parameters.
func IsJSON(contentType string) bool {
	mediaType, _, _ := strings.Cut(contentType, ";")
	return strings.EqualFold(strings.TrimSpace(mediaType), jsonMediaType)
}

// IsJSONAnswer reports whether the Content-Type of an answer names JSON, be it by a name of its own such as
// application/problem+json: the documents say JSON and no more.
func IsJSONAnswer(contentType string) bool {
	mediaType, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	mediaType = strings.TrimSpace(mediaType)
	return IsJSON(mediaType) || strings.HasPrefix(mediaType, "application/") && strings.HasSuffix(mediaType, "+json")
}

const jsonMediaType = "application/json"

// contentTypeViolation says that JSON comes under another name, or under none.
func contentTypeViolation(rule Rule, contentType string) Violation {
	violation := Violation{Path: contentTypeHeader, Rule: rule, Message: "must be " + jsonMediaType,
		Expected: jsonMediaType, Actual: "missing"}
	if contentType != "" {
		violation.Message += gotText(contentType)
		violation.Actual = jsonText(contentType)
	}
	return violation
}
