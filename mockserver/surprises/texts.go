package surprises

import (
	"slices"
	"strings"

	"casemock/contracts/caseapi"
)

// texts are the surprises in what people have written: in the seeded cases, of which each has one. What a client
// writes stays as it is.
var texts = []Surprise{
	saying("texts-empty", "Texts of a case are empty: title, description, posts, names and links.",
		"A client shows a link without words, or takes what is empty for what is missing.", ""),
	{Name: "texts-of-64-kib", Summary: "The description of a case and its first post have 64 KiB.", Sentence: anyText,
		Mistake: "A client has a column of 255 characters, or a page that stands still.",
		place:   seededTexts, seed: func(kase *caseapi.Case) {
			kase.Description = longText
			if len(kase.Interactions) > 0 {
				kase.Interactions[0].Body = longText
			}
		}, strike: shows("description", longText)},
	saying("texts-right-to-left", "Texts of a case are written from right to left, with marks that turn the direction.",
		"A client puts texts together as if all of them ran the same way.",
		"הזמנה 4711 לא הגיעה \u202eabc\u202c – أين طلبي؟ \u2067(12)\u2069"),
	saying("texts-of-combining-marks", "Texts of a case have marks that combine, and emoji of many code points.",
		"A client counts or cuts code units, or compares without normalising.",
		"Zoe\u0308 A\u030angstro\u0308m Z\u0351\u036b\u0343a\u0334\u0321l\u0335g\u0337o\u0336 "+
			"👩\u200d👩\u200d👧\u200d👦 👍🏽 🇩🇪 \U00020bb7"),
	saying("texts-of-markup", "Texts of a case are <script>, quotes and what templates and databases read.",
		"A client puts a text into a page, a template or a query as it is.",
		`<script>alert("1")</script>'; DROP TABLE cases; -- {{7*7}} ${7*7} %s &amp; </title>`),
	saying("texts-of-control-characters", "Texts of a case have characters that control: NUL, bell, U+2028, U+FEFF.",
		"A client ends a text at NUL, or puts JSON into a script as it is.",
		"line\r\nline\ttab \u0000 nul \u0007 bell \u2028 separator \u0085 \ufeff mark \\ \u007f"),
	saying("texts-like-false", `Texts of a case are "false".`,
		"A client turns a text into a boolean on the way, through YAML, a form or a database.", "false"),
	saying("texts-like-numbers", `Texts of a case are "007".`,
		"A client turns a text into a number on the way, and loses the zeros.", "007"),
	saying("texts-like-null", `Texts of a case are "null".`,
		"A client takes the text for the lack of one.", "null"),
}

// saying is a surprise in all texts of a seeded case that people have written.
func saying(name, summary, mistake, said string) Surprise {
	return Surprise{Name: name, Summary: summary, Sentence: anyText, Mistake: mistake, place: seededTexts,
		seed: func(kase *caseapi.Case) {
			kase.Title, kase.Description = said, said
			for i, post := range kase.Interactions {
				kase.Interactions[i].Body = said
				if said == "" {
					kase.Interactions[i].LinkURL = said
				}
				if post.Author != nil {
					author := *post.Author
					author.Name = said
					kase.Interactions[i].Author = &author
				}
			}
		},
		strike: shows("title", said)}
}

// shows reports whether a case of the answer has a text.
func shows(name, said string) func(w *work) bool {
	return func(w *work) bool {
		return slices.ContainsFunc(w.cases(), func(kase *object) bool { return kase.get(name) == said })
	}
}

// longText has 64 KiB and more.
var longText = strings.Repeat("I am still waiting. ", 3277)
