package proxy

import (
	"net/http"
	"regexp"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/mockserver/journal"
)

// JudgeRequest says what is wrong with a request by the documents alone, before the server is asked. One without a key
// is left to the server, which says so whatever else is wrong.
func (u *Upstream) JudgeRequest(call Call, sent Body) []journal.Violation {
	if call.key() == "" {
		return nil
	}
	var found verdict
	_ = found.contents(u.structures.of(call.key()), call.Operation, call.Request.Header, sent)
	return found.violations
}

// request holds a request against the documents, and gives the object that it sends, which is nil for none.
func (v *verdict) request(known *structures, operation *caseapi.Operation, header http.Header, sent Body) any {
	if header.Get(caseapi.AuthorizationHeader) == "" {
		v.client(operation, caseapi.AuthorizationHeader, caseapi.AuthorizationHeader, "is required")
	}
	return v.contents(known, operation, header, sent)
}

func (v *verdict) contents(known *structures, operation *caseapi.Operation, header http.Header, sent Body) any {
	if operation.HasBody() && !sent.Whole {
		v.unjudged = "the request is larger than 1 MiB, or was not read to its end"
		return nil
	}
	object, violations := known.api.ValidateRequest(operation, header, sent.Bytes)
	for _, violation := range violations {
		if blamed(violation, known.knows(operation.Object)) {
			v.client(operation, requestPart(violation), violation.Path, violation.Message)
		}
	}
	if object == nil {
		return nil
	}
	return object
}

func (v *verdict) client(operation *caseapi.Operation, part, path, message string) {
	v.add(journal.ClientSide, string(operation.Name)+"/request/"+part, path, message)
}

var arrayIndex = regexp.MustCompile(`\[\d+\]`)

// requestPart names the part of a request that a violation is about: one for all that the documents do not
// define, which have any name.
func requestPart(violation caseapi.Violation) string {
	if violation.Rule == caseapi.UnknownRule {
		return report.UndocumentedPart
	}
	return arrayIndex.ReplaceAllString(violation.Path, "[]")
}

// blamed reports whether a client is to blame for a violation: the documents say otherwise, and not our reading
// of them alone. What a server defines itself can be judged only where its meta object is known.
func blamed(violation caseapi.Violation, custom bool) bool {
	switch violation.Rule {
	case caseapi.UnknownRule:
		return custom
	case caseapi.SyntaxRule: // a key twice, or half a character, is not spoken of
		return violation.Path == caseapi.WholeBody
	case caseapi.TypeRule: // nor is null
		return violation.Actual != "null"
	case caseapi.ValueRule: // nor an empty text
		return violation.Actual != `""`
	case caseapi.RequiredRule: // nor a body in which nothing is sent
		return violation.Path != caseapi.WholeBody
	case caseapi.HeaderRule: // nor how a body is announced
		return violation.Path != "Content-Type" && violation.Path != "Content-Encoding"
	case caseapi.SenseRule: // nor customId beside customerId
		return false
	}
	return true
}
