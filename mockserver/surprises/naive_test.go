package surprises_test

import (
	"strings"
	"testing"

	"casemock/mockserver/surprises"
)

// naive are clients as careless people write them. Each works with answers as they happen to be, and breaks, as it
// says, at those of the surprises by their names.
var naive = []struct {
	client func(s *site) string // what goes wrong; empty for nothing
	breaks string               // how that begins
	at     []string
}{
	{linksTitles, "a link has no words", []string{"texts-empty"}},
	{keepsInColumn, "the column is too short", []string{"texts-of-64-kib"}},
	{putsTogether, "the line ends with", []string{"texts-right-to-left"}},
	{cutsCodeUnits, "half a character", []string{"texts-of-combining-marks"}},
	{writesPage, "the page has more in it", []string{"texts-of-markup"}},
	{endsAtNUL, "of ", []string{"texts-of-control-characters"}},
	{guessesTypes, "the title is now", []string{"texts-like-false", "texts-like-numbers", "texts-like-null"}},
	{drawsIcons, "there is no icon", []string{"service-unknown"}},
	{knowsPostsByID, "a post is lost", []string{"service-ids-alike"}},
	{showsTwenty, "some cases are not shown", []string{"five-hundred-cases"}},
	{countsOwnPosts, "there is more", []string{"post-of-somebody-else"}},
	{sendsAgain, "the post is there 2 times", []string{"posts-kept-twice"}},

	{readsIntoStruct, "unknown field", []string{"unknown-properties", "computed-property"}},
	{comparesBodies, "the case has changed", []string{"computed-property", "properties-shuffled"}},
	{mindsNoCase, "json: cannot unmarshal number", []string{"properties-in-capitals"}},
	{takesFieldsForTexts, "a custom field is <nil>", []string{"null-custom-fields"}},
	{takesAnswerForAll, "the posts are gone", []string{"writes-without-interactions"}},
	{countsPosts, "interactions is <nil>", []string{"no-empty-interactions"}},
	{namesAuthors, "the author is <nil>", []string{"lists-without-authors"}},

	{asksWhatIsNew, "the new case is not new", []string{"clock-ten-minutes-slow"}},
	{comparesTimes, "nothing has changed", []string{"clock-ticks-by-minute"}},
	{takesTimesForUTC, "it is hours off", []string{"times-with-offset"}},
	{readsRFC3339, "no RFC 3339", []string{"offsets-without-colon", "fractions-behind-comma", "times-without-seconds"}},
	{readsMilliseconds, "parsing time", []string{"times-without-fraction", "times-with-nanoseconds"}},

	{takesIDsForNumbers, "strconv.Atoi", []string{"ids-as-uuids"}},
	{keepsIDsAsNumbers, "404", []string{"ids-with-zeros"}},
	{cutsIDs, "404", []string{"ids-of-200-letters"}},
	{concatenates, "404", []string{"ids-with-slashes", "ids-with-percents", "ids-with-delimiters"}},
	{escapesForForms, "404", []string{"ids-with-blanks"}},
	{asksInLatin1, "404", []string{"ids-with-umlauts"}},
	{comparesLoosely, "two cases are one", []string{"ids-like-exponents", "ids-beyond-floats"}},
	{foldsIDs, "two cases are one", []string{"ids-in-two-cases"}},
	{keepsAllInOnePlace, "a customer is a case", []string{"ids-of-both-the-same"}},
	{takesNumbersForNumbers, "strconv.Atoi", []string{"numbers-with-letters"}},
	{writesBehindURLs, "the page does not know", []string{"urls-with-query"}},

	{takesFirstForOldest, "the first is not the oldest", []string{"lists-shuffled"}},
	{takesLastForNewest, "the last is not the newest", []string{"posts-shuffled"}},
	{asksForNobody, "nobody is somebody", []string{"unknown-customer-without-cases"}},
	{hasRoomForTwenty, "the form has no room", []string{"two-hundred-fields"}},
	{knowsFieldsByPlace, "the first field is not the name", []string{"fields-shuffled"}},
	{knowsFieldsByLabel, "there is no field Email", []string{"labels-alike"}},
	{keepsLabels, "the form is another one", []string{"labels-change"}},

	{createsAtRefusals, "400", []string{"unknown-customer-bad-request"}},
	{asksForKeys, "400", []string{"missing-key-bad-request"}},
	{knowsItsMistakes, "422", []string{"wrong-body-unprocessable"}},
	{showsWrongField, "no field is wrong", []string{"bad-request-empty", "bad-request-message-alone"}},
	{findsWrongField, "the form has no", []string{"bad-request-odd-names"}},
	{showsWhatIsMissing, "there is nothing to show", []string{"error-without-body"}},
	{showsWhatIsMissing, "markup", []string{"error-as-html"}},
	{showsWhatIsMissing, "json: cannot unmarshal", []string{"error-as-json"}},
	{showsFailures, "there is nothing to show", []string{"server-error-empty"}},
	{readsRefusals, "unknown refusal", []string{"refused-in-german"}},

	{searchesText, "there is no id", []string{"unicode-escapes", "indented"}},
	{takesURLOutOfText, "no URL", []string{"slashes-escaped"}},
	{looksAtFirstByte, "no object", []string{"white-space-around"}},

	{comparesTypes, "no JSON", []string{"content-type-with-charset", "content-type-in-capitals",
		"content-type-of-its-own"}},
	{keepsHeadersInMap, "two values", []string{"headers-repeated"}},
	{speaksHTTP, "there is no Content-Type", []string{"headers-in-lower-case"}},
	{speaksHTTP, "there is no Content-Length", []string{"chunked"}},
	{speaksHTTP, "the status is 103", []string{"early-hints"}},
	{speaksHTTP, "the connection", []string{"connection-closed"}},
	{readsInPieces, "a piece is no text", []string{"body-cut-in-character"}},
	{isImpatient, "no answer", []string{"slow-first-byte"}},
}

func TestNaiveClientsBreak(t *testing.T) {
	t.Parallel()
	broken := map[string]bool{}
	for _, one := range naive {
		for _, name := range one.at {
			broken[name] = true
			t.Run(one.breaks+"/"+name, func(t *testing.T) {
				t.Parallel()
				if got := one.client(visit(t, "")); got != "" {
					t.Errorf("without a surprise: %s", got)
				}
				if got := one.client(visit(t, surprises.Hostile+":"+name)); !strings.HasPrefix(got, one.breaks) {
					t.Errorf("got %q, want %q", got, one.breaks)
				}
			})
		}
	}
	for _, surprise := range surprises.All() {
		if !broken[surprise.Name] {
			t.Errorf("%s breaks no client: write the one whose mistake it shows, or leave it out", surprise.Name)
		}
		delete(broken, surprise.Name)
	}
	for name := range broken {
		t.Errorf("there is no surprise %s", name)
	}
}
