package contract

import (
	"strings"
	"testing"
)

// A pact that is read only in part would be verified, and published, as if that were all of it.
func TestAPactWithMessagesIsRefused(t *testing.T) {
	t.Parallel()
	const both = `{"provider": {"name": "p"}, "messages": %, "interactions": [
		{"description": "a lookup", "request": {"method": "GET", "path": "/case/1"}}]}`
	_, err := ParseContract([]byte(strings.Replace(both, "%", `[{"description": "a case was closed"}]`, 1)))
	if err == nil || !strings.Contains(err.Error(), "messages[0]: only interactions with a request") {
		t.Errorf("messages beside interactions: got %v", err)
	}
	if _, err := ParseContract([]byte(strings.Replace(both, "%", "[]", 1))); err != nil {
		t.Errorf("no messages: got %v", err)
	}
}
