package scenarios

import (
	"net/http"
	"slices"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/contracts/wording"
	"casemock/scenarios/schema"
)

// mostRetries bounds at-most.
const mostRetries = 1000

// The keys of a reaction.
const (
	retryKey   = string(RetryKind)
	stopKey    = string(StopKind)
	noRetryKey = string(NoRetryKind)
	firstKey   = string(FirstKind)
)

func (r *reader) reaction(value strictyaml.Value) {
	if !value.Exists() {
		return
	}
	fields := schema.Read(value, reactionKeys)
	if value.Kind() == strictyaml.Map && len(value.Entries()) == 0 {
		value.Note("demands nothing; it takes %s", wording.Or(keyNames(reactionKeys)))
	}
	reaction := &r.scenario.Reaction
	if fields.Has(retryKey) {
		reaction.Retry = r.retry(fields.Get(retryKey))
	}
	if fields.Has(stopKey) {
		reaction.Stop = r.stop(fields.Get(stopKey))
	}
	if fields.Has(noRetryKey) {
		reaction.NoRetry = r.noRetry(fields.Get(noRetryKey))
	}
	reaction.First = r.first(fields.Get(firstKey))
	for _, other := range []string{stopKey, noRetryKey} {
		if fields.Has(retryKey) && fields.Has(other) {
			fields.Get(other).Note("contradicts reaction.retry: a client cannot do both; give one of them")
		}
	}
	r.reactionApplies(value)
}

// reactionApplies notes a reaction that would never be asked for.
func (r *reader) reactionApplies(value strictyaml.Value) {
	fails := func(response Response) bool {
		return response.Status/100 != 2 || response.Fault != NoFault || response.Delay.Max > 0
	}
	if len(r.scenario.Responses) > 0 && !slices.ContainsFunc(r.scenario.Responses, fails) {
		value.Note("is what a client does after a failure, and no response of this scenario is one")
	}
}

func (r *reader) retry(value strictyaml.Value) *Retry {
	fields := schema.Read(value, retryKeys)
	retry := &Retry{Same: r.same(fields.Get("same"))}
	retry.Within = positive(fields.Get("within"))
	retry.NotBefore = positive(fields.Get("not-before"))
	if fields.Has("at-most") {
		retry.AtMost, _ = fields.Get("at-most").Int(1, mostRetries)
	}
	if retry.Within > 0 && retry.NotBefore > retry.Within {
		fields.Get("not-before").Note("of %s is more than within, %s: no retry could be right",
			retry.NotBefore, retry.Within)
	}
	return retry
}

func (r *reader) stop(value strictyaml.Value) *Stop {
	return &Stop{For: positive(schema.Read(value, stopKeys).Get("for"))}
}

func (r *reader) noRetry(value strictyaml.Value) *NoRetry {
	fields := schema.Read(value, noRetryKeys)
	noRetry := &NoRetry{Same: r.same(fields.Get("same")), For: DefaultNoRetry}
	if fields.Has("for") {
		noRetry.For = positive(fields.Get("for"))
	}
	return noRetry
}

// positive is a time that is more than nothing; 0 where there is none.
func positive(value strictyaml.Value) time.Duration {
	if !value.Exists() {
		return 0
	}
	length, ok := value.Duration(MostDelay)
	if ok && length == 0 {
		value.Note("must be more than 0s")
	}
	return length
}

// same reads what makes a request the same.
func (r *reader) same(value strictyaml.Value) []Part {
	if !value.Exists() {
		return sameParts
	}
	names := words(value, partNames())
	parts := make([]Part, len(names))
	for i, name := range names {
		parts[i] = Part(name)
	}
	return parts
}

func (r *reader) first(value strictyaml.Value) []caseapi.OperationName {
	if !value.Exists() {
		return nil
	}
	if operation := r.scenario.Operation; operation != nil && looks(operation) {
		value.Note("is about an operation that changes something, and %s only looks", operation.Name)
	}
	var first []caseapi.OperationName
	for _, name := range words(value, lookingNames()) {
		first = append(first, caseapi.OperationName(name))
	}
	return first
}

// words reads a list of words, each of which is allowed and stands there once.
func words(value strictyaml.Value, allowed []string) []string {
	elements, ok := value.List()
	if ok && len(elements) == 0 {
		value.Note("names nothing; it takes %s", wording.Or(allowed))
	}
	var read []string
	for _, element := range elements {
		word, ok := element.OneOf(allowed...)
		if ok && slices.Contains(read, word) {
			element.Note("is there twice: %s", word)
		} else if ok {
			read = append(read, word)
		}
	}
	return read
}

// looks reports whether an operation changes nothing.
func looks(operation *caseapi.Operation) bool {
	return operation.Success().Status != http.StatusCreated
}

func lookingNames() []string {
	var names []string
	for _, operation := range caseapi.Operations() {
		if looks(operation) {
			names = append(names, string(operation.Name))
		}
	}
	return names
}

func partNames() []string { return []string{string(SamePath), string(SameBody), string(SameKey)} }

func keyNames(keys []schema.Key) []string {
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = key.Name
	}
	return names
}
