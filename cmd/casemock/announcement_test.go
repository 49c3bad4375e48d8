package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAnnouncement(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		announced announcement
		want      string
	}{
		"as it comes": {
			announcement{url: defaultServer, adminURL: defaultServer, key: "sandbox-key", first: "1001"},
			`http://127.0.0.1:8080
Authorization: sandbox-key

Try:
  curl -H 'Authorization: sandbox-key' http://127.0.0.1:8080/case/1001
  curl -H 'Authorization: sandbox-key' -H 'Content-Type: application/json' $UPDATE http://127.0.0.1:8080/case/1001
  casemock force updateCase/422

Console: http://127.0.0.1:8080/__admin/
`},
		"with everything": {
			announcement{url: "https://127.0.0.1:1", adminURL: "https://127.0.0.1:2", origin: "--api-key", token: true,
				insecure: true, empty: true, first: "1001"},
			`https://127.0.0.1:1
Authorization: $KEY, which stands for the key that --api-key gives

Try:
  curl -k -H "Authorization: $KEY" https://127.0.0.1:1/meta/object/case
  curl -k -H "Authorization: $KEY" -H 'Content-Type: application/json' $UPDATE https://127.0.0.1:1/case/1001
  CASEMOCK_ADMIN_TOKEN=... casemock force updateCase/422 --server https://127.0.0.1:2 --insecure

Console: https://127.0.0.1:2/__admin/
`},
		"with ids of a profile": {
			announcement{url: defaultServer, adminURL: defaultServer, key: "sandbox-key", first: "? &"},
			`http://127.0.0.1:8080
Authorization: sandbox-key

Try:
  curl -H 'Authorization: sandbox-key' http://127.0.0.1:8080/case/%3F%20%26
  curl -H 'Authorization: sandbox-key' -H 'Content-Type: application/json' $UPDATE http://127.0.0.1:8080/case/%3F%20%26
  casemock force updateCase/422

Console: http://127.0.0.1:8080/__admin/
Ids are as --profile writes them, so there is no case 1001 (hostile:-ids: there is). The console
lists them, and so does
  curl http://127.0.0.1:8080/__admin/cases
`},
	}
	const update = `-X PATCH -d '{"title": "Parcel lost"}'`
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var written strings.Builder
			test.announced.write(&written)
			if diff := cmp.Diff(strings.ReplaceAll(test.want, "$UPDATE", update), written.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
