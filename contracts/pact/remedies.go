package pact

// What a server's owner can give so that more is exercised.
const (
	stateRemedy    = "--states FILE or --state-url URL"
	customerRemedy = "--customer-id ID, " + stateRemedy
	scenarioRemedy = "--scenarios DIR with a request of your own"
)
