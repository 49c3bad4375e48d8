package scenarios

import (
	"casemock/contracts/caseapi"
	"casemock/scenarios/schema"
)

// The tables of this file are the format: the loader knows the keys from them, and [Schema] is
// written from them. To add a key, add its row and read it in the function that the table is named
// after.

var scenarioKeys = []schema.Key{
	schema.Required("name", schema.Shape{"type": "string", "pattern": namePattern, "maxLength": longestName,
		"description": "Unique. The built-ins are called operation/status; the same name replaces one."}),
	schema.Optional("summary", schema.Shape{"type": "string", "description": "One line for people."}),
	schema.Required("operation", schema.Shape{"enum": caseapi.OperationNames(),
		"description": "Gives method, path and the documented statuses."}),
	schema.Optional("given", schema.Shape{"type": "array", "items": schema.Reference("state"),
		"description": "The states that a server must be in, for the contract."}),
	schema.Optional("request", schema.Reference("request")),
	schema.Required("responses", schema.Shape{"type": "array", "minItems": 1, "items": schema.Reference("response"),
		"description": "One after the other; the last repeats, unless then says otherwise."}),
	schema.Optional("then", schema.Shape{"enum": []string{Sandbox},
		"description": "After the responses, the last of which says times, the scenario steps aside for the" +
			" sandbox. One of: sandbox."}),
	schema.Optional("reaction", schema.Reference("reaction")),
	schema.Optional("live", schema.Shape{"type": "boolean", "default": false,
		"description": "true: answers every matching request; false: only when forced."}),
	schema.Optional("contract", schema.Shape{"type": "boolean", "default": true,
		"description": "false: replayed only, not part of the Pact contract."}),
}

var stateKeys = []schema.Key{
	schema.Required("state", schema.Shape{"type": "string", "minLength": 1, "examples": stateNames(),
		"description": "A Pact provider state: a known one, or one of your own."}),
	schema.Optional("params", schema.Shape{"type": "object", "additionalProperties": schema.Shape{"type": "string"},
		"description": "What the state is brought about with. A value of the request that equals one" +
			" is, in the contract, taken from the state."}),
}

var requestKeys = []schema.Key{
	schema.Optional("path", parametersShape("The path's parameters, as in {id: \"1001\"}.")),
	schema.Optional("query", parametersShape("Query parameters.")),
	schema.Optional("headers", parametersShape("Headers; their names are not case-sensitive.")),
	schema.Optional("body", schema.Reference("value")),
}

var responseKeys = []schema.Key{
	schema.Optional("status", schema.Shape{"type": "integer", "minimum": leastStatus, "maximum": mostStatus,
		"description": "Documented for the operation, unless undocumented is true."}),
	schema.Optional("times", schema.Shape{"type": "integer", "minimum": 1, "maximum": mostTimes, "default": 1,
		"description": "How often it answers before the next one does."}),
	schema.Optional("delay", schema.Shape{"description": "Waited before the answer, or the span to draw it from.",
		"oneOf": []any{schema.Reference("duration"), schema.Reference("span")}}),
	schema.Optional("headers", schema.Shape{"type": "object", "additionalProperties": schema.Shape{"type": "string"},
		"description": "Headers of the answer; the values can be templates."}),
	schema.Optional("body", schema.Shape{"description": "JSON, or plain text. Strings can be templates over .request" +
		" with gofakeit's functions through fake. Without it the sandbox answers, or a documented" +
		" error. In a live scenario a 2xx without it is the sandbox itself: it validates, stores and refuses."}),
	schema.Optional("undocumented", schema.Shape{"type": "boolean", "default": false,
		"description": "true: breaks the documents on purpose; left out of the contract."}),
	schema.Optional("fault", schema.Shape{"enum": faultNames(), "description": "Breaks the answer."}),
	schema.Optional("after", schema.Shape{"type": "boolean", "default": false,
		"description": "true: the request is done first, and its own answer is lost to this one; left out of the" +
			" contract."}),
}

var spanKeys = []schema.Key{
	schema.Required("min", schema.Reference("duration")),
	schema.Required("max", schema.Reference("duration")),
}

// reactionKeys are what a good client does after an answer that is no success, or that it did not get whole.
var reactionKeys = []schema.Key{
	schema.Optional(retryKey, schema.Shape{"$ref": "#/$defs/retry",
		"description": "It sends the request again. Not together with stop or no-retry."}),
	schema.Optional(stopKey, schema.Shape{"$ref": "#/$defs/stop",
		"description": "It sends nothing of the operation for a while."}),
	schema.Optional(noRetryKey, schema.Shape{"$ref": "#/$defs/no-retry",
		"description": "It does not send the very same again."}),
	schema.Optional(firstKey, schema.Shape{"type": "array", "minItems": 1, "uniqueItems": true,
		"items": schema.Shape{"enum": lookingNames()},
		"description": "Before it sends the same again, it has called one of these operations to see what became of" +
			" the request: a list, such as [lookupCase, findCases]."}),
}

var retryKeys = []schema.Key{
	schema.Optional("within", schema.Shape{"$ref": "#/$defs/duration", "description": "It must come so soon after the" +
		" answer, or after the request where nothing is ever answered. Without it, the client need not retry."}),
	schema.Optional("not-before", schema.Shape{"$ref": "#/$defs/duration",
		"description": "It must not come sooner after the answer."}),
	schema.Optional("at-most", schema.Shape{"type": "integer", "minimum": 1, "maximum": mostRetries,
		"description": "How many retries there may be of one request. Without it, any number."}),
	schema.Optional("same", sameShape("What a retry keeps.")),
}

var stopKeys = []schema.Key{
	schema.Required("for", schema.Shape{"$ref": "#/$defs/duration", "description": "How long."}),
}

var noRetryKeys = []schema.Key{
	schema.Optional("for", schema.Shape{"$ref": "#/$defs/duration", "default": DefaultNoRetry.String(),
		"description": "How long. Default " + DefaultNoRetry.String() +
			": what comes later may be a person who tries again."}),
	schema.Optional("same", sameShape("What makes a request the very same.")),
}

func sameShape(description string) schema.Shape {
	return schema.Shape{"type": "array", "minItems": 1, "uniqueItems": true,
		"items": schema.Shape{"enum": partNames()}, "default": sameParts,
		"description": description + " Of path, body and key (the Authorization value). Default [path, body]."}
}

func parametersShape(description string) schema.Shape {
	return schema.Shape{"type": "object", "additionalProperties": schema.Reference("text"),
		"description": description}
}

func stateNames() []string {
	var names []string
	for _, state := range KnownStates() {
		names = append(names, state.Name)
	}
	return names
}

func faultNames() []string {
	var names []string
	for _, fault := range Faults() {
		names = append(names, string(fault))
	}
	return names
}
