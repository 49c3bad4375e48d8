package consistency

import (
	"maps"
	"slices"

	"casemock/contracts/caseapi"
)

// object is what is known of one case or customer.
type object struct {
	kind     caseapi.ObjectType
	id       string
	values   map[string]value // by property; of the server's own fields, those alone that a client has written
	posts    []post
	created  bool // while we looked on
	updated  bool
	unlisted bool // a list lacked it, and that was told
	// overdue says that lastUpdated must have moved since it was last read: there was an update, and the server had
	// shown a later moment by then.
	overdue bool
	strange bool // it had posts before that nobody has shown

	shown   map[string]any // when it was read last; nil where it may have changed since
	learned uint64         // when anything about it was, by [Model.learned]
}

// value is what is known of a property.
type value struct {
	is    any
	or    []any  // what it may be as well, since nobody knows whether a request was applied
	since source // where it is known from
	free  bool   // it may be anything
	// computed says that no client has written it: a field of the server's own, which may change by itself.
	computed bool
	sent     bool // in a request that was accepted, and no lookup has shown it since
	left     bool // by the last request that was accepted: it was not about it
}

// source is where a value is known from.
type source int

const (
	fromRequest source = iota // it was accepted, and no answer has shown it
	fromWrite                 // the answer to a request that wrote
	fromRead                  // a lookup or a list
)

func newObject(kind caseapi.ObjectType, id string) *object {
	return &object{kind: kind, id: id, values: map[string]value{}}
}

func (o *object) clone() *object {
	made := *o
	made.values = maps.Clone(o.values)
	made.posts = slices.Clone(o.posts)
	return &made
}

// holds reports whether a value is one that the property may have.
func (v value) holds(shown any, compared comparison) bool {
	return v.free || compared.same(v.is, shown) || slices.ContainsFunc(v.or, func(other any) bool {
		return compared.same(other, shown)
	})
}

// promised is what the table says of a property, after what was last heard of it.
func (o *object) promised(name string) (field, promise) {
	row := about(o.kind, name)
	known, isKnown := o.values[name]
	switch {
	case !isKnown || known.free || known.computed:
		return row, free
	case known.since == fromRequest:
		return row, row.sent
	}
	return row, row.otherwise
}

// write takes in a request that was accepted. What is wrong in it, which a server may take all the same,
// is free afterwards.
func (o *object) write(r request) {
	for name, known := range o.values {
		known.left = !known.sent
		o.values[name] = known
	}
	for _, name := range slices.Backward(slices.Sorted(maps.Keys(r.sent))) {
		row, sent := about(o.kind, name), r.sent[name]
		switch {
		case name == "customId":
			if !sameValue(sent, r.sent["customerId"]) { // a server may know the one spelling, or the other
				o.values["customerId"] = value{free: true}
			}
		case row.sent == added:
			o.addPosts(r.posts(), r.wrong[name])
			o.mayReopen(r)
		case row.sent == stays:
		case row.sent == free || r.wrong[name]:
			o.values[name] = value{free: true}
		case r.defines(o.kind, name):
			o.values[name] = value{is: sent, sent: true}
		}
	}
}

// mayReopen frees the status of a closed case to which a post was added.
func (o *object) mayReopen(r request) {
	_, named := r.sent["status"]
	if !named && len(r.posts()) > 0 && o.mayBe("status", string(caseapi.Closed)) {
		o.values["status"] = value{free: true}
	}
}

// doubt takes in a request of which nobody knows whether it was applied.
func (o *object) doubt(r request) {
	o.shown = nil
	for name, sent := range r.sent {
		if known, isKnown := o.values[name]; isKnown && !known.free {
			known.or = append(slices.Clone(known.or), sent)
			o.values[name] = known
		}
	}
	o.addPosts(r.posts(), true)
}

// adopt takes in what an answer shows. A lookup is right; of the answer to a request that wrote, what was
// sent and must be kept is not.
func (o *object) adopt(shown map[string]any, from source) {
	for name, is := range shown {
		row, promise := o.promised(name)
		known, isKnown := o.values[name]
		if row.sent == added || row.otherwise == forward && from != fromRead { // a clock beside the database's
			continue
		}
		after := value{is: is, since: from, computed: known.computed || !isKnown && row.isCustom()}
		switch {
		case from == fromRead, promise == free, promise == ignorable:
			o.values[name] = after
		case known.since < fromRead && known.holds(is, row.compared):
			after.sent, after.left = known.sent, known.left
			o.values[name] = after
		case !known.holds(is, row.compared): // which was told; that a lookup shows it as well is not told again
			known.or = append(slices.Clone(known.or), is)
			o.values[name] = known
		}
	}
	if from == fromRead {
		o.adoptPosts(shown)
		o.overdue = false // else that was told
	}
}

// is reports whether a property is known for certain to have a value.
func (o *object) is(name string, wanted any) bool {
	known, isKnown := o.values[name]
	return isKnown && !known.free && len(known.or) == 0 && sameValue(known.is, wanted)
}

// mayBe reports whether a property may have a value, for all that is known.
func (o *object) mayBe(name string, wanted any) bool {
	known, isKnown := o.values[name]
	return isKnown && known.holds(wanted, exactly)
}
