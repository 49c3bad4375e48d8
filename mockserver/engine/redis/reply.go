package redis

import (
	"fmt"
	"strconv"

	"casemock/mockserver/engine"
)

// reply is what a script gave. The first thing in it that is not as expected is its error.
type reply struct {
	value any
	tag   string // of the script's call, where it has one
	err   error
	whole *reply // that this one is a part of; nil: it is the whole itself
}

func (r *reply) fail(expected string) {
	if top := r.top(); top.err == nil {
		top.err = fmt.Errorf("Redis answers %T instead of %s", r.value, expected) //nolint:staticcheck // a name
	}
}

// list are the parts of a reply.
func (r *reply) list() []any {
	list, ok := r.value.([]any)
	if !ok {
		r.fail("a list")
	}
	return list
}

// at is a part of a list.
func (r *reply) at(i int) *reply {
	list := r.list()
	if i >= len(list) {
		r.fail("a longer list")
		return &reply{whole: r.top()}
	}
	return &reply{value: list[i], whole: r.top()}
}

// number is a number, which is 0 where there is nothing.
func (r *reply) number() uint64 {
	switch value := r.value.(type) {
	case int64:
		return uint64(value)
	case string:
		if number, err := strconv.ParseUint(value, 10, 64); err == nil {
			return number
		}
	case nil:
		return 0
	}
	r.fail("a number")
	return 0
}

func (r *reply) text() string {
	text, ok := r.value.(string)
	if !ok {
		r.fail("a text")
	}
	return text
}

// changes are what since tells in the scripts.
func (r *reply) changes() engine.Changes {
	since := engine.Changes{
		Version: engine.Version{Epoch: r.at(0).text(), Number: r.at(1).number(), Tag: r.at(2).text()},
		Whole:   r.at(3).number() > 0,
	}
	list := r.at(4).list()
	for i := 0; i+1 < len(list); i += 2 {
		record := engine.Record{Key: (&reply{value: list[i], whole: r.top()}).text()}
		if list[i+1] != nil {
			record.Value = []byte((&reply{value: list[i+1], whole: r.top()}).text())
		}
		since.Records = append(since.Records, record)
	}
	return since
}

// top is the reply that this one is a part of, or it itself.
func (r *reply) top() *reply {
	if r.whole != nil {
		return r.whole
	}
	return r
}
