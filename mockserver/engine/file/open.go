package file

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"casemock/mockserver/engine"
)

// lockPatience is how long [Open] waits for another process that is about to end.
const lockPatience = time.Second

// Open opens the store in a file, or makes one where there is none. The error says what to do; it is
// [engine.MisfitError] for a store of a sandbox with other settings.
func Open(path string, options engine.Options) (opened *Engine, err error) {
	// bbolt reads from memory that the file is mapped into, and trusts what it finds there.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			opened, err = nil, damaged(fmt.Errorf("%v", cause))
		}
	}()
	database, err := openDatabase(path)
	if err != nil {
		return nil, err
	}
	opened = &Engine{options: options, availability: engine.Availability{Report: options.Report}, database: database,
		update: database.Update, worlds: map[string]*world{}, lost: map[string]uint64{}, waiting: newBatch(),
		kick: make(chan struct{}, 1), closing: make(chan struct{})}
	if err := opened.begin(path); err != nil {
		return nil, errors.Join(err, database.Close())
	}
	opened.closed.Go(opened.write)
	return opened, nil
}

// damaged says what to do about a file that is.
func damaged(err error) error { return fmt.Errorf("it is damaged: %w; %s", err, remedy) }

const remedy = "delete it, or give another path"

// logPath is where the log of a file is.
func logPath(path string) string { return path + ".log" }

// openDatabase opens the file and holds it against other processes.
func openDatabase(path string) (*bolt.DB, error) {
	_, missing := os.Stat(path)
	database, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: lockPatience, FreelistType: bolt.FreelistMapType})
	if err != nil {
		if missing != nil && !errors.Is(err, bolterrors.ErrTimeout) {
			_ = os.Remove(path) // what it has begun to write; mostly there is nothing
		}
		return nil, explain(err, path)
	}
	if err := whole(database, path); err != nil {
		return nil, errors.Join(err, database.Close())
	}
	return database, nil
}

// explain says what to do about an error of bbolt.
func explain(err error, path string) error {
	info, statErr := os.Stat(path)
	var system syscall.Errno
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return fmt.Errorf("it is in use by %s; end that one, or give another path", holder(logPath(path)))
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrVersionMismatch),
		errors.Is(err, bolterrors.ErrChecksum):
		return fmt.Errorf("it is no store of casemock, or damaged (%w); %s", err, remedy)
	case statErr == nil && info.IsDir():
		return errors.New("it is a directory; give the path of a file in it")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("permission denied; give a file that this user may read and write")
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("its directory does not exist; make it first")
	case errors.Is(err, syscall.ENOSPC):
		return errors.New("its disk is full; make room there, or give another path")
	case !errors.As(err, &system): // what bbolt says of the content without a kind
		return fmt.Errorf("it is no store of casemock, or damaged (%w); %s", err, remedy)
	}
	return err
}

// whole is an error for a file that ends too early.
func whole(database *bolt.DB, path string) error {
	return database.View(func(tx *bolt.Tx) error {
		info, err := os.Stat(path)
		if err == nil && info.Size() < tx.Size() {
			err = damaged(fmt.Errorf("of %d bytes, %d are there", tx.Size(), info.Size()))
		}
		return err
	})
}

// begin reads what is there, and makes it what it has to be.
func (e *Engine) begin(path string) error {
	identity, err := e.prepare()
	if err != nil {
		return err
	}
	if err := e.load(); err != nil {
		return damaged(err)
	}
	file, err := os.OpenFile(logPath(path), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("its log: %w", err)
	}
	e.log.file = file
	if err := e.takeOver(identity); err != nil {
		return errors.Join(fmt.Errorf("its log %s: %w", file.Name(), err), file.Close())
	}
	return nil
}

// prepare makes a new store, or checks that there is one that fits.
func (e *Engine) prepare() (identity string, err error) {
	err = e.database.Update(func(tx *bolt.Tx) error {
		if err := e.check(tx); err != nil {
			return err
		}
		bucket := tx.Bucket(storeBucket)
		if bucket == nil {
			if bucket, err = makeStore(tx, e.options.Fingerprint); err != nil {
				return err
			}
		}
		identity = string(bucket.Get(identityKey))
		return nil
	})
	return identity, err
}

// check reports what is wrong with the store; one that is to be reset is not there any longer after that.
func (e *Engine) check(tx *bolt.Tx) error {
	bucket := tx.Bucket(storeBucket)
	if bucket == nil {
		if name, _ := tx.Cursor().First(); name != nil {
			return fmt.Errorf("it is a database of something else; %s", remedy)
		}
		return nil
	}
	if e.options.Reset {
		for _, name := range [][]byte{storeBucket, lostBucket, worldsBucket} {
			if err := tx.DeleteBucket(name); err != nil && !errors.Is(err, bolterrors.ErrBucketNotFound) {
				return err
			}
		}
		return nil
	}
	if found := bucket.Get(formatKey); string(found) != format {
		return fmt.Errorf("it was written by another version of casemock (format %s, this one has %s); "+
			"use that version, or --store-reset to forget everything in it", found, format)
	}
	theirs := engine.Fingerprint{}
	if err := json.Unmarshal(bucket.Get(fingerprintKey), &theirs); err != nil {
		return damaged(fmt.Errorf("fingerprint: %w", err))
	}
	return e.options.Fingerprint.Compare(theirs)
}

// makeStore makes what an empty store has.
func makeStore(tx *bolt.Tx, fingerprint engine.Fingerprint) (*bolt.Bucket, error) {
	bucket, err := tx.CreateBucket(storeBucket)
	if err != nil {
		return nil, err
	}
	for _, name := range [][]byte{lostBucket, worldsBucket} {
		if _, err := tx.CreateBucket(name); err != nil {
			return nil, err
		}
	}
	for key, value := range map[string][]byte{string(formatKey): []byte(format), string(identityKey): []byte(rand.Text()),
		string(fingerprintKey): fingerprint.Marshal(), string(logKey): number(0)} {
		if err := bucket.Put([]byte(key), value); err != nil {
			return nil, err
		}
	}
	return bucket, nil
}

// load reads into memory what belongs there.
func (e *Engine) load() error {
	return e.database.View(func(tx *bolt.Tx) error {
		e.log = &entryLog{last: binary.BigEndian.Uint64(tx.Bucket(storeBucket).Get(logKey))}
		err := tx.Bucket(lostBucket).ForEach(func(name, entries []byte) error {
			e.lost[string(name)] = binary.BigEndian.Uint64(entries)
			return nil
		})
		if err != nil {
			return err
		}
		worlds := tx.Bucket(worldsBucket)
		return worlds.ForEachBucket(func(name []byte) error {
			return e.loadWorld(string(name), worlds.Bucket(name))
		})
	})
}

func (e *Engine) loadWorld(name string, bucket *bolt.Bucket) error {
	loaded, err := unmarshalWorld(bucket.Get(worldKey))
	if err != nil {
		return fmt.Errorf("world %s: %w", name, err)
	}
	e.worlds[name] = loaded
	e.uses = max(e.uses, loaded.used)
	return bucket.Bucket(journalBucket).ForEach(func(number, text []byte) error {
		loaded.entries = append(loaded.entries,
			engine.Kept{Number: binary.BigEndian.Uint64(number), Text: slices.Clone(text)})
		e.bytes += int64(len(text))
		return nil
	})
}

// takeOver reads what the log has that is not in the file, puts it there, and empties the log.
func (e *Engine) takeOver(identity string) error {
	content, err := io.ReadAll(e.log.file)
	if err != nil {
		return err
	}
	// A log of another store is what was left when its file was deleted, or another one put in its place.
	if header, ok := readHeader(bytes.NewReader(content)); ok && header.identity == identity {
		e.replay(content[bytes.IndexByte(content, '\n')+1:])
	}
	for _, name := range slices.Collect(maps.Keys(e.worlds)) {
		e.makeRoom(name, e.worlds[name]) // the bounds may be others now
	}
	e.complete(e.waiting)
	if err := e.save(e.waiting, true); err != nil {
		return err
	}
	e.settle(e.waiting)
	e.waiting = newBatch()
	return e.log.begin(identity)
}

// replay does again what a log says.
func (e *Engine) replay(content []byte) {
	for _, found := range replay(content) {
		if found.last <= e.log.last {
			continue
		}
		e.log.last = found.last
		here := e.worlds[found.world]
		if here == nil {
			here = newWorldOf(found.entry.Epoch)
			e.worlds[found.world] = here
		}
		if here.version.Epoch == found.entry.Epoch && (found.number == 0 || found.number > here.Newest) {
			found.entry.Text = slices.Clone(found.entry.Text) // so that the log itself need not stay in memory
			e.keep(found.world, here, found.number, found.entry)
		}
	}
}
