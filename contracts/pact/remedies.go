package pact

// What a server's owner can give so that more is exercised.
const (
	stateRemedy    = "--states FILE or --state-url URL"
	customerRemedy = "--customer-id ID, " + stateRemedy
	ownRemedy      = "--states FILE or --state-url URL that brings the state about"
	scenarioRemedy = "--scenarios DIR with a request of your own"
)
