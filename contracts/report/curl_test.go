package report

import (
	"net/http"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"casemock/contracts/printable"
)

func TestCurlLinesSurviveTheShell(t *testing.T) {
	t.Parallel()
	shell, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("the shell is bash")
	}
	every := ""
	for letter := range rune(0x250) {
		every += string(letter + 1)
	}
	key := http.Header{"Authorization": {KeyVariable}, "Content-Type": {"application/json"}}
	tests := map[string]struct {
		exchange Exchange
		want     []string
	}{
		"a read": {
			Exchange{Method: "GET", URL: "http://crm/case/a'b?x=$y", RequestHeaders: http.Header{
				"X-Sf-User-Email": {"a@b"}, "Accept": {"*/*"}}},
			[]string{"-i", "-H", "X-Sf-User-Email: a@b", "http://crm/case/a'b?x=$y"},
		},
		"a write": {
			Exchange{Method: "PATCH", URL: "http://crm/case/1", RequestHeaders: key,
				RequestBody: `{"a": "it's"}`},
			[]string{"-i", "-X", "PATCH", "-H", "Authorization: the key", "-H",
				"Content-Type: application/json", "--data-raw", `{"a": "it's"}`, "http://crm/case/1"},
		},
		"a body that looks like a file": {
			Exchange{Method: "POST", URL: "http://crm/case", RequestBody: "@/etc/passwd"},
			[]string{"-i", "-X", "POST", "-H", "Content-Type:", "--data-raw", "@/etc/passwd",
				"http://crm/case"},
		},
		"every letter": {
			Exchange{Method: "POST", URL: "http://crm/case", RequestHeaders: key, RequestBody: every},
			[]string{"-i", "-X", "POST", "-H", "Authorization: the key", "-H",
				"Content-Type: application/json", "--data-raw", every, "http://crm/case"},
		},
		"an empty header": {
			Exchange{Method: "GET", URL: "http://crm/case", RequestHeaders: http.Header{"X-Empty": {""}}},
			[]string{"-i", "-H", "X-Empty;", "http://crm/case"},
		},
		"an address that curl would change": {
			Exchange{Method: "GET", URL: "http://crm/case/../{id}[1]"},
			[]string{"-i", "--globoff", "--path-as-is", "http://crm/case/../{id}[1]"},
		},
		"a look at the headers": {
			Exchange{Method: "HEAD", URL: "http://crm/case"},
			[]string{"-i", "--head", "http://crm/case"},
		},
		"a method of somebody's own": {
			Exchange{Method: "GET;id", URL: "http://crm/case"},
			[]string{"-i", "-X", "GET;id", "http://crm/case"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			command := exec.Command(shell, "-c", `curl() { printf '%s\0' "$@"; }`+"\n"+test.exchange.Curl())
			command.Env = []string{"CASEPACT_API_KEY=the key", "LC_ALL=C.UTF-8"}
			output, err := command.CombinedOutput()
			got := strings.Split(strings.TrimSuffix(string(output), "\x00"), "\x00")
			if err != nil || !slices.Equal(got, test.want) {
				t.Errorf("%s\n%v\ngot  %q\nwant %q", test.exchange.Curl(), err, got, test.want)
			}
			if printable.Escape(test.exchange.Curl()) != test.exchange.Curl() {
				t.Error("the line steers the terminal that shows it")
			}
		})
	}
}
