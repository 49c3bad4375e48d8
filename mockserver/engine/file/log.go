package file

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"strconv"

	"casemock/mockserver/engine"
)

// entryLog is the log beside the file, see the package comment. Its first line says whose it is; after that come
// entries, each with its length and a checksum before it: the end of the process may have cut the last one.
type entryLog struct {
	file   *os.File
	header int64  // the length of the first line
	size   int64  // of the log
	last   uint64 // the number of the last entry
	buffer []byte
	broken error // nothing more can be written until everything is forgotten
}

// logHeader is the first line of a log.
type logHeader struct {
	identity string // of the store
	process  int
}

const headerFormat = "casemock log of store %s open in process %d\n"

// readHeader reads the first line of a log; false where it is no log.
func readHeader(from io.Reader) (header logHeader, ok bool) {
	line, err := bufio.NewReader(io.LimitReader(from, 200)).ReadString('\n')
	if err != nil {
		return header, false
	}
	_, err = fmt.Sscanf(line, headerFormat, &header.identity, &header.process)
	return header, err == nil
}

// logged is an entry in a log.
type logged struct {
	last   uint64 // its number in the log
	world  string
	number uint64 // in the journal
	entry  engine.Entry
}

// write adds an entry.
func (l *entryLog) write(world string, number uint64, entry engine.Entry) error {
	if l.broken != nil {
		return l.broken
	}
	const overhead = 8
	l.buffer = append(l.buffer[:0], make([]byte, overhead)...)
	l.buffer = logged{l.last + 1, world, number, entry}.appendTo(l.buffer)
	content := l.buffer[overhead:]
	binary.BigEndian.PutUint32(l.buffer, uint32(len(content)))
	binary.BigEndian.PutUint32(l.buffer[4:], crc32.ChecksumIEEE(content))
	if _, err := l.file.WriteAt(l.buffer, l.size); err != nil {
		l.broken = err
		return err
	}
	l.size += int64(len(l.buffer))
	l.last++
	return nil
}

func (l logged) appendTo(buffer []byte) []byte {
	buffer = binary.AppendUvarint(buffer, l.last)
	buffer = binary.AppendUvarint(buffer, l.number)
	buffer = binary.AppendUvarint(buffer, l.entry.Arrival)
	buffer = binary.AppendUvarint(buffer, uint64(len(l.entry.Counters)))
	for _, text := range append([]string{l.world, l.entry.Epoch}, l.entry.Counters...) {
		buffer = binary.AppendUvarint(buffer, uint64(len(text)))
		buffer = append(buffer, text...)
	}
	return append(buffer, l.entry.Text...)
}

// parseLogged reads what appendTo has written.
func parseLogged(content []byte) (found logged, err error) {
	reader := &contentReader{rest: content}
	found.last, found.number, found.entry.Arrival = reader.uvarint(), reader.uvarint(), reader.uvarint()
	counters := reader.uvarint()
	found.world, found.entry.Epoch = reader.text(), reader.text()
	for range min(counters, uint64(len(content))) {
		found.entry.Counters = append(found.entry.Counters, reader.text())
	}
	found.entry.Text = reader.rest
	return found, reader.err
}

// contentReader reads from the front of bytes. After an error everything is empty.
type contentReader struct {
	rest []byte
	err  error
}

func (r *contentReader) uvarint() uint64 {
	value, size := binary.Uvarint(r.rest)
	if size <= 0 {
		r.rest, r.err = nil, io.ErrUnexpectedEOF
		return 0
	}
	r.rest = r.rest[size:]
	return value
}

func (r *contentReader) text() string {
	length := r.uvarint()
	if length > uint64(len(r.rest)) {
		r.rest, r.err = nil, io.ErrUnexpectedEOF
		return ""
	}
	text := string(r.rest[:length])
	r.rest = r.rest[length:]
	return text
}

// replay gives the entries of a log, up to the first one that was cut.
func replay(content []byte) []logged {
	var found []logged
	for len(content) >= 8 {
		length, sum := binary.BigEndian.Uint32(content), binary.BigEndian.Uint32(content[4:])
		content = content[8:]
		if uint64(length) > uint64(len(content)) || crc32.ChecksumIEEE(content[:length]) != sum {
			break
		}
		read, err := parseLogged(content[:length])
		if err != nil {
			break
		}
		found = append(found, read)
		content = content[length:]
	}
	return found
}

// begin writes the first line of a log that has nothing that is not in the file, too.
func (l *entryLog) begin(identity string) error {
	line := fmt.Sprintf(headerFormat, identity, os.Getpid())
	if err := l.file.Truncate(0); err != nil {
		return err
	}
	if _, err := l.file.WriteAt([]byte(line), 0); err != nil {
		return err
	}
	l.header, l.size = int64(len(line)), int64(len(line))
	return nil
}

// forget empties the log when it has nothing after the entry of a number.
func (l *entryLog) forget(last uint64) error {
	if l.last > last || l.size == l.header && l.broken == nil {
		return nil
	}
	if err := l.file.Truncate(l.header); err != nil {
		return err
	}
	l.size, l.broken = l.header, nil
	return nil
}

// close closes the log, and takes it away where it has nothing that is not in the file, too.
func (l *entryLog) close(done bool) error {
	err := l.file.Close()
	if done {
		err = errors.Join(err, os.Remove(l.file.Name()))
	}
	return err
}

// holder says which process has a store open, as far as its log tells.
func holder(logPath string) string {
	file, err := os.Open(logPath)
	if err != nil {
		return "another process"
	}
	defer file.Close()
	header, ok := readHeader(file)
	if !ok {
		return "another process"
	}
	return "process " + strconv.Itoa(header.process)
}
