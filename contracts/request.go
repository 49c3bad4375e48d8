package contracts

import (
	"mime"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
)

// The documented request headers.
const (
	AuthorizationHeader = "Authorization" // the registered value, verbatim
	UserEmailHeader     = "x-sf-user-email"
	OtherEmailHeader    = "x-sf-email" // another spelling, seen on createCase and updateCase
	InitiativeHeader    = "x-sf-initiative"
	CompanyHeader       = "x-sf-company-id"
)

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

// Headers lists the documented headers of an operation's requests. Content-Type is not among them: it
// is a matter of the body.
func (o *Operation) Headers() []Header {
	headers := []Header{
		{AuthorizationHeader, "The registered auth header value, sent verbatim", true, AnyText},
		{UserEmailHeader, "Email of the agent who acts", false, Email},
		{InitiativeHeader, "Id of the agent's active initiative", false, Int64},
		{CompanyHeader, "Id of the company", false, Int64},
	}
	if o.Name == CreateCase || o.Name == UpdateCase {
		headers = append(headers, Header{OtherEmailHeader, "Another spelling of " + UserEmailHeader, false, Email})
	}
	return headers
}

// Validate says what is wrong with a value of the header; ok is true when nothing is.
func (h Header) Validate(value string) (message string, ok bool) {
	switch h.Format {
	case Int64:
		if _, err := strconv.ParseInt(value, 10, 64); err != nil {
			return "must be a whole number of 64 bits, such as 1001, got " + strconv.Quote(value), false
		}
	case Email:
		name, domain, found := strings.Cut(value, "@")
		if !found || name == "" || domain == "" || strings.ContainsAny(value, " \t") {
			return "must be an email address, such as agent@example.com, got " + strconv.Quote(value), false
		}
	}
	return "", true
}

// ValidateHeaders holds a request's headers against the documents; Authorization is not looked at,
// since only the server knows the accepted keys.
func (o *Operation) ValidateHeaders(headers http.Header) []Violation {
	var violations []Violation
	for _, documented := range documentedHeaders(o) {
		for _, value := range headers[documented.canonical] {
			if message, ok := documented.Validate(value); !ok {
				violations = append(violations, Violation{Path: documented.Name, Rule: HeaderRule,
					Message: message, Expected: string(documented.Format), Actual: strconv.Quote(value)})
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

func documentedHeaders(o *Operation) []formattedHeader {
	var headers []formattedHeader
	for _, header := range o.Headers() {
		if header.Format != AnyText {
			headers = append(headers, formattedHeader{header, textproto.CanonicalMIMEHeaderKey(header.Name)})
		}
	}
	return headers
}

// IsJSON tells whether a Content-Type names JSON, with whatever parameters.
func IsJSON(contentType string) bool {
	mediaType, _, err := mime.ParseMediaType(contentType)
	return mediaType == "application/json" && (err == nil || err == mime.ErrInvalidMediaParameter)
}

// ValidateRequest reads a request body and says everything that is wrong with it and with the
// headers: header violations first, then those of the body by path. The object is what was read, nil
// for an operation without a body or a body that is not an object; it is of use only when there is no
// violation.
func (a *API) ValidateRequest(o *Operation, headers http.Header, body []byte) (map[string]any, []Violation) {
	violations := o.ValidateHeaders(headers)
	if !o.HasBody() {
		return nil, violations
	}
	if !IsJSON(headers.Get("Content-Type")) {
		violations = append(violations, Violation{Path: "Content-Type", Rule: HeaderRule,
			Message: "must be application/json", Expected: "application/json",
			Actual: strconv.Quote(headers.Get("Content-Type"))})
	}
	value, wrong := Decode(body)
	if value == nil && wrong != nil {
		return nil, append(violations, wrong...)
	}
	wrong = append(wrong, a.ValidateBody(o.Request, value)...)
	object, _ := value.(map[string]any)
	wrong = append(wrong, customerIDsAgree(object)...)
	sortViolations(wrong)
	return object, append(violations, wrong...)
}

// customerIDsAgree is the rule that no schema can say: customId is another spelling of customerId, so
// both may be sent, but not with different values.
func customerIDsAgree(object map[string]any) []Violation {
	id, sent := object["customerId"].(string)
	other, sentOther := object["customId"].(string)
	if !sent || !sentOther || id == other {
		return nil
	}
	return []Violation{{Path: "customId", Rule: SenseRule,
		Message:  "is another spelling of customerId and must have the same value; send customerId alone",
		Expected: strconv.Quote(id), Actual: strconv.Quote(other)}}
}
