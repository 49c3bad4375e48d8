package settings

import "testing"

// A secret may look like a number, and then stands in messages no more than any other.
func TestSecretThatIsNoTextIsNotShown(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"token: 12345678": "shop.yaml:1:8: token must be a string, not a number; put it in quotes",
		"token: true":     "shop.yaml:1:8: token must be a string, not a boolean; put it in quotes",
		"token: [secret]": "shop.yaml:1:8: token must be a string, not a list",
		"token:secret": "shop.yaml:1:1: must be a mapping of settings to values, not a text; " +
			"is a space missing after a colon?",
	} {
		if _, _, err := read(t, []string{"--config", "$FILE"}, nil, text); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}
