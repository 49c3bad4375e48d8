package journal

// Rule says what decided an answer. The rules from scenario to sandbox stand in their order of
// precedence.
type Rule string

// The rules, as they stand in X-Mock-Answer and in the journal.
const (
	RuleScenario    Rule = "scenario"          // the request named a scenario
	RulePrefer      Rule = "prefer"            // the request preferred a status, with Prefer or with __code
	RuleMagicID     Rule = "magic-id"          // the request's id asked for a status
	RuleForced      Rule = "forced"            // somebody forced the answer from outside
	RuleLive        Rule = "live"              // a live scenario matches the request
	RuleFailRate    Rule = "fail-rate"         // chance
	RuleSandbox     Rule = "sandbox"           // none of them: validated, stored or looked up, and answered as documented
	RuleNoOperation Rule = "no-such-operation" // a path or a method that the API does not have
	RuleRefused     Rule = "refused"           // what was asked for cannot be forced

	RuleProxied     Rule = "proxied"              // none of them, in front of a real server: it has answered
	RuleUnavailable Rule = "upstream-unavailable" // it has not
	RuleRejected    Rule = "rejected"             // the request, or the real server's answer, breaks the documents

	RuleStoreUnavailable Rule = "store-unavailable" // nothing can be said of the world, since its store is away
	RuleInternalError    Rule = "internal-error"    // a mistake of the fake server itself
)

// How a client asks for an answer in its query, and how an answer says why it is what it is.
const (
	CodeParameter     = "__code"
	AnswerHeader      = "X-Mock-Answer"
	ViolationsHeader  = "X-Mock-Violations"
	PreferenceApplied = "Preference-Applied" // RFC 7240
	SurprisesHeader   = "X-Mock-Surprises"
)
