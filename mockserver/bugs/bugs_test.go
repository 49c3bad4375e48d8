package bugs_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"casemock/contracts/caseapi"
	"casemock/mockserver/bugs"
	"casemock/mockserver/files"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/store"
)

// world is a CRM of two customers, C-1001 and C-1002, without cases; with a clock that a request moves on.
type world struct {
	t      *testing.T
	crm    sandbox.CRM
	struck []string
}

func newWorld(t *testing.T, chosen ...bugs.Bug) *world {
	t.Helper()
	loader, err := files.NewLoader(files.Sources{Seed: 1, PublicURL: "http://127.0.0.1:8080"})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2030, 1, 1, 12, 0, 0, 0, time.UTC)
	data := store.NewMemory(loader.Population(), store.NewBudget(1<<20))
	made := &world{t: t, crm: sandbox.CRM{API: loader.API(), Population: loader.Current().Population,
		Store: bugs.Infest(data, chosen), Link: func(address string) string { return address },
		Now:       func() time.Time { now = now.Add(time.Second); return now },
		PublicURL: "http://127.0.0.1:8080"}}
	made.play(`createCustomer {"name": "Anna Example", "tier": "gold", "newsletter": "true"}`,
		`createCustomer {"name": "Ben Example"}`)
	return made
}

// play does what each line says: an operation, which may be refused after the word maybe, an id where its path has
// one, a body where it has one. It returns the last answer.
func (w *world) play(lines ...string) (last string) {
	w.t.Helper()
	for _, line := range lines {
		line, mayBeRefused := strings.CutPrefix(line, "maybe ")
		name, rest, _ := strings.Cut(line, " ")
		operation, ok := caseapi.FindOperation(caseapi.OperationName(name))
		if !ok {
			w.t.Fatalf("no operation in %s", line)
		}
		id, body, header := "", rest, http.Header{}
		if strings.Contains(operation.Path, "{id}") {
			id, body, _ = strings.Cut(rest, " ")
		}
		if body != "" {
			header.Set("Content-Type", "application/json")
		}
		answer := bugs.Do(w.crm, sandbox.Request{Context: w.t.Context(), Operation: operation,
			Path: map[string]string{"id": id}, Header: header, Body: []byte(body)})
		w.struck = append(w.struck, answer.Bugs...)
		last = fmt.Sprintf("%d %s", answer.Status, written(w.t, answer))
		if answer.Status >= http.StatusBadRequest && !mayBeRefused {
			w.t.Errorf("%s: got %s", line, last)
		}
	}
	return last
}

func written(t *testing.T, answer sandbox.Answer) string {
	t.Helper()
	var text strings.Builder
	if _, err := answer.Body.WriteTo(&text); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// post is a post with other values of some properties, as in body=text.
func post(properties ...string) string {
	values := map[string]any{"created": "2030-01-01T10:00:00+05:30", "body": "Hello", "serviceId": "1",
		"linkUrl": "https://example.com/p?id=1", "service": "facebook", "contentType": "post"}
	author := map[string]any{"service": "facebook", "serviceId": "0042", "handle": "AnnaE", "name": "Anna",
		"brandOwned": true}
	for _, property := range properties {
		name, value, _ := strings.Cut(property, "=")
		values[name] = value
	}
	values["author"] = author
	text, err := json.Marshal(values)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func caseOf(title string, posts ...string) string {
	quoted, _ := json.Marshal(title)
	return fmt.Sprintf(`createCase {"customerId": "C-1001", "title": %s, "interactions": [%s], `+
		`"customCasePropertyOne": "Lamp"}`, quoted, strings.Join(posts, ", "))
}

func update(fields string) string { return "updateCase 1001 {" + fields + "}" }

const (
	lookup = "lookupCase 1001"
	list   = "findCases C-1001"
	closed = `"status": "closed"`
	open   = `"status": "open"`
)

func manyCases(count int) []string {
	var lines []string
	for at := range count {
		lines = append(lines, caseOf(fmt.Sprint("Case ", at)))
	}
	return append(lines, list)
}

// script shows a bug: the last answer holds the one without it, and the other with it.
type script struct {
	lines        []string
	right, wrong string // regular expressions
}

func titled(title, right, wrong string) script {
	return script{[]string{caseOf(title), lookup}, `"title":"` + right + `"`, `"title":"` + wrong + `"`}
}

func posted(property, right, wrong string) script {
	return script{[]string{caseOf("Parcel lost", post(property)), lookup}, right, wrong}
}

var scripts = map[string]script{
	"title-cut-at-80":      titled(strings.Repeat("é", 81), "é{81}", "é{80}"),
	"post-cut-at-1000":     posted("body="+strings.Repeat("x", 1001), `"x{1000}x"`, `"body":"x{1000}"`),
	"emoji-lost":           titled("Lost 📦!", "Lost 📦!", "Lost !"),
	"combining-marks-lost": titled("cafe\u0301", "cafe\u0301", "cafe"),
	"latin-1-only":         titled("née שלום", "née שלום", `née \?{4}`),
	"html-escaped":         titled("A & B <c>", "A & B <c>", "A &amp; B &lt;c&gt;"),
	"quotes-doubled":       titled("it's", "it's", "it''s"),
	"white-space-trimmed":  titled(" two ", " two ", "two"),
	"line-breaks-lost":     titled("one\ntwo", `one\\ntwo`, "one two"),

	"handle-lower-cased":    posted("contentType=post", `"AnnaE"`, `"annae"`),
	"service-id-rounded":    posted("serviceId=1234567890123456789", `"1234567890123456789"`, `"1234567890123456800"`),
	"leading-zeros-lost":    posted("contentType=post", `"0042"`, `"42"`),
	"time-zone-dropped":     posted("contentType=post", `10:00:00\+05:30"`, `10:00:00Z"`),
	"link-query-lost":       posted("contentType=post", `/p\?id=1"`, `/p"`),
	"brand-owned-forgotten": posted("contentType=post", `"brandOwned":true`, `"brandOwned":false`),
	"author-lost": {[]string{caseOf("Parcel lost"), update(`"interactions": [` + post() + `]`), lookup},
		`"author"`, `"contentType":"post"}`},
	"same-service-id-merged": {[]string{caseOf("Parcel lost", post("service=twitter"), post()), lookup},
		`"twitter".*"facebook"`, `"interactions":\[{[^{]*"facebook"`},
	"second-post-lost": {[]string{caseOf("Parcel lost", post(), post("serviceId=2")), lookup},
		`"serviceId":"1".*"serviceId":"2"`, `"interactions":\[{[^{]*{[^{]*\]`},
	"posts-replaced-by-update": {[]string{caseOf("Parcel lost", post()),
		update(`"interactions": [` + post("serviceId=2") + `]`), lookup},
		`"serviceId":"1".*"serviceId":"2"`, `"interactions":\[{[^{]*"serviceId":"2"`},

	"update-without-title-clears-title": {[]string{caseOf("Parcel lost"), update(closed), lookup},
		`"title":"Parcel lost"`, `"title":""`},
	"update-resets-description": {[]string{caseOf("Parcel lost", post()), update(closed), lookup},
		`"description":"Hello"`, `"description":""`},
	"update-clears-custom-fields": {[]string{caseOf("Parcel lost"), update(`"customCasePropertyTwo": "x"`), lookup},
		`"Lamp"`, `"interactions":\[\],"customCasePropertyTwo":"x"`},
	"closing-loses-custom-fields": {[]string{caseOf("Parcel lost"), update(closed), lookup}, `"Lamp"`, `\[\]}$`},
	"reopening-loses-posts": {[]string{caseOf("Parcel lost", post()), update(closed), update(open), lookup},
		`"interactions":\[{`, `"interactions":\[\]`},
	"closing-closes-all": {[]string{caseOf("Parcel lost"), caseOf("Other"), update(closed), "lookupCase 1002"},
		`"status":"open"`, `"status":"closed"`},
	"empty-value-ignored": {[]string{caseOf("Parcel lost"), update(`"customCasePropertyOne": ""`), lookup},
		`"customCasePropertyOne":""`, `"customCasePropertyOne":"Lamp"`},
	"second-update-lost": {[]string{caseOf("Parcel lost"), update(`"title": "One"`), update(`"title": "Two"`), lookup},
		`"title":"Two"`, `"title":"One"`},
	"move-forgotten": {[]string{caseOf("Parcel lost"), update(`"customerId": "C-1002"`), lookup},
		`"customerId":"C-1002"`, `"customerId":"C-1001"`},
	"created-moves": {[]string{caseOf("Parcel lost"), update(closed), lookup},
		`"lastUpdated":"2030-01-01T12:00:03.000Z","created":"2030-01-01T12:00:01`, `"created":"2030-01-01T12:00:03`},
	"last-updated-an-hour-early": {[]string{caseOf("Parcel lost"), update(closed), lookup},
		`"lastUpdated":"2030-01-01T12`, `"lastUpdated":"2030-01-01T11`},
	"last-updated-stands-still": {[]string{caseOf("Parcel lost"), update(closed), lookup},
		`"lastUpdated":"2030-01-01T12:00:03.000Z"`, `"lastUpdated":"2030-01-01T12:00:02.000Z"`},
	"number-changes": {[]string{caseOf("Parcel lost"), update(closed), lookup},
		`"number":"[^-]+-[^-]+"`, `"number":"[^"]+-1"`},

	"id-found-by-its-beginning": {[]string{caseOf("Parcel lost"), "maybe lookupCase 1001x"}, "^404 ", `"id":"1001"`},
	"second-lookup-stale":       {[]string{caseOf("Parcel lost"), update(closed), lookup, lookup}, `"closed"`, `"open"`},
	"closed-not-listed":         {[]string{caseOf("Parcel lost"), update(closed), list}, `"closed"`, `\[\]`},
	"list-capped-at-10":         {manyCases(11), `"Case 10"`, `"Case 9".*\[\]`},
	"list-capped-at-25":         {manyCases(26), `"Case 25"`, `"Case 24".*\[\]`},
	"list-keeps-first-title": {[]string{caseOf("One"), update(`"title": "Two"`), list},
		`"title":"Two"`, `"title":"One"`},
	"moved-case-still-listed": {[]string{caseOf("Parcel lost"), update(`"customerId": "C-1002"`), list},
		`^200 \[\]`, `"customerId":"C-1002"`},
	"same-title-same-case": {[]string{caseOf("Parcel lost"), caseOf("Parcel lost")}, `"id":"1002"`, `"id":"1001"`},

	"false-not-kept": {[]string{`updateCustomer C-1001 {"newsletter": "false", "name": "Anna"}`,
		"findCustomer C-1001"}, `"newsletter":"false"`, `"newsletter":"true"`},
	"list-value-becomes-its-name": {[]string{"findCustomer C-1001"}, `"tier":"gold"`, `"tier":"Gold"`},
	"customer-update-clears-others": {[]string{`updateCustomer C-1001 {"newsletter": "false"}`,
		"findCustomer C-1001"}, `"tier":"gold"`, `/C-1001","newsletter":"false"}`},
	"search-index-stale": {[]string{`updateCustomer C-1001 {"name": "Carla"}`, `searchCustomers {"name": "Carla"}`},
		`^200 .*"Carla"`, `^204 $`},
	"search-misses-second-field": {[]string{`updateCustomer C-1002 {"email": "ben@example.com"}`,
		`searchCustomers {"email": "ben@example.com", "name": "Anna"}`}, `^204 $`, `^200 .*ben@`},
}

func TestEachBugShows(t *testing.T) {
	t.Parallel()
	for _, bug := range bugs.All() {
		t.Run(bug.Name, func(t *testing.T) {
			t.Parallel()
			shown, ok := scripts[bug.Name]
			if !ok {
				t.Fatal("no script shows it")
			}
			right, wrong := newWorld(t), newWorld(t, bug)
			without, with := right.play(shown.lines...), wrong.play(shown.lines...)
			if !regexp.MustCompile(shown.right).MatchString(without) {
				t.Errorf("without the bug, got %s, want %s", without, shown.right)
			}
			if !regexp.MustCompile(shown.wrong).MatchString(with) {
				t.Errorf("with the bug, got %s, want %s", with, shown.wrong)
			}
			if without == with {
				t.Error("the last answer is the same with the bug and without it")
			}
			if !slices.Contains(wrong.struck, bug.Name) || len(right.struck) > 0 {
				t.Errorf("the bugs at work were %q with the bug, and %q without it", wrong.struck, right.struck)
			}
		})
	}
}

func TestBugsAreTold(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, bug := range bugs.All() {
		if seen[bug.Name] {
			t.Errorf("two bugs are called %s", bug.Name)
		}
		seen[bug.Name] = true
		for _, sentence := range []string{bug.Summary, bug.Sentence} {
			if !strings.HasSuffix(sentence, ".") || len(sentence) > 120 {
				t.Errorf("%s: %q is no short sentence", bug.Name, sentence)
			}
		}
	}
}

func TestSeveralBugsAtOnce(t *testing.T) {
	t.Parallel()
	var chosen []bugs.Bug
	for _, name := range []string{"html-escaped", "title-cut-at-80", "second-update-lost"} {
		bug, err := bugs.Find(name)
		if err != nil {
			t.Fatal(err)
		}
		chosen = append(chosen, bug)
	}
	buggy := newWorld(t, chosen...)
	got := buggy.play(caseOf("A & " + strings.Repeat("x", 80)))
	if want := `"title":"A &amp; ` + strings.Repeat("x", 72) + `"`; !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	if want := []string{"html-escaped", "title-cut-at-80"}; !slices.Equal(buggy.struck, want) {
		t.Errorf("at work: %q, want %q", buggy.struck, want)
	}
}

func TestFindSuggests(t *testing.T) {
	t.Parallel()
	_, err := bugs.Find("titel-cut-at-80")
	if want := "must be one of those that 'casemock bugs' lists; did you mean title-cut-at-80?"; err == nil ||
		err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestWhatIsNoDateTimeIsRefused shows that a bug in what is sent leaves alone what it is not about.
func TestWhatIsNoDateTimeIsRefused(t *testing.T) {
	t.Parallel()
	bug, err := bugs.Find("time-zone-dropped")
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(caseOf("Parcel lost", post("created=yesterday")), " ")
	answer := bugs.Do(newWorld(t, bug).crm, sandbox.Request{Context: t.Context(),
		Operation: caseapi.MustOperation(caseapi.CreateCase), Body: []byte(body),
		Header: http.Header{"Content-Type": {"application/json"}}})
	if answer.Status != http.StatusBadRequest {
		t.Errorf("got %d", answer.Status)
	}
}

// TestRequestsInParallel are done one after the other, with all bugs at once.
func TestRequestsInParallel(t *testing.T) {
	t.Parallel()
	buggy := newWorld(t, bugs.All()...)
	buggy.play(caseOf("Parcel lost", post()))
	operation, _ := caseapi.FindOperation(caseapi.UpdateCase)
	var group sync.WaitGroup
	for n := range 8 {
		group.Go(func() {
			bugs.Do(buggy.crm, sandbox.Request{Context: t.Context(), Operation: operation,
				Path: map[string]string{"id": "1001"}, Header: http.Header{"Content-Type": {"application/json"}},
				Body: []byte(fmt.Sprintf(`{"title": "Title %d", "interactions": [%s]}`, n, post(fmt.Sprint("serviceId=", n))))})
		})
	}
	group.Wait()
	if got := buggy.play(lookup); !strings.HasPrefix(got, "200 ") {
		t.Errorf("got %s", got)
	}
}
