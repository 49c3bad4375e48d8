package states

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"casemock/contracts/transport"
)

func TestOnlyASuccessOfTheStateURLBringsAStateAbout(t *testing.T) {
	t.Parallel()
	for _, status := range []int{
		300, 301, 302, 303, 304, 305, 307, 308,
		400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 413, 415, 418, 422, 425, 428, 429, 431, 451,
		500, 501, 502, 503, 504, 599,
	} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			body := "the reason of it"
			if status == http.StatusNotModified {
				body = ""
			}
			_, err := prepare(t, Options{URL: serve(t, stating(status, body))}).SetUp(t.Context(), aCase, nil)
			want := fmt.Sprintf("--state-url answers the state “a case exists” with %d", status)
			if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), body) {
				t.Errorf("got %v, want %q", err, want)
			}
		})
	}
}

func TestAnUnknownStateMustBeSaid(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		status int
		body   string
		want   bool
	}{
		{400, "unknown state", true},
		{404, "Unknown provider state", true},
		{422, `{"error": "unknown_state"}`, true},
		{400, `{"code": "UnknownState"}`, true},
		{400, `{"code": "STATE_NOT_FOUND"}`, true},
		{400, `There is no state "a case exists"; the states are: a customer exists`, true},
		{400, `{"error": "there is no state \"a case exists\""}`, true},
		{404, "No handler found for state: a case exists", true},
		{404, "No state handler registered for 'a case exists'.", true},
		{404, "I do not know the state “a case exists”", true},
		{400, "The state a case exists is not supported", true},
		{404, "", false},
		{404, "404 page not found", false},
		{404, "Cannot POST /provider-states", false},
		{404, `{"status": 404, "error": "Not Found", "path": "/states"}`, false},
		{404, "The route states could not be found.", false},
		{400, "missing state", false},
		{400, "state must be a string", false},
		{400, "no state was given", false},
		{422, `"a case exists" could not be set up: the customer was not found`, false},
		{422, `setting up "a case exists" failed: unknown column`, false},
		{401, "unknown state", false},
		{403, "unknown state", false},
		{405, "unknown state", false},
		{429, "unknown state", false},
		{500, "unknown state", false},
	} {
		if got := knowsNoState(&transport.Answer{Status: test.status, Body: []byte(test.body)}, aCase); got != test.want {
			t.Errorf("%d %q: got %t, want %t", test.status, test.body, got, test.want)
		}
	}
}

func TestARedirectThatKeepsTheMethodIsFollowed(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusTemporaryRedirect, http.StatusPermanentRedirect} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			last := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				asked, _ := io.ReadAll(r.Body)
				_, _ = fmt.Fprintf(w, `{"asked": %q}`, r.Method+" "+string(asked))
			}))
			away := serve(t, http.RedirectHandler(last, status))
			here := http.NewServeMux()
			here.Handle("/states", http.RedirectHandler("/states/", status))
			here.Handle("/states/", http.RedirectHandler(away+"/x", status))
			values, err := prepare(t, Options{URL: serve(t, here) + "/states"}).SetUp(t.Context(), aCase, nil)
			if want := `POST {"state":"a case exists","action":"setup","params":null}`; values["asked"] != want {
				t.Errorf("got %v, %v, want %s", values, err, want)
			}
		})
	}
	circle := http.NewServeMux()
	circle.Handle("/", http.RedirectHandler("/", http.StatusTemporaryRedirect))
	_, err := prepare(t, Options{URL: serve(t, circle)}).SetUp(t.Context(), aCase, nil)
	if err == nil || !strings.Contains(err.Error(), "redirects in a circle") {
		t.Errorf("a circle: got %v", err)
	}
}

func TestCredentialsOfTheStateURLStayAtItsOrigin(t *testing.T) {
	t.Parallel()
	var here, there notes
	elsewhere := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		there.add("%s", r.Header.Get("Authorization"))
	}))
	address := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, password, _ := r.BasicAuth()
		here.add("%s %s", r.URL.Path, password)
		to := "/second"
		if r.URL.Path == "/second" {
			to = strings.Replace(elsewhere, "http://", "http://x:y@", 1)
		}
		http.Redirect(w, r, to, http.StatusTemporaryRedirect)
	}))
	url := strings.Replace(address, "http://", "http://me:secret-77@", 1) + "/first"
	if _, err := prepare(t, Options{URL: url}).SetUp(t.Context(), aCase, nil); err != nil {
		t.Fatal(err)
	}
	if want := []string{"/first secret-77", "/second secret-77"}; !slices.Equal(here.read(), want) {
		t.Errorf("the URL was sent %q, want %q", here.read(), want)
	}
	if want := []string{""}; !slices.Equal(there.read(), want) {
		t.Errorf("another origin was sent %q", there.read())
	}
}

func TestWhatTheStateURLAnswersMustBeValues(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`[{"id": "1"}]`:                 "with 200 and an array, not an object with values: [{",
		`{"id": "1"`:                    "with 200 and an object that cannot be read: {",
		`{"id": "1"} {"id": "2"}`:       "an object that cannot be read",
		"<!doctype html><p>Sign in</p>": "with 200 and a page, not an object with values",
	} {
		preparation := prepare(t, Options{URL: serve(t, stating(http.StatusOK, body))})
		if _, err := preparation.SetUp(t.Context(), aCase, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", body, err, want)
		}
	}
}
