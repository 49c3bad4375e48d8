package surprises_test

import (
	"encoding/json"
	"fmt"
	"strings"
)

// wanted is the status of an answer, where it is another one than a client expects.
func wanted(got answer, status int) string {
	if got.status != status {
		return fmt.Sprint(got.status)
	}
	return ""
}

func createsAtRefusals(s *site) string {
	return wanted(s.send("POST", "/case", map[string]any{"customerId": "nobody", "title": "Lost"}), 422)
}

func asksForKeys(s *site) string {
	return wanted(s.get("/case/"+s.cases[0], "Authorization", ""), 401)
}

// mistake is the answer to a request with a wrong field.
func (s *site) mistake() answer {
	return s.send("PATCH", "/case/"+s.cases[0], map[string]any{"title": ""})
}

func knowsItsMistakes(s *site) string { return wanted(s.mistake(), 400) }

func showsWrongField(s *site) string {
	if fields, _ := s.mistake().object()["fields"].([]any); len(fields) == 0 {
		return "no field is wrong"
	}
	return ""
}

func findsWrongField(s *site) string {
	field := s.mistake().object()["fields"].([]any)[0].(map[string]any)["name"]
	if field != "title" {
		return fmt.Sprintf("the form has no %v", field)
	}
	return ""
}

func showsWhatIsMissing(s *site) string {
	body := s.get("/case/none").body
	switch {
	case len(body) == 0:
		return "there is nothing to show"
	case body[0] == '<':
		return "markup"
	case body[0] == '{':
		var refusal struct{ Error, Message string }
		return said(json.Unmarshal(body, &refusal), "")
	}
	return ""
}

func showsFailures(s *site) string {
	if s.get("/case/"+s.cases[0], "Prefer", "code=500").object()["message"] == nil {
		return "there is nothing to show"
	}
	return ""
}

func readsRefusals(s *site) string {
	path := "/case/" + s.newCase()["id"].(string)
	s.send("PATCH", path, map[string]any{"status": "closed"})
	refused := s.send("PATCH", path, map[string]any{"interactions": []any{post(1)}}).object()
	if message := refused["message"].(string); !strings.Contains(message, "is closed") {
		return "unknown refusal " + message
	}
	return ""
}

// said is an error without the word that it begins with; empty for none.
func said(err error, word string) string {
	if err == nil {
		return ""
	}
	return strings.TrimPrefix(err.Error(), word)
}
