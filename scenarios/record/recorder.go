package record

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"sync"

	"casemock/contracts/caseapi"
)

// Options say what is recorded, and how. The zero value invents personal data.
type Options struct {
	// KeepData leaves personal data as it is. Secrets are taken out in either case.
	KeepData bool
	// Structures are the company's custom fields; nil: as its meta objects and its traffic show them.
	Structures *caseapi.ObjectStructures
	// Keys are secrets besides those that the traffic shows.
	Keys []string
}

// The bounds of what is kept.
const (
	MostBody     = 64 << 10 // bytes of a body; an exchange with a longer one is left out
	mostSteps    = 1000     // exchanges of a world
	mostWorlds   = 1000
	mostBytes    = 32 << 20 // of everything
	mostExamples = 20       // kinds of exchanges of an operation and a status
	mostExample  = 32 << 10 // bytes of both bodies of one: nobody reads a longer scenario
	mostPairs    = 100      // of an operation and a status, with those that no document has
	mostNames    = 100      // custom fields of an object
)

// Recorder takes exchanges in, and makes files of them. It is safe for concurrent use.
type Recorder struct {
	options Options

	mutex    sync.Mutex
	worlds   map[string]*world
	examples map[caseapi.Pair]map[string]*seen // by [kindOf]
	secrets  map[string]bool
	learned  learned
	goodKeys map[string]bool // which something was answered
	bytes    int
	left     map[string]int // exchanges that are in no file, by the reason
}

// world is what one world's clients did.
type world struct {
	seen  []*seen
	count int             // of exchanges, with those that are not kept
	since map[string]bool // hashes of the requests since the last write, and of that
}

// New begins a recording.
func New(options Options) *Recorder {
	r := &Recorder{options: options, worlds: map[string]*world{}, examples: map[caseapi.Pair]map[string]*seen{},
		secrets: map[string]bool{}, goodKeys: map[string]bool{}, left: map[string]int{},
		learned: learned{shown: map[caseapi.ObjectType]*caseapi.ObjectStructure{},
			sent: map[caseapi.ObjectType]map[string]bool{}, sought: map[string]bool{}}}
	for _, key := range options.Keys {
		r.secrets[key] = true
	}
	return r
}

// Reasons why an exchange is in no file.
const (
	notOfTheAPI    = "not a call of the Case API"
	withoutAnswer  = "without an answer"
	tooLong        = "with a body of more than 64 KiB, or one that is not all there"
	tooMany        = "beyond what a recording can hold"
	tooManySecrets = "with more keys and tokens than can be looked for"
)

// Add takes an exchange in. The operation is nil for what the API does not have, the status 0 without an answer.
func (r *Recorder) Add(x Exchange) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for _, secret := range secretsOf(x) {
		if !r.secrets[secret] && (len(r.secrets) >= mostSecrets || len(secret) > longestSecret) {
			r.left[tooManySecrets]++
			return
		}
		r.secrets[secret] = true
	}
	switch {
	case x.Operation == nil:
		r.left[notOfTheAPI]++
	case x.Status == 0:
		r.left[withoutAnswer]++
	case x.Cut || len(x.Sent) > MostBody || len(x.Answer) > MostBody:
		r.left[tooLong]++
	default:
		r.add(x)
	}
}

func (r *Recorder) add(x Exchange) {
	where := r.worlds[x.World]
	if where == nil {
		if len(r.worlds) >= mostWorlds {
			r.left[tooMany]++
			return
		}
		where = &world{since: map[string]bool{}}
		r.worlds[x.World] = where
	}
	where.count++
	kept := keep(x, where.count)
	if kept.key != "" && kept.status != http.StatusUnauthorized {
		r.goodKeys[kept.key] = true
	}
	r.learned.learn(kept)
	isNew := where.isNew(kept)
	fits := len(where.seen) < mostSteps && r.bytes+kept.size() <= mostBytes
	switch {
	case isNew && fits:
		where.seen = append(where.seen, kept)
		r.bytes += kept.size()
	case isNew:
		r.left[tooMany]++
	}
	r.exemplify(kept)
}

// isNew reports whether a request is not a repetition: of a read since the last write, or of that write itself, with
// the same status. One that creates something is always new.
func (w *world) isNew(x *seen) bool {
	hash := x.hash()
	if w.since[hash] && !x.creates() {
		return false
	}
	if x.writes() && x.status < http.StatusBadRequest {
		clear(w.since)
	}
	if len(w.since) < mostSteps { // what is not remembered is a step again, of which there are no more
		w.since[hash] = true
	}
	return true
}

func (s *seen) hash() string {
	hash := sha256.New()
	fmt.Fprintf(hash, "%s %q %q %q %d %q", s.operation.Name, s.path, s.headers, s.key, s.status, s.sent)
	return string(hash.Sum(nil))
}

// exemplify keeps the first exchanges of each kind, the order of worlds by their names, so that the order in which
// they came does not matter.
func (r *Recorder) exemplify(x *seen) {
	pair := caseapi.Pair{Operation: x.operation.Name, Status: x.status}
	kind := kindOf(x)
	all := r.examples[pair]
	if kept, full := len(x.sent)+len(x.answer), len(r.examples) >= mostPairs; kept > mostExample || all == nil && full {
		return
	}
	if all == nil {
		all = map[string]*seen{}
		r.examples[pair] = all
	}
	if former := all[kind]; former == nil || before(x, former) {
		all[kind] = x
	}
	if len(all) <= mostExamples {
		return
	}
	last := slices.MaxFunc(slices.Sorted(maps.Keys(all)), func(a, b string) int { return compare(all[a], all[b]) })
	delete(all, last)
}

func before(a, b *seen) bool { return compare(a, b) < 0 }
