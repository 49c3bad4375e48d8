package main

import (
	"fmt"
	"io"
	"net/url"
	"strings"

	"casemock/contracts/printable"
	"casemock/fixtures"
)

// announcement is what serve says once it listens: the first line is its URL.
type announcement struct {
	url      string
	adminURL string
	key      string    // the default one; empty when the user's own alone are accepted
	origin   string    // of the user's own, as in --api-key
	token    bool      // the admin API asks for one
	insecure bool      // the certificate is known to nobody
	empty    bool      // there are no seeded cases
	first    string    // the id of the first case
	proxied  *proxying // nil: the sandbox answers
}

func (a announcement) write(w io.Writer) {
	if a.proxied != nil {
		a.writeProxied(w)
		return
	}
	key, told := "-H "+printable.ShellQuote("Authorization: "+a.key), a.key
	if a.key == "" {
		key, told = `-H "Authorization: $KEY"`, "$KEY, which stands for the key that "+a.origin+" gives"
	}
	curl := "curl"
	if a.insecure {
		curl += " -k"
	}
	first := a.url + "/case/" + strings.ReplaceAll(url.QueryEscape(a.first), "+", "%20") // no shell minds any of it
	get := first
	if a.empty {
		get = a.url + "/meta/object/case"
	}
	fmt.Fprintf(w, `%s
Authorization: %s

Try:
  %s %s %s
  %s %s -H 'Content-Type: application/json' -X PATCH -d '{"title": "Parcel lost"}' %s
  %s

Console: %s%s
`, a.url, told, curl, key, get, curl, key, first, a.force(), a.adminURL,
		"/__admin/")
	if usual := fixtures.CaseID(0); a.first != usual {
		fmt.Fprintf(w, "Ids are as --profile writes them, so there is no case %s (hostile:-ids: there is). The console\n"+
			"lists them, and so does\n  curl %s/__admin/cases\n", usual, a.adminURL)
	}
}

// writeProxied names the real server, whose keys nobody here knows.
func (a announcement) writeProxied(w io.Writer) {
	curl := "curl"
	if a.insecure {
		curl += " -k"
	}
	fmt.Fprintf(w, `%[1]s
In front of %[2]s%[6]s

Try, with a key of that server:
  %[3]s -H "Authorization: $KEY" %[1]s/meta/object/case
  %[3]s -H "Authorization: $KEY" -H 'Prefer: code=500' -i %[1]s/case/1
  %[4]s

Console: %[5]s/__admin/
`, a.url, a.proxied.to, curl, a.force(), a.adminURL, a.proxied.recording.told())
}

// force is the command that forces an answer of this server.
func (a announcement) force() string {
	command := "casemock force updateCase/422"
	if a.token {
		command = prefix + "ADMIN_TOKEN=... " + command
	}
	if a.adminURL != defaultServer {
		command += " --server " + a.adminURL
	}
	if a.insecure {
		command += " --insecure"
	}
	return command
}
