package file

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"slices"
)

// longestKey is how long a record's key may be to stand in the file as it is. bbolt takes keys of up to 32 KiB, and
// pages are smaller than that.
const longestKey = 1024

// Before each value stands whether its key stands in the file as it is: an empty record is something, and a record may
// be called as its user likes.
const (
	wholeKey = 0
	hashKey  = 1 // the key stands before the value, after its length
)

// shorten is a record as it stands in the file; a value of nil stays nil.
func shorten(key string, value []byte) (shortened, withKey []byte) {
	kind := byte(wholeKey)
	if shortened = append([]byte("k"), key...); len(key) > longestKey {
		kind = hashKey
		sum := sha256.Sum256([]byte(key))
		shortened = append([]byte("h"), sum[:]...)
	}
	if value == nil {
		return shortened, nil
	}
	withKey = []byte{kind}
	if kind == hashKey {
		withKey = binary.AppendUvarint(withKey, uint64(len(key)))
		withKey = append(withKey, key...)
	}
	return shortened, append(withKey, value...)
}

// lengthen is a record that stands in the file so. The value is a copy.
func lengthen(shortened, withKey []byte) (key string, value []byte) {
	if withKey[0] == wholeKey {
		return string(bytes.TrimPrefix(shortened, []byte("k"))), slices.Clone(withKey[1:])
	}
	length, size := binary.Uvarint(withKey[1:])
	rest := withKey[1+size:]
	return string(rest[:length]), slices.Clone(rest[length:])
}
