package record_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/crm"
	"casemock/mockserver"
	"casemock/scenarios/record"
	"casemock/scenarios/story"
)

// What was there before the recording is made first, on a server that has it and on those that do not.
func TestWhatWasThereBeforeIsMadeFirst(t *testing.T) {
	t.Parallel()
	server := crm.New()
	before := &tap{t: t, server: server, key: crm.Key, keep: func(record.Exchange) {}}
	customer := before.create(caseapi.CreateCustomer, `{"fullName": "Anna Example", "mail": "anna@example.com"}`)
	open := before.create(caseapi.CreateCase, `{"customerId": "`+customer+`", "title": "Parcel lost", "interactions": [
		{"created": "2026-03-04T09:30:00Z", "body": "Where is it?", "linkUrl": "", "serviceId": "1", "service": "twitter",
		"contentType": "post"}]}`)
	closed := before.create(caseapi.CreateCase, `{"customerId": "`+customer+`", "title": "Lamp broken"}`)
	before.call(caseapi.UpdateCase, closed, `{"status": "closed"}`)

	recorder := record.New(record.Options{})
	c := &tap{t: t, server: server, key: crm.Key, world: "default", keep: recorder.Add}
	c.call(caseapi.LookupCase, open, "")
	c.call(caseapi.LookupCase, closed, "")
	c.call(caseapi.UpdateCase, open, `{"status": "closed"}`)
	c.call(caseapi.UpdateCase, closed, `{"title": "Lamp broken again"}`)
	c.call(caseapi.UpdateCase, closed, `{"interactions": [{"created": "2026-03-04T09:30:00Z", "body": "Hello?",
		"linkUrl": "", "serviceId": "2", "service": "twitter", "contentType": "post"}]}`) // which is a 422
	c.call(caseapi.FindCases, customer, "")
	c.call(caseapi.FindCustomer, customer, "")
	files, summary := recorder.Files()

	stories := storiesOf(t, files)
	want(t, stories[0], "createCustomer customer1", "createCase case1", "lookupCase 200", "createCase case2",
		"lookupCase 200", "updateCase 201", "updateCase 201", "findCases 200", "findCustomer 200")
	if summary.Left["answered with what the server's state alone explains"] != 1 {
		t.Errorf("left out: %v", summary.Left)
	}
	play(t, stories, server, crm.Key)
	play(t, stories, crm.New(), crm.Key)
	play(t, stories, sandboxOf(t, files), mockserver.DefaultKey)
}

// want compares the steps, each in short: the operation, what it is called, and the status that it expects.
func want(t *testing.T, told *story.Story, steps ...string) {
	t.Helper()
	var got []string
	for _, step := range told.Steps {
		short := string(step.Operation.Name)
		switch {
		case step.As != "":
			short += " " + step.As
		case step.Expect != nil:
			short += " " + strconv.Itoa(step.Expect.Status)
		}
		got = append(got, short)
	}
	if strings.Join(got, ", ") != strings.Join(steps, ", ") {
		t.Errorf("got %s\nwant %s", strings.Join(got, ", "), strings.Join(steps, ", "))
	}
}

// exchange is a made-up one of the default world.
func exchange(operation caseapi.OperationName, parameter, key, sent string, status int, answer string) record.Exchange {
	described := caseapi.MustOperation(operation)
	x := record.Exchange{World: "default", Operation: described, Path: map[string]string{}, Headers: http.Header{},
		Sent: []byte(sent), Status: status, AnswerHeaders: http.Header{"Content-Type": {"application/json"}},
		Answer: []byte(answer)}
	for _, name := range described.PathParameters() {
		x.Path[name] = parameter
	}
	if key != "" {
		x.Headers.Set("Authorization", key)
	}
	return x
}

const kase = `{"id": "5001", "number": "1", "customerId": "7001", "title": "Parcel lost", "description": "",
	"url": "https://crm.example.com/5001", "lastUpdated": "2026-03-04T09:30:00Z", "created": "2026-03-04T09:30:00Z",
	"status": "open"}`

// A story claims no more than a replay can bring about.
func TestAStoryClaimsNoMoreThanItCan(t *testing.T) {
	t.Parallel()
	lookup := func(key string, status int, answer string) record.Exchange {
		return exchange(caseapi.LookupCase, "5001", key, "", status, answer)
	}
	made := exchange(caseapi.CreateCase, "", "key-of-ours", `{"customerId": "7001", "title": "Parcel lost"}`, 201, kase)
	tests := map[string]struct {
		traffic []record.Exchange
		want    []string
	}{
		"a key that is revoked": {[]record.Exchange{made, lookup("key-of-ours", 401, "")},
			[]string{"createCustomer customer1", "createCase case1"}},
		"a key that was never right": {[]record.Exchange{made, lookup("another-key", 401, "")},
			[]string{"createCustomer customer1", "createCase case1", "lookupCase 401"}},
		"a case that is gone": {[]record.Exchange{made, lookup("key-of-ours", 404, "")},
			[]string{"createCustomer customer1", "createCase case1"}},
		"a case that nobody knows": {[]record.Exchange{lookup("key-of-ours", 404, "")}, []string{"lookupCase 404"}},
		"a server that fails": {[]record.Exchange{made, lookup("key-of-ours", 500, `{"error": "oops", "message": "No."}`)},
			[]string{"createCustomer customer1", "createCase case1"}},
		"a refusal that only the server understands": {[]record.Exchange{
			exchange(caseapi.CreateCase, "", "key-of-ours", `{"customerId": "7001", "title": "Parcel lost"}`, 400, `{}`)}, nil},
		"a search for anybody": {[]record.Exchange{
			exchange(caseapi.SearchCustomers, "", "key-of-ours", `{"mail": "anna@example.com"}`, 200,
				`[{"id": "7001", "url": "https://crm.example.com/7001", "mail": "anna@example.com"}]`)},
			[]string{"searchCustomers"}},
		"a body that the documents do not allow": {[]record.Exchange{
			exchange(caseapi.CreateCase, "", "key-of-ours", `{"customerId": "7001", "title": 7}`, 201, kase)}, nil},
		"an undocumented status": {[]record.Exchange{lookup("key-of-ours", 429, "")}, nil},
		"a post for a closed case": {[]record.Exchange{made,
			exchange(caseapi.UpdateCase, "5001", "key-of-ours", `{"status": "closed"}`, 201,
				strings.Replace(kase, "open", "closed", 1)),
			exchange(caseapi.UpdateCase, "5001", "key-of-ours", `{"interactions": [{"created": "2026-03-04T09:30:00Z",
				"body": "Hello?", "linkUrl": "", "serviceId": "2", "service": "twitter", "contentType": "post"}]}`, 201, kase)},
			[]string{"createCustomer customer1", "createCase case1", "updateCase 201"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			recorder := record.New(record.Options{})
			for _, x := range test.traffic {
				recorder.Add(x)
			}
			files, _ := recorder.Files()
			stories := storiesOf(t, files)
			if len(stories) == 0 {
				stories = []*story.Story{{}}
			}
			want(t, stories[0], test.want...)
			if len(test.want) > 0 {
				play(t, stories, sandboxOf(t, files), mockserver.DefaultKey)
			}
		})
	}
}

// A null where a text is optional is no fault of the server, and yet not what a scenario file may say unmarked.
func TestOddAnswersAreMarked(t *testing.T) {
	t.Parallel()
	recorder := record.New(record.Options{})
	recorder.Add(exchange(caseapi.LookupCase, "5001", "key-of-ours", "", 200,
		strings.Replace(kase, `"status"`, `"customCasePropertyOne": null, "status"`, 1)))
	recorder.Add(exchange(caseapi.LookupCase, "5001", "key-of-ours", "", 503, `{"error": "busy"}`))
	recorder.Add(exchange(caseapi.LookupCase, "5001", "key-of-ours", "", 404, `"5001 is unknown"`))
	files, _ := recorder.Files()
	storiesOf(t, files)
	for _, file := range files {
		if marked := strings.Count(string(file.Text), "undocumented: true"); file.Name == "lookupCase.yaml" && marked != 2 {
			t.Errorf("%d are marked\n%s", marked, file.Text)
		}
	}
}

// Headers that are wrong are no part of a request that was right otherwise, and all that is wrong of one that was not.
func TestOddHeaders(t *testing.T) {
	t.Parallel()
	recorder := record.New(record.Options{})
	for _, status := range []int{200, 400} {
		x := exchange(caseapi.LookupCase, "5001", "key-of-ours", "", status, kase)
		x.Headers.Set("X-Sf-Initiative", "abc")
		recorder.Add(x)
	}
	files, _ := recorder.Files()
	told := storiesOf(t, files)[0]
	want(t, told, "createCustomer customer1", "createCase case1", "lookupCase 200", "lookupCase 400")
	if right, wrong := told.Steps[2].Headers, told.Steps[3].Headers; len(right) > 0 || wrong["x-sf-initiative"] == "" {
		t.Errorf("got %v and %v", right, wrong)
	}
}

// Addresses of people and ids of posts are others each time a story is played, for servers that take them once.
func TestWhatIsTakenOnceIsAnotherEachTime(t *testing.T) {
	t.Parallel()
	mails, posts := map[any]bool{}, map[any]bool{}
	origin := crm.With(func(s *crm.Server) {
		s.Early = func(operation, _ string, body crm.Object) *crm.Answer {
			if mail := body["mail"]; operation == "createCustomer" && mail != nil {
				if mails[mail] {
					return &crm.Answer{Status: http.StatusUnprocessableEntity,
						Header: http.Header{"Content-Type": {"application/json"}},
						Body:   crm.Object{"error": "taken", "message": "The address is taken."}}
				}
				mails[mail] = true
			}
			return nil
		}
	}, crm.Storing(func(before, after crm.Object) {
		shown, _ := after["interactions"].([]any)
		for _, post := range shown {
			post := post.(crm.Object)
			if owner := posts[post["serviceId"]]; owner && before == nil {
				after["interactions"] = []any{} // a server that gives each post to one case
			}
			posts[post["serviceId"]] = true
		}
	}, "createCase"))
	files, _ := recorded(t, origin, record.Options{}).Files()
	stories := storiesOf(t, files)
	play(t, stories, origin, crm.Key)
	play(t, stories, origin, crm.Key)
}
