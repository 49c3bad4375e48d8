package journal

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"casemock/contracts/caseapi"
	"casemock/mockserver/engine"
)

// Marshal is the entry as an engine keeps it, without its number. It is not JSON, which took a tenth of what a read
// through Redis does (.ci/bench).
func (e *Entry) Marshal() []byte {
	packed := &packer{data: make([]byte, 0, e.Size()-entryOverhead+packedOverhead)}
	packed.entry(e)
	return packed.data
}

// packedOverhead is enough for what most entries take besides what [Entry.Size] counts.
const packedOverhead = 160

// Unmarshal reads an entry that an engine has kept.
func Unmarshal(found engine.Kept) (*Entry, error) {
	entry, packed := &Entry{N: found.Number}, &packer{data: found.Text, reads: true}
	packed.entry(entry)
	if packed.err == nil && len(packed.data) > 0 {
		packed.err = fmt.Errorf("%d bytes are left", len(packed.data))
	}
	if packed.err != nil {
		return nil, fmt.Errorf("entry %d of the journal: %w", found.Number, packed.err)
	}
	return entry, nil
}

// packer writes or reads the fields of an entry, one after the other: texts after their length, numbers as varints.
type packer struct {
	data  []byte // written so far, or what is left to read
	reads bool
	err   error // of reading
}

// entry are all fields of an entry but its number.
func (p *packer) entry(e *Entry) {
	p.version()
	p.time(&e.Time)
	pack(p, &e.World)
	pack(p, &e.Operation)
	pack(p, &e.Method)
	pack(p, &e.Path)
	pack(p, &e.Query)
	pack(p, &e.Body)
	number(p, &e.Duration)
	p.rest(e)
	pack(p, &e.headers)
	p.flag(&e.bodyCut)
	number(p, &e.bodySize)
	p.answer(&e.Answer)
}

func (p *packer) answer(a *Answer) {
	number(p, &a.Status)
	pack(p, &a.Rule)
	pack(p, &a.Scenario)
	number(p, &a.Step)
	pack(p, &a.Fault)
	p.flag(&a.Invented)
	pack(p, &a.Because)
	pack(p, &a.Body)
	number(p, &a.BodySize)
	pack(p, &a.headers)
}

// packedVersion tells entries from those of other versions, of which the first ones were JSON.
const packedVersion = 1

var errOtherVersion = errors.New("another version of casemock has written it")

func (p *packer) version() {
	version := packedVersion
	if number(p, &version); version != packedVersion {
		p.fail(errOtherVersion)
	}
}

func (p *packer) fail(err error) {
	if p.err == nil {
		p.data, p.err = nil, err
	}
}

var errCutEntry = errors.New("it is cut")

// pack writes or reads a text or bytes.
func pack[T ~string | ~[]byte](p *packer, value *T) {
	size := len(*value)
	number(p, &size)
	switch {
	case !p.reads:
		p.data = append(p.data, *value...)
	case size < 0 || size > len(p.data):
		p.fail(errCutEntry)
	case size > 0:
		*value, p.data = T(p.data[:size]), p.data[size:]
	}
}

// number writes or reads a number.
func number[T ~int | ~int64](p *packer, value *T) {
	if !p.reads {
		p.data = binary.AppendVarint(p.data, int64(*value))
		return
	}
	read, size := binary.Varint(p.data)
	if size <= 0 {
		p.fail(errCutEntry)
		return
	}
	*value, p.data = T(read), p.data[size:]
}

func (p *packer) flag(value *bool) {
	bit := 0
	if *value {
		bit = 1
	}
	number(p, &bit)
	*value = bit == 1
}

func (p *packer) time(value *time.Time) {
	nanoseconds := value.UnixNano()
	number(p, &nanoseconds)
	if p.reads {
		*value = time.Unix(0, nanoseconds).UTC()
	}
}

// rest is what few entries have, as JSON.
func (p *packer) rest(e *Entry) {
	type rest struct {
		Nearest    *Nearest    `json:"nearest,omitempty"`
		Violations []Violation `json:"violations,omitempty"`
		Unjudged   string      `json:"unjudged,omitempty"`
		Surprises  []string    `json:"surprises,omitempty"`
	}
	var text []byte
	surprises := &e.Answer.Surprises
	if !p.reads && (e.Nearest != nil || len(e.Violations) > 0 || e.Unjudged != "" || len(*surprises) > 0) {
		text = caseapi.MustMarshal(rest{e.Nearest, e.Violations, e.Unjudged, *surprises})
	}
	pack(p, &text)
	if p.reads && len(text) > 0 {
		var read rest
		if err := json.Unmarshal(text, &read); err != nil {
			p.fail(err)
		}
		e.Nearest, e.Violations, e.Unjudged, *surprises = read.Nearest, read.Violations, read.Unjudged, read.Surprises
	}
}
