package record_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"casemock/contracts/caseapi"
)

// post is an interaction, with all that tells who somebody is.
const post = `{"created": "2026-03-04T09:30:00.123+02:00", "body": %q, "linkUrl": "https://twitter.com/%s/status/%s",
	"serviceId": %q, "service": "twitter", "contentType": "post",
	"author": {"service": "twitter", "serviceId": "48291377", "handle": %q, "name": %q, "brandOwned": false}}`

// personal is all that the session tells of people and their troubles.
var personal = []string{"Wilhelmine Kratochwil", "wilhelmine.kratochwil@kratochwil-bau.de", "Kratochwil", "kratochwil",
	"Wilhelmine", "wilma_krato77", "48291377", "1785600112233445566", "Mein Kühlschrank taut seit Dienstag",
	"Kühlschrank taut", "+49 171 9876543", "9876543", "nordhausen-süd", "Ihr habt den Kühlschrank falsch angeschlossen",
	"Agent Brunhilde", "brunhilde.vogt@agentur.example", "brunhilde", "Nachbarin sagt", "zweiter@kunde.de", "2026-03-04",
	"צרכן פרטי מאוד", "Кузнецова", "Тамара"}

// session calls every operation, and provokes every status that a server can be brought to.
func session(t testing.TB, c *tap) {
	t.Helper()
	c.headers = map[string]string{"x-sf-user-email": "brunhilde.vogt@agentur.example", "x-sf-company-id": "77",
		"Cookie": "session=kekse-fuer-alle-42; theme=dark"}
	c.call(caseapi.DefineObjectStructures, "case", "")
	c.call(caseapi.DefineObjectStructures, "customer", "")
	c.call(caseapi.DefineObjectStructures, "spaceship", "")
	wilma := c.create(caseapi.CreateCustomer, `{"fullName": "Wilhelmine Kratochwil",
		"mail": "wilhelmine.kratochwil@kratochwil-bau.de", "vip": "true", "segment": "private"}`,
		`{"fullName": "Wilhelmine Kratochwil"}`)
	second := c.create(caseapi.CreateCustomer, `{"fullName": "Тамара Кузнецова", "mail": "zweiter@kunde.de"}`)
	first := fmt.Sprintf(post, "Mein Kühlschrank taut seit Dienstag ab, und ihr meldet euch nicht.", "wilma_krato77",
		"1785600112233445566", "1785600112233445566", "wilma_krato77", "Wilhelmine Kratochwil")
	parcel := c.create(caseapi.CreateCase, `{"customerId": `+quoted(wilma)+`,
		"title": "Mein Kühlschrank taut seit Dienstag", "region": "nordhausen-süd", "interactions": [`+first+`]}`,
		`{"customerId": `+quoted(wilma)+`, "title": "Kühlschrank taut"}`)
	for range 3 {
		c.call(caseapi.LookupCase, parcel, "")
	}
	c.call(caseapi.UpdateCase, parcel, `{"title": "Ihr habt den Kühlschrank falsch angeschlossen", "interactions": [`+
		fmt.Sprintf(post, "Nachbarin sagt: +49 171 9876543 anrufen\n\nצרכן פרטי מאוד", "wilma_krato77", "1785600112233445577",
			"1785600112233445577", "wilma_krato77", "Wilhelmine Kratochwil")+`]}`)
	c.call(caseapi.UpdateCase, parcel, `{"status": "closed"}`)
	c.call(caseapi.LookupCase, parcel, "")
	c.call(caseapi.UpdateCase, parcel, `{"status": "open", "region": "nordhausen-süd"}`)
	c.call(caseapi.UpdateCase, parcel, `{"customerId": `+quoted(second)+`}`)
	c.call(caseapi.FindCases, wilma, "")
	c.call(caseapi.FindCases, second, "")
	c.call(caseapi.FindCustomer, wilma, "")
	c.call(caseapi.UpdateCustomer, wilma, `{"fullName": "Agent Brunhilde", "segment": "business"}`)
	c.call(caseapi.SearchCustomers, "", `{"mail": "wilhelmine.kratochwil@kratochwil-bau.de"}`)
	c.call(caseapi.SearchCustomers, "", `{"mail": "nobody@kratochwil-bau.de"}`)
	c.call(caseapi.BestmatchCustomers, "", `{"displayName": "Wilhelmine Kratochwil", "screenName": "@wilma_krato77",
		"phoneNumbers": ["+49 171 9876543"], "addresses": [{"streetOne": "Kratochwilweg 7", "zip": "99734"}]}`)
	mistakes(c, parcel, wilma)
}

// mistakes are requests that are refused.
func mistakes(c *tap, parcel, wilma string) {
	c.call(caseapi.UpdateCase, parcel, `{"title": 7, "interactions": "Nachbarin sagt"}`)
	c.call(caseapi.UpdateCase, parcel, `{"title": "cut`)
	c.call(caseapi.UpdateCase, parcel, `{"wilma_krato77": "Wilhelmine", "noSuchField": "Kratochwil"}`)
	c.call(caseapi.CreateCase, "", `{"title": "Mein Kühlschrank taut seit Dienstag"}`)
	c.call(caseapi.CreateCase, "", `{"title": "Mein Kühlschrank taut seit Dienstag", "customerId": "987654321"}`)
	c.call(caseapi.CreateCustomer, "", `{"fullName": ["Wilhelmine"]}`)
	c.call(caseapi.UpdateCustomer, wilma, `{"segment": "Kratochwil"}`)
	c.call(caseapi.LookupCase, "987654321", "")
	c.call(caseapi.UpdateCase, "987654321", `{"title": "Kühlschrank taut"}`)
	c.call(caseapi.FindCases, "987654321", "")
	c.call(caseapi.FindCustomer, "987654321", "")
	c.call(caseapi.UpdateCustomer, "987654321", `{"fullName": "Wilhelmine"}`)
	key := c.key
	c.key = "geheimer-alter-schluessel"
	c.call(caseapi.LookupCase, parcel, "")
	c.call(caseapi.UpdateCase, parcel, `{"title": "Kühlschrank taut"}`)
	c.key = ""
	c.call(caseapi.LookupCase, parcel, "")
	c.key = key
}

func quoted(text string) string {
	written, _ := json.Marshal(text)
	return string(written)
}
