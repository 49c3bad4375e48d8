package file

import (
	"encoding/binary"
	"encoding/json"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"casemock/mockserver/engine"
)

// Where everything is in the file: a bucket about the store itself, one with the worlds that were dropped, and
// one with a bucket for each world.
var (
	storeBucket     = []byte("casemock")
	formatKey       = []byte("format")
	identityKey     = []byte("id")          // tells whether a log belongs to the file
	fingerprintKey  = []byte("fingerprint") // JSON
	logKey          = []byte("log")         // the number of the last entry of the log that is in the file, too
	lostBucket      = []byte("lost")        // how many entries there were, by world
	worldsBucket    = []byte("worlds")
	worldKey        = []byte("world")   // JSON, of a worldJSON
	recordsBucket   = []byte("records") // values by key
	journalBucket   = []byte("journal") // entries by number
	worldSubBuckets = [][]byte{recordsBucket, journalBucket}
)

// format is the layout's number. Another layout has another one.
const format = "1"

// worldJSON is what stands in the file of a world besides records and entries.
type worldJSON struct {
	Epoch  string `json:"epoch"`
	Number uint64 `json:"number"`
	state
	Counters map[string]uint64 `json:"counters"`
	Used     uint64            `json:"used"`
}

func (w *world) marshal() []byte {
	text, err := json.Marshal(worldJSON{w.version.Epoch, w.version.Number, w.state, w.counters, w.used})
	if err != nil {
		panic(err) // numbers and texts have a JSON form
	}
	return text
}

func unmarshalWorld(text []byte) (*world, error) {
	var read worldJSON
	if err := json.Unmarshal(text, &read); err != nil {
		return nil, err
	}
	loaded := newWorldOf(read.Epoch)
	loaded.version.Number, loaded.settled = read.Number, read.Number
	loaded.state, loaded.used = read.state, read.Used
	if read.Counters != nil {
		loaded.counters = read.Counters
	}
	return loaded, nil
}

// save writes the batch.
func (b *batch) save(tx *bolt.Tx) error {
	for name, part := range b.parts {
		if err := part.save(tx.Bucket(worldsBucket), []byte(name)); err != nil {
			return fmt.Errorf("world %s: %w", name, err)
		}
	}
	for name, entries := range b.lost {
		if err := put(tx.Bucket(lostBucket), []byte(name), orNothing(entries)); err != nil {
			return err
		}
	}
	return tx.Bucket(storeBucket).Put(logKey, number(b.log))
}

// orNothing is a number as a value; nil for 0.
func orNothing(n uint64) []byte {
	if n == 0 {
		return nil
	}
	return number(n)
}

func (p *part) save(worlds *bolt.Bucket, name []byte) error {
	if (p.afresh || p.world == nil) && worlds.Bucket(name) != nil {
		if err := worlds.DeleteBucket(name); err != nil {
			return err
		}
	}
	if p.world == nil {
		return nil
	}
	bucket, err := worlds.CreateBucketIfNotExists(name)
	if err != nil {
		return err
	}
	if err := bucket.Put(worldKey, p.world); err != nil {
		return err
	}
	for _, name := range worldSubBuckets {
		if _, err := bucket.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	return p.saveParts(bucket.Bucket(recordsBucket), bucket.Bucket(journalBucket))
}

// saveParts writes the records and the entries.
func (p *part) saveParts(records, journal *bolt.Bucket) error {
	for key, value := range p.records {
		shortened, value := shorten(key, value)
		if err := put(records, shortened, value); err != nil {
			return err
		}
	}
	for n, text := range p.entries {
		if err := put(journal, number(n), text); err != nil {
			return err
		}
	}
	return nil
}

// put sets a value, or takes it away where it is nil.
func put(bucket *bolt.Bucket, key, value []byte) error {
	if value == nil {
		return bucket.Delete(key)
	}
	return bucket.Put(key, value)
}

// number is a number as bbolt sorts it.
func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// records are those of a world, of which some may not be in the file yet.
func (e *Engine) records(name string) ([]engine.Record, error) {
	found := map[string][]byte{}
	err := e.database.View(func(tx *bolt.Tx) error {
		bucket := tx.Bucket(worldsBucket).Bucket([]byte(name))
		if bucket == nil {
			return nil
		}
		return bucket.Bucket(recordsBucket).ForEach(func(shortened, value []byte) error {
			key, value := lengthen(shortened, value)
			found[key] = value
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	for _, unwritten := range []*batch{e.underway, e.waiting} {
		if unwritten != nil && unwritten.parts[name] != nil {
			found = unwritten.parts[name].overlay(found)
		}
	}
	return listed(found), nil
}
