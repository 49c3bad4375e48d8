package main

import (
	"slices"
	"strings"
	"testing"

	"casemock/cmd/internal/settings"
)

// TestWhatIsSentHasNoLineBreak tries every text that a user can give. What is not sent, or is a name
// out of somebody's file, may have any letter.
func TestWhatIsSentHasNoLineBreak(t *testing.T) {
	t.Parallel()
	var verify configuration
	var publish publishing
	kept := []string{"only", "skip", "report", "consumer-version-selector", "include-wip-pacts-since"}
	for _, table := range []settings.Table{verify.table(), {Settings: publish.settings()}} {
		for _, setting := range table.Settings {
			if setting.Kind != settings.Text || slices.Contains(kept, setting.Name) {
				continue
			}
			requireRefusal(t, setting)
		}
	}
}

func requireRefusal(t *testing.T, setting settings.Setting) {
	t.Helper()
	const value = "http://crm.example.com"
	if err := setting.Accept(value); err != nil {
		t.Errorf("--%s: %v", setting.Name, err)
	}
	for end, rule := range map[string]string{"\n": "ends with a line break", "\r\n": "ends with a line break",
		"\nx": "has a line break in it", "\x00": "has a control character in it"} {
		given := map[string]string{setting.Variable: value + end}
		for _, source := range []struct {
			name      string
			arguments []string
			lookup    func(string) (string, bool)
		}{
			{"--" + setting.Name, []string{"--" + setting.Name, value + end}, func(string) (string, bool) { return "", false }},
			{setting.Variable, nil, func(name string) (string, bool) { value, ok := given[name]; return value, ok }},
		} {
			if source.arguments == nil && setting.Repeatable {
				continue // a list in a variable is cut at commas and white space
			}
			_, err := settings.Table{Settings: []settings.Setting{setting}}.Read(source.arguments, source.lookup)
			if err == nil || !strings.HasPrefix(err.Error(), source.name+" ") || !strings.Contains(err.Error(), rule) {
				t.Errorf("%s with %q: got %v, want that it %s", source.name, end, err, rule)
			}
			if setting.Secret && err != nil && strings.Contains(err.Error(), "crm.example") {
				t.Errorf("%s is shown: %v", source.name, err)
			}
		}
	}
}
