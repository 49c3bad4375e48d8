package consistency

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
)

// requestRow is a row about requests: with which statuses they may be refused.
type requestRow struct {
	about    string
	applies  func(m *Model, x Exchange, r request) bool
	statuses []int // of which those that are not documented for the operation are none
	must     bool  // a success is forbidden
	sentence string
}

// requests are the rows about statuses. All that apply add up, since no document says what is looked at
// first. A success is allowed where no row forbids it.
var requests = []requestRow{
	{"a request with a wrong key", func(_ *Model, x Exchange, _ request) bool { return x.WrongKey },
		[]int{401}, true, "401: " + caseapi.InvalidKey + "."},
	{"a request without a key", func(_ *Model, x Exchange, _ request) bool { return x.NoKey },
		[]int{400, 401}, true, "401: " + caseapi.InvalidKey + ". [Or is something missing, a 400?]"},
	{"a question about the structure of objects without the right key", func(_ *Model, x Exchange, _ request) bool {
		return (x.WrongKey || x.NoKey) && x.Operation.Name == caseapi.DefineObjectStructures
	}, []int{400, 401}, true, "[The documents give this operation no 401.]"},
	{"a body that is no JSON object, or has a value of another type", func(_ *Model, x Exchange, r request) bool {
		return x.Operation.HasBody() && (r.sent == nil || r.breaks(r.wrongType(x.Operation.Object)))
	}, []int{400, 422}, true, "A value has the JSON type that is documented for it."},
	{"a case or customer that does not exist", func(m *Model, x Exchange, _ request) bool {
		return x.Operation.Name != caseapi.FindCases && m.namesMissing(x)
	}, []int{400, 404}, true, "404: No case, or no customer, exists with the provided ID."},
	{"an update of a customer that does not exist", func(m *Model, x Exchange, _ request) bool {
		return x.Operation.Name == caseapi.UpdateCustomer && m.namesMissing(x)
	}, []int{400, 404, 422, 500}, true, "[The documents do not say how it is refused.]"},
	{"a case or customer of which nothing is known", func(m *Model, x Exchange, _ request) bool {
		_, named := x.Path["id"]
		return named && m.named(x) == nil
	}, []int{400, 404, 422}, false, "404: No case, or no customer, exists with the provided ID."},
	{"an object type that is not documented", func(_ *Model, x Exchange, _ request) bool {
		return x.Operation.Name == caseapi.DefineObjectStructures && !isType(x, func(a, b string) bool { return a == b })
	}, []int{400}, false, "400: the object type is unknown."},
	{"an object type that no spelling makes a documented one", func(_ *Model, x Exchange, _ request) bool {
		return x.Operation.Name == caseapi.DefineObjectStructures && !isType(x, strings.EqualFold)
	}, []int{400}, true, "400: the object type is unknown."},
	{"a body that lacks something required, or has more or other than documented", func(_ *Model, _ Exchange,
		r request) bool {
		return len(r.violations) > 0
	},
		[]int{400, 422}, false, "400: the request is invalid. [What is more than a wrong type may be accepted.]"},
	{"a body with a property of which no document says that it can be sent", func(_ *Model, x Exchange,
		r request) bool {
		return r.sendsIgnorable(x.Operation)
	}, []int{400, 422}, false, "[That description and status can be sent, and customId, is our reading.]"},
	{"a body with fields that the server defines itself", func(_ *Model, x Exchange, r request) bool {
		return x.Operation.Success().Status == http.StatusCreated && r.sendsCustom(x.Operation.Object)
	}, []int{400, 422}, false, "The server defines them, and may have rules of its own about them."},
	{"a case for a customer of whom nothing is known", func(m *Model, _ Exchange, r request) bool {
		id, sent := r.sent["customerId"].(string)
		return sent && m.objects[key{caseapi.CustomerObject, id}] == nil
	}, []int{400, 422}, false, "422: the request is understood, but cannot be applied. [The documents do not say " +
		"which requests.]"},
	{"a case that is given to another customer", func(m *Model, x Exchange, r request) bool {
		known, to := m.named(x), r.sent["customerId"]
		return to != nil && known != nil && !sameValue(known.values["customerId"].is, to)
	}, []int{400, 422}, false, "422: the request is understood, but cannot be applied. [The documents do not say " +
		"which requests.]"},
	{"posts to a closed case", func(m *Model, x Exchange, r request) bool {
		known := m.named(x)
		return len(r.posts()) > 0 && known != nil && known.mayBe("status", string(caseapi.Closed))
	}, []int{400, 422}, false, "422: the request is understood, but cannot be applied. [The documents do not say " +
		"which requests.]"},
	{"a text of more than 80 characters, or with control characters", func(_ *Model, _ Exchange, r request) bool {
		return isUnusual(r.sent)
	}, []int{400, 422}, false, "422: the request is understood, but cannot be applied. [The documents do not say how " +
		"long a text may be, nor which characters it has.]"},
	{"posts of which the case has more than 20 then", func(m *Model, x Exchange, r request) bool {
		return m.fills(x, r)
	}, []int{400, 422}, false, "422: the request is understood, but cannot be applied. [The documents do not say how " +
		"many posts a case has room for.]"},
	{"a title, a post, or a text of one, that another case has", func(m *Model, x Exchange, r request) bool {
		return m.repeats(x.Path["id"], r)
	}, []int{400, 422}, false, "422: the request is understood, but cannot be applied. [It may be taken for a " +
		"duplicate.]"},
	{"a malformed header", func(_ *Model, x Exchange, _ request) bool { return x.OddHeader },
		[]int{400}, false, "[A server need take no notice of it.]"},
}

func (r requestRow) row() Row {
	texts := make([]string, len(r.statuses))
	for i, status := range r.statuses {
		texts[i] = strconv.Itoa(status)
	}
	holds := "may be refused with "
	if r.must {
		holds = "is refused with "
	}
	return Row{r.about, holds + strings.Join(texts, " or "), r.sentence}
}

// wrongType recognises values of another JSON type than the documents give them. Of null, and of what the
// server defines itself, they are silent.
func (r request) wrongType(kind caseapi.ObjectType) func(caseapi.Violation) bool {
	return func(violation caseapi.Violation) bool {
		_, custom := r.api.Structures().Of(kind).Field(violation.Path)
		return violation.Rule == caseapi.TypeRule && violation.Actual != "null" && !custom
	}
}

// isUnusual reports whether a value has a text in it that a server may have no room for. What it takes, it does
// not lose.
func isUnusual(value any) bool {
	const long = 80
	switch value := value.(type) {
	case string:
		return utf8.RuneCountInString(value) > long || strings.ContainsFunc(value, func(letter rune) bool {
			return unicode.IsControl(letter) && !strings.ContainsRune("\r\n\t", letter)
		})
	case []any:
		return slices.ContainsFunc(value, isUnusual)
	case map[string]any:
		for _, member := range value {
			if isUnusual(member) {
				return true
			}
		}
	}
	return false
}

// fills reports whether a case may have no room for the posts of a body. Those that it takes, it does not lose.
func (m *Model) fills(x Exchange, r request) bool {
	const many = 20
	before := 0
	if known := m.named(x); known != nil {
		before = len(known.posts)
	}
	sent := len(r.posts())
	return sent > 0 && before+sent > many
}

// repeats reports whether a body has the title of another case than the one that is updated, one of its posts, or
// the text of one.
func (m *Model) repeats(id string, r request) bool {
	title, texts := r.sent["title"], map[string]bool{}
	for _, post := range r.posts() {
		if text, ok := post["body"].(string); ok {
			texts[text] = true
		}
	}
	for key, other := range m.objects {
		if key.kind != caseapi.CaseObject || key.id == id {
			continue
		}
		if title != nil && sameValue(other.values["title"].is, title) || other.hasText(texts) ||
			slices.ContainsFunc(r.posts(), func(post map[string]any) bool { return other.post(post) != nil }) {
			return true
		}
	}
	return false
}

func isType(x Exchange, same func(a, b string) bool) bool {
	return slices.ContainsFunc(caseapi.ObjectTypes(), func(kind caseapi.ObjectType) bool {
		return same(string(kind), x.Path["type"])
	})
}

// sendsIgnorable reports whether the body has a property that no server need take.
func (r request) sendsIgnorable(operation *caseapi.Operation) bool {
	for name := range r.sent {
		if operation.Object == caseapi.CaseObject && about(operation.Object, name).sent == ignorable ||
			name == "customId" {
			return true
		}
	}
	return false
}

func (r request) sendsCustom(kind caseapi.ObjectType) bool {
	for name := range r.sent {
		if _, custom := r.api.Structures().Of(kind).Field(name); custom {
			return true
		}
	}
	return false
}

// allowed are the statuses that the rows leave, and the rows that have spoken.
type allowed struct {
	successes, refusals []int
	rows                []requestRow
}

func (a allowed) all() []int { return slices.Concat(a.successes, a.refusals) }

// Statuses lists the statuses that the documents allow as the answer to this request, successes first.
// What the exchange says of the answer is not looked at.
func (m *Model) Statuses(x Exchange) []int { return m.statuses(x, m.request(x)).all() }

func (m *Model) statuses(x Exchange, r request) allowed {
	var a allowed
	refused := false
	for _, row := range requests {
		if !row.applies(m, x, r) {
			continue
		}
		a.rows = append(a.rows, row)
		refused = refused || row.must
		for _, status := range row.statuses {
			if _, documented := x.Operation.Response(status); documented && !slices.Contains(a.refusals, status) {
				a.refusals = append(a.refusals, status)
			}
		}
	}
	slices.Sort(a.refusals)
	if !refused {
		a.successes = m.successes(x, r)
	}
	return a
}

// succeeds reports whether the answer is a success that nothing forbids: then no reasons for a refusal need be
// looked for, which takes longer.
func (m *Model) succeeds(x Exchange, r request) bool {
	return slices.Contains(m.successes(x, r), x.Status) && !slices.ContainsFunc(requests, func(row requestRow) bool {
		return row.must && row.applies(m, x, r)
	})
}

// successes are the documented ones; a search must not answer that there is nobody where we know of one.
func (m *Model) successes(x Exchange, r request) []int {
	var successes []int
	for _, response := range x.Operation.Responses {
		known := response.Status == http.StatusNoContent && slices.ContainsFunc(m.order, func(id key) bool {
			return m.matches(id, r)
		})
		if response.Success() && !known {
			successes = append(successes, response.Status)
		}
	}
	return successes
}

// differs says that a status is none of those.
func (a allowed) differs(x Exchange) Difference {
	expected := wording.Or(a.all())
	message := fmt.Sprintf("answered %d, expected %s", x.Status, expected)
	switch {
	case !slices.Contains(x.Operation.Statuses(), x.Status):
		message += fmt.Sprintf("; %d is not documented for %s", x.Status, x.Operation.Name)
	case x.WrongKey && x.Status < http.StatusBadRequest:
		message += "; the server lets a wrong key in"
	case x.NoKey && x.Status < http.StatusBadRequest:
		message += "; the server lets a request without a key in"
	}
	row := Row{string(x.Operation.Name), "is answered with " + expected, x.Operation.Success().Meaning + "."}
	for _, spoken := range a.rows {
		if spoken.must {
			row = spoken.row()
			break
		}
	}
	return Difference{Path: "statusCode", Message: message, Expected: expected, Actual: strconv.Itoa(x.Status),
		Row: row}
}
