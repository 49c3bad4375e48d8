package record_test

import (
	"strconv"
	"testing"

	"casemock/contracts/crm"
	"casemock/scenarios/record"
)

// BenchmarkFiles makes the files of a hundred worlds with some 40 steps each, as a proxy does again and again.
func BenchmarkFiles(b *testing.B) {
	recorder := record.New(record.Options{})
	for world := range 100 {
		session(b, &tap{t: b, server: crm.New(), keep: recorder.Add, world: strconv.Itoa(world), key: crm.Key})
	}
	for b.Loop() {
		recorder.Files()
	}
}

// BenchmarkAdd takes one exchange in.
func BenchmarkAdd(b *testing.B) {
	var all []record.Exchange
	session(b, &tap{t: b, server: crm.New(), keep: func(x record.Exchange) { all = append(all, x) }, key: crm.Key})
	recorder := record.New(record.Options{})
	for i := 0; b.Loop(); i++ {
		recorder.Add(all[i%len(all)])
	}
}
