package surprises_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"regexp"
	"time"

	"casemock/contracts/caseapi"
)

func readsIntoStruct(s *site) string {
	type author struct {
		Service, ServiceID, Handle, Name string
		BrandOwned                       bool
	}
	type interaction struct {
		Created, Body, LinkURL, ServiceID, Service, ContentType string
		Author                                                  author
	}
	var kase struct {
		ID, Number, CustomerID, Title, Description, URL, LastUpdated, Created, Status string
		CustomCasePropertyOne, CustomCasePropertyTwo                                  string
		Interactions                                                                  []interaction
	}
	decoder := json.NewDecoder(bytes.NewReader(s.get("/case/" + s.cases[0]).body))
	decoder.DisallowUnknownFields()
	return said(decoder.Decode(&kase), "json: ")
}

func comparesBodies(s *site) string {
	before := s.get("/case/" + s.cases[0]).body
	for range 6 {
		if !bytes.Equal(before, s.get("/case/"+s.cases[0]).body) {
			return "the case has changed"
		}
	}
	return ""
}

func mindsNoCase(s *site) string {
	var kase struct {
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	return said(json.Unmarshal(s.newCaseAnswer().body, &kase), "")
}

func takesFieldsForTexts(s *site) string {
	kase := s.newCase()
	for _, field := range s.get("/meta/object/case").object()["fields"].([]any) {
		value, there := kase[field.(map[string]any)["name"].(string)]
		if _, ok := value.(string); there && !ok {
			return fmt.Sprintf("a custom field is %v", value)
		}
	}
	return ""
}

func takesAnswerForAll(s *site) string {
	updated := s.send("PATCH", "/case/"+s.cases[0], map[string]any{"title": "New"}).object()
	if posts, _ := updated["interactions"].([]any); len(posts) == 0 {
		return "the posts are gone"
	}
	return ""
}

func countsPosts(s *site) string {
	if _, ok := s.newCase()["interactions"].([]any); !ok {
		return "interactions is <nil>"
	}
	return ""
}

func namesAuthors(s *site) string {
	for _, kase := range s.get("/customer/" + s.customers[0] + "/cases").list() {
		for _, post := range kase["interactions"].([]any) {
			if author := post.(map[string]any)["author"]; author == nil {
				return fmt.Sprintf("the author is %v", author)
			}
		}
	}
	return ""
}

func asksWhatIsNew(s *site) string {
	looked := s.now().Add(-time.Minute)
	if created, _ := caseapi.ParseTime(s.newCase()["created"].(string)); created.Before(looked) {
		return "the new case is not new"
	}
	return ""
}

func comparesTimes(s *site) string {
	path := "/case/" + s.cases[0]
	before := s.send("PATCH", path, map[string]any{"title": "One"}).object()["lastUpdated"]
	if s.send("PATCH", path, map[string]any{"title": "Two"}).object()["lastUpdated"] == before {
		return "nothing has changed"
	}
	return ""
}

func takesTimesForUTC(s *site) string {
	created, err := time.Parse("2006-01-02T15:04:05", s.newCase()["created"].(string)[:19])
	if err != nil || created.Sub(s.now()).Abs() > time.Hour {
		return "it is hours off"
	}
	return ""
}

var rfc3339 = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$`)

func readsRFC3339(s *site) string {
	if !rfc3339.MatchString(s.newCase()["created"].(string)) {
		return "no RFC 3339"
	}
	return ""
}

func readsMilliseconds(s *site) string {
	_, err := time.Parse("2006-01-02T15:04:05.000Z", s.newCase()["created"].(string))
	return said(err, "")
}

// busy is a customer with several cases.
func (s *site) busy() []map[string]any {
	for _, id := range s.customers {
		if cases := s.get("/customer/" + url.PathEscape(id) + "/cases").list(); len(cases) > 3 {
			return cases
		}
	}
	s.t.Fatal("no customer has several cases")
	return nil
}

func takesFirstForOldest(s *site) string {
	for range 4 {
		cases := s.busy()
		for _, kase := range cases {
			if kase["created"].(string) < cases[0]["created"].(string) {
				return "the first is not the oldest"
			}
		}
	}
	return ""
}

func takesLastForNewest(s *site) string {
	path := "/case/" + s.newCase()["id"].(string)
	for n := 1; n < 8; n++ {
		updated := s.send("PATCH", path, map[string]any{"interactions": []any{post(n), post(n + 1)}}).object()
		posts := updated["interactions"].([]any)
		if posts[len(posts)-1].(map[string]any)["body"] != post(n + 1)["body"] {
			return "the last is not the newest"
		}
	}
	return ""
}

func asksForNobody(s *site) string {
	if s.get("/customer/nobody/cases").status != 404 {
		return "nobody is somebody"
	}
	return ""
}

// fields are those of customers.
func (s *site) fields() (fields []map[string]any) {
	for _, field := range s.get("/meta/object/customer").object()["fields"].([]any) {
		fields = append(fields, field.(map[string]any))
	}
	return fields
}

func knowsFieldsByPlace(s *site) string {
	if s.fields()[0]["name"] != "name" {
		return "the first field is not the name"
	}
	return ""
}

func knowsFieldsByLabel(s *site) string {
	for _, field := range s.fields() {
		if field["label"] == "Email" {
			return ""
		}
	}
	return "there is no field Email"
}

func keepsLabels(s *site) string {
	if form := s.fields(); !reflect.DeepEqual(form, s.fields()) {
		return "the form is another one"
	}
	return ""
}
