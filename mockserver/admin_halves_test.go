package mockserver_test

import (
	"net/http"
	"strings"
	"testing"
)

// Half a character cannot be kept as it is: what is meant by it would be another id, or another state.
func TestAdminRefusesHalvesOfCharacters(t *testing.T) {
	t.Parallel()
	api := start(t)
	for path, body := range map[string]string{
		"force":          `{"operation": "updateCase", "status": 422, "id": "\ud83d"}`,
		"states":         `{"state": "a case exists", "params": {"id": "\ud83d"}}`,
		"requests/count": `{"path": "/case/\ud83d"}`,
	} {
		answer := api.admin(http.MethodPost, path, body)
		if answer.status != http.StatusBadRequest || !strings.Contains(answer.body, `\\ud83d is half of one`) {
			t.Errorf("POST %s: got %d %s", path, answer.status, answer.body)
		}
	}
}
