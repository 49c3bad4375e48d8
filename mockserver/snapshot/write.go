package snapshot

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/fixtures"
	"casemock/mockserver/engine"
)

// kept is a case or a customer, as package store keeps it.
type kept struct {
	Removed  bool            `json:"removed,omitempty"`
	Came     uint64          `json:"came,omitempty"` // a case's place among its customer's
	Case     json.RawMessage `json:"case,omitempty"`
	Customer json.RawMessage `json:"customer,omitempty"`

	id string
}

// Write writes a snapshot of a world with such links.
func Write(to io.Writer, s Snapshot, links Links) error {
	customers, goneCustomers := split(s.of("customer"))
	cases, goneCases := split(s.of("case"))
	slices.SortStableFunc(cases, func(a, b kept) int { return cmp.Compare(a.Came, b.Came) })
	settings := strictyaml.MappingNode()
	for _, name := range slices.Sorted(maps.Keys(s.Settings)) {
		settings.Put(name, strictyaml.TextNode(s.Settings[name]))
	}
	head := strictyaml.MappingNode()
	head.Put("world", strictyaml.TextNode(s.World))
	head.Put("settings", settings)
	if _, err := fmt.Fprintf(to, "# What the world %s of a casemock server holds. "+
		"'casemock world import FILE' puts it into a server.\n%s", s.World, strictyaml.Encode(head)); err != nil {
		return err
	}
	if err := fixtures.WriteEntries(to, entries(customers, links.Customer), entries(cases, links.Case)); err != nil {
		return err
	}
	_, err := to.Write(s.rest(goneCustomers, goneCases, links))
	return err
}

// of are the records of a kind, with their keys without it.
func (s Snapshot) of(kind string) []engine.Record {
	var records []engine.Record
	for _, record := range s.Records {
		if name, ok := strings.CutPrefix(record.Key, kind+"/"); ok {
			records = append(records, engine.Record{Key: name, Value: record.Value})
		}
	}
	return records
}

// split tells those that there are from those that were removed.
func split(records []engine.Record) (there []kept, gone []strictyaml.Node) {
	for _, record := range records {
		one := kept{id: record.Key}
		if err := json.Unmarshal(record.Value, &one); err != nil {
			panic(err) // a record that package store has written
		}
		if one.Removed {
			gone = append(gone, strictyaml.TextNode(one.id))
		} else {
			there = append(there, one)
		}
	}
	return there, gone
}

// entries are the objects without the addresses that can be made up.
func entries(all []kept, link func(id string) string) []any {
	objects := make([]any, len(all))
	for i, one := range all {
		object := []byte(one.Case)
		if one.Customer != nil {
			object = one.Customer
		}
		objects[i] = json.RawMessage(without(object, link(one.id)))
	}
	return objects
}

// without is an object without its address, where it is that one. In a text, the quotes are escaped.
func without(object []byte, address string) []byte {
	property := append([]byte(`,"url":`), caseapi.MustMarshal(address)...)
	return bytes.Replace(object, property, nil, 1)
}

// unlinked are records of what was formerly, without the addresses that can be made up.
func unlinked(records []engine.Record, links Links) []engine.Record {
	for i, record := range records {
		object, id, _ := strings.Cut(record.Key, "/")
		link := links.Customer
		if object == string(caseapi.CaseObject) {
			link = links.Case
		}
		records[i].Value = without(record.Value, link(id))
	}
	return records
}

// rest is what follows the cases and customers; nothing where there is nothing to say.
func (s Snapshot) rest(goneCustomers, goneCases []strictyaml.Node, links Links) []byte {
	root, removed := strictyaml.MappingNode(), strictyaml.MappingNode()
	removed.PutIf(len(goneCustomers) > 0, "customers", strictyaml.ListNode(goneCustomers...))
	removed.PutIf(len(goneCases) > 0, "cases", strictyaml.ListNode(goneCases...))
	root.PutIf(!removed.IsEmpty(), "removed", removed)
	for _, section := range sections {
		records := s.of(section.kind)
		if section.kind == "former" {
			records = unlinked(records, links)
		}
		if len(records) > 0 {
			root.Put(section.key, section.write(records))
		}
	}
	if root.IsEmpty() {
		return nil
	}
	return strictyaml.Encode(root)
}
