package explore

import "strings"

// mark is a word in the title of each case and in the first text of each customer that an
// exploration makes, so that people know where they come from: the API deletes nothing.
const mark = "casemock"

// text is a kind of text with which CRMs have trouble. In the value, a star stands for the words that
// it is about: [mark] and what makes it unique.
type text struct{ kind, value string }

const words = "*"

// difficultTexts are tried wherever a text is free. A kind is said in one value, so that shrinking has
// little to do.
func difficultTexts() []text {
	return []text{
		{"emoji", "* 😀 👩‍👩‍👧‍👦 👍🏽 🇩🇪"},
		{"combining marks", "* e\u0301 Zoe\u0308 n\u0303 Å é"},
		{"markup", `* <b>"Tom" & 'Ann'</b> &lt;br&gt; &amp;`},
		{"line breaks", "*\r\nsecond line\nthird line\ttab"},
		{"right to left", "* שלום עולם مرحبا"},
		{"control characters", "* \u0001\u001b[31m\u0085\u2028"},
		{"white space at the ends", "  * two  spaces \u00a0 "},
		{"a line break at the end", "*\n"},
		{"capitals", "* ÄPFEL ẞ İstanbul iPhone"},
		{"other scripts", "* 你好 こんにちは ทดสอบ"},
		{"outside the basic plane", "* 𝒳 𐍈 𠮷"},
		{"quotes and backslashes", `* \n \" '; DROP TABLE cases; -- %s {{ . }} %`},
		{"like part of an address", "* 100%25 a+b %C3%A4 ?x=1&y=2"},
		{"punctuation", "* – — … “quoted” ‚low‘ № © €"},
	}
}

// shortTexts are values of fields that need no mark, which are often taken for something else.
func shortTexts() []text {
	return []text{
		{"like a number with zeros", "007"},
		{"like true", "true"},
		{"like null", "null"},
		{"like a large number", "9007199254740993"},
		{"like an exponent", "1e5"},
		{"like a date", "2024-02-30"},
		{"like JSON", `{"a": [1]}`},
	}
}

// lengths are the limits that databases and forms are often given, in characters.
func lengths() []int { return []int{80, 100, 140, 255, 280, 500, 1000, 4000} }

// lengthened fills a text up to a number of characters, as it is sent.
func lengthened(text string, characters int) string {
	const filling, digits = " abcdefghijklmnopqrstuvwxyz", "012345678901" // as many as the id of a run has
	missing := max(0, characters-len([]rune(strings.ReplaceAll(text, runID, digits))))
	return text + strings.Repeat(filling, missing/len(filling)+1)[:missing]
}

// moments are date-times of interactions, as ISO 8601 has them.
func moments() []text {
	return []text{
		{"UTC", "2024-05-01T09:30:00Z"},
		{"milliseconds", "2024-05-01T09:30:00.123Z"},
		{"an offset to the east", "2024-05-01T01:30:00+05:30"},
		{"an offset to the west", "2024-12-31T22:15:00-08:00"},
		{"a leap day", "2024-02-29T23:59:59.999+14:00"},
		{"long ago", "2009-03-29T02:30:00Z"},
	}
}

// serviceIDs are those of posts and authors. The first is an ordinary one. A star stands for [runID].
func serviceIDs() []text {
	return []text{
		{"ordinary", "17841*"},
		{"19 digits", "1234567*"},
		{"zero-led", "000*"},
		{"letters", lettersID + "*-9:e/f=="},
	}
}

func handles() []text {
	return []text{
		{"ordinary", "jane.doe"},
		{"capitals", "JaneDoe_OfficiaL"},
		{"at sign", "@jane"},
		{"digits", "0042"},
		{"other letters", "jäne.doé"},
		{"long", "jane.doe.of.the.northern.branch.office"},
	}
}

func links() []text {
	return []text{
		{"ordinary", "https://social.example.com/posts/1"},
		{"empty", ""},
		{"query and fragment", "https://social.example.com/p?id=1&lang=de%20CH&x=%2F#c-2"},
	}
}
