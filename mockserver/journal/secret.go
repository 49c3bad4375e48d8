package journal

import (
	"hash/maphash"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/scenarios/matcher"
)

// isSecret reports whether the values of a header are nobody's business. The name is one of net/http's.
func isSecret(name string) bool {
	return name == caseapi.AuthorizationHeader || name == "Proxy-Authorization" || name == "Cookie" ||
		name == "Set-Cookie"
}

// secretKey is what secrets are hashed with: nobody else can find out by trying whose hash it is.
var secretKey = maphash.MakeSeed()

// ownMark begins the hashes of this process. Other processes that share a store, and former ones, have other keys.
var ownMark = strconv.FormatUint(maphash.String(secretKey, ""), 36) + ":"

// hashSecret is what the journal compares a secret by.
func hashSecret(secret string) string {
	return ownMark + strconv.FormatUint(maphash.String(secretKey, secret), 36)
}

// isForeign reports whether another process has made a hash, so that it cannot be compared.
func isForeign(hash string) bool { return !strings.HasPrefix(hash, ownMark) }

// secretMark stands between what is shown of a secret and its hash. No header has it in its value.
const secretMark = "\x00"

// redact leaves of a secret what tells two of them apart and no more.
func redact(secret string) string {
	const shown = 4
	if len(secret) < 3*shown {
		return "…"
	}
	return secret[:shown] + "…"
}

// keptSecret is what the journal keeps of a secret.
func keptSecret(secret string) string {
	return redact(secret) + secretMark + hashSecret(secret)
}

// splitSecret takes apart what keptSecret has put together.
func splitSecret(kept string) (shown, hash string) {
	shown, hash, _ = strings.Cut(kept, secretMark)
	return shown, hash
}

// hashedMatcher is what to expect of the hash of a secret; false where that cannot be said, as of a
// pattern.
func hashedMatcher(expected matcher.Matcher) (matcher.Matcher, bool) {
	switch e := expected.(type) {
	case matcher.Literal:
		if text, ok := e.Value.(string); ok {
			return matcher.Literal{Value: hashSecret(text)}, true
		}
	case matcher.List:
		elements, ok := hashedMatchers(e.Elements)
		return matcher.List{Elements: elements}, ok
	case matcher.Containing:
		elements, ok := hashedMatchers(e.Elements)
		return matcher.Containing{Elements: elements}, ok
	case matcher.Pattern:
		return nil, false
	}
	return expected, true
}

func hashedMatchers(expected []matcher.Matcher) ([]matcher.Matcher, bool) {
	hashed := make([]matcher.Matcher, len(expected))
	for i := range expected {
		var ok bool
		if hashed[i], ok = hashedMatcher(expected[i]); !ok {
			return nil, false
		}
	}
	return hashed, true
}
