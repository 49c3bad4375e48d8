package record_test

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/crm"
	"casemock/scenarios/record"
)

// secrets are the keys, cookies and tokens of the session.
var secrets = []string{crm.Key, "geheimer-alter-schluessel", "kekse-fuer-alle-42", "tocken-in-der-adresse",
	"tocken-im-feld", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.c2lnbmF0dXI"}

// spellings are the ways in which a text may stand in another.
func spellings(text string) []string {
	var escapes strings.Builder
	for _, letter := range text {
		fmt.Fprintf(&escapes, `\u%04x`, letter)
	}
	all := []string{text, url.QueryEscape(text), url.PathEscape(text), hex.EncodeToString([]byte(text)), escapes.String()}
	for before := range 3 { // where it begins in what is encoded
		padded := strings.Repeat("x", before) + text
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			encoded := encoding.EncodeToString([]byte(padded))
			from, to := (8*before+5)/6, 8*len(padded)/6
			all = append(all, encoded[from:to])
		}
	}
	return all
}

// lacks expects none of the texts in the files, however spelt.
func lacks(t *testing.T, files []record.File, texts []string) {
	t.Helper()
	for _, file := range files {
		content := strings.ToLower(string(file.Text))
		for _, text := range texts {
			for _, spelling := range spellings(text) {
				if strings.Contains(content, strings.ToLower(spelling)) {
					t.Errorf("%s holds %q, as %q", file.Name, text, spelling)
				}
			}
		}
	}
}

// leaky is a server that tells its clients' secrets, and a session that has them everywhere.
func leaky(t *testing.T, options record.Options) []record.File {
	t.Helper()
	recorder := record.New(options)
	server := crm.With(crm.Answering(func(a *crm.Answer) {
		a.Header.Set("Set-Cookie", "session=kekse-fuer-alle-42; Path=/")
		a.Header.Set("X-Api-Key", "tocken-im-feld")
		if key := a.Request.Header.Get("Authorization"); a.Status == 400 {
			a.Body = crm.Object{"error": key, "message": "No " + key, "fields": []any{
				crm.Object{"name": key, "errorMessage": "Not Wilhelmine Kratochwil"},
				crm.Object{"name": "wilma_krato77", "errorMessage": "No."}}, key: key, "owner": "Wilhelmine Kratochwil"}
		}
	}))
	c := &tap{t: t, server: server, key: crm.Key, world: "default", keep: func(x record.Exchange) {
		x.Query = "access_token=tocken-in-der-adresse"
		recorder.Add(x)
	}}
	session(t, c)
	encoded := base64.StdEncoding.EncodeToString([]byte("key " + crm.Key + " key"))
	wilma := c.create(caseapi.CreateCustomer, fmt.Sprintf(`{"fullName": "my key is %s", "mail": "%s@kunde.de",
		"apiKey": "tocken-im-feld"}`, crm.Key, "wilhelmine.kratochwil"))
	for _, text := range []string{crm.Key, encoded, url.QueryEscape(crm.Key), "Bearer " + secrets[5],
		"https://crm.example.com/cases?access_token=tocken-in-der-adresse", "kekse-fuer-alle-42", "tocken-im-feld"} {
		c.create(caseapi.CreateCase, fmt.Sprintf(`{"customerId": %q, "title": "I sent %s to you", "region": %q}`,
			wilma, text, text))
		c.call(caseapi.UpdateCase, text, fmt.Sprintf(`{"title": "%s", "%s": 7}`, text, text))
	}
	files, _ := recorder.Files()
	return files
}

func TestNothingOfPeopleIsRecorded(t *testing.T) {
	t.Parallel()
	files := leaky(t, record.Options{})
	lacks(t, files, personal)
	lacks(t, files, secrets)
	storiesOf(t, files)
}

func TestDataIsKeptAndSecretsAreNot(t *testing.T) {
	t.Parallel()
	files := leaky(t, record.Options{KeepData: true})
	lacks(t, files, secrets)
	var all strings.Builder
	for _, file := range files {
		all.Write(file.Text)
	}
	for _, text := range []string{"Wilhelmine Kratochwil", "wilhelmine.kratochwil@kratochwil-bau.de", "wilma_krato77",
		"Mein Kühlschrank taut seit Dienstag", "1785600112233445566", "+49 171 9876543", "2026-03-04T09:30:00.123+02:00"} {
		if !strings.Contains(all.String(), text) {
			t.Errorf("%q is nowhere in it", text)
		}
	}
	play(t, storiesOf(t, files), crm.New(), crm.Key)
}

// A property that is called like somebody is no custom field of the company.
func TestNamesOfPropertiesMayBePersonal(t *testing.T) {
	t.Parallel()
	recorder := record.New(record.Options{})
	recorder.Add(exchange(caseapi.CreateCustomer, "", "key-of-ours", `{"fullName": "Wilma Krato", "wilma_krato77": "x"}`,
		201, `{"id": "7001", "url": "https://crm.example.com/7001"}`))
	recorder.Add(exchange(caseapi.BestmatchCustomers, "", "key-of-ours", `{"screenName": "wilma_krato77"}`, 200, `[]`))
	files, _ := recorder.Files()
	lacks(t, files, []string{"wilma_krato77", "Wilma", "Krato"})
	storiesOf(t, files)
}

// Credentials that no header shows are told by what stands before them.
func TestCredentialsInTextsAreNotKept(t *testing.T) {
	t.Parallel()
	recorder := record.New(record.Options{KeepData: true})
	for _, text := range []string{"https://crm.example.com/?access_token=geheim-in-1", "Authorization: geheim-in-2",
		`{\"password\": \"geheim-in-3\"}`, "my api_key=geheim-in-4", "https://anna:geheim-in-5@crm.example.com/"} {
		recorder.Add(exchange(caseapi.UpdateCase, "5001", "key-of-ours", `{"title": "`+text+`"}`, 201, kase))
	}
	recorder.Add(exchange(caseapi.LookupCase, "5001", "key-of-ours", "", 200,
		strings.Replace(kase, `"status"`, `"sessionToken": "geheim-1234", "pin": 87654321,
			"note": "geheim-1234", "status"`, 1)))
	files, _ := recorder.Files()
	lacks(t, files, []string{"geheim", "87654321"})
	storiesOf(t, files)
}
