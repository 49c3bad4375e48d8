package surprises

// jsonType is what the sandbox calls JSON.
const jsonType = "application/json"

// headers are the surprises in headers.
var headers = []Surprise{
	{Name: "content-type-with-charset", Summary: "The Content-Type is application/json;charset=UTF-8.",
		Sentence: parameters, Mistake: "A client compares the Content-Type with a text.",
		place: contentType, strike: calling(`application/json;charset=UTF-8`)},
	{Name: "content-type-in-capitals", Summary: `The Content-Type is Application/JSON ; Charset="utf-8"; v=2.`,
		Sentence: "Types and names of parameters mind no case, and values may be quoted (RFC 9110, section 8.3.1).",
		Mistake:  "A client compares the Content-Type with a text.",
		place:    contentType, strike: calling(`Application/JSON ; Charset="utf-8"; v=2`)},
	{Name: "content-type-of-its-own", Summary: "The Content-Type is application/vnd.crm.v2+json.",
		Sentence: "The documents say JSON, and +json says that it is (RFC 6839, section 3.1).",
		Mistake:  "A client reads JSON under the one name alone.",
		place:    contentType, strike: calling("application/vnd.crm.v2+json")},
	{Name: "headers-in-lower-case", Summary: "The names of the headers are in lower case: content-type.",
		Sentence: "Names of headers mind no case (RFC 9110, section 5.1).",
		Mistake:  "A client looks headers up by the spelling of the day.",
		strike: func(w *work) bool {
			w.Delivery.LowerCase = true
			return true
		}},
	{Name: "headers-repeated", Summary: "There are headers that nobody knows, and some that stand there twice.",
		Sentence: "A header may stand there several times, its values are a list (RFC 9110, section 5.3).",
		Mistake:  "A client keeps headers in a map of texts, or fails at those that it does not know.",
		strike: func(w *work) bool {
			w.setHeader("Cache-Control", "no-store", "private, max-age=0")
			w.setHeader("Set-Cookie", "node=b7; Path=/; HttpOnly", "lang=de; Path=/")
			w.setHeader("X-Powered-By", "CRM/11.2", "Module/3")
			return true
		}},
}

// calling gives what is JSON another name, and leaves that alone which a scenario gives.
func calling(name string) func(w *work) bool {
	return func(w *work) bool {
		if w.ContentType != jsonType {
			return false
		}
		w.ContentType = name
		return true
	}
}
