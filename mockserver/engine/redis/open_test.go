package redis

import (
	"net"
	"strings"
	"testing"

	"casemock/mockserver/engine"
	"casemock/mockserver/engine/redistest"
)

// TestRefusals opens what is no use as a store.
func TestRefusals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		settings []string
		scheme   string // empty: redis
		user     string
		suffix   string
		want     string
	}{
		"without the password":  {settings: []string{"--requirepass", "secret"}, want: "it wants another password; give"},
		"with a wrong password": {settings: []string{"--requirepass", "secret"}, user: ":other@", want: "it wants another"},
		"a database too many":   {suffix: "/99", want: "it has no database of that number; give"},
		"a replica": {settings: []string{"--replicaof", "127.0.0.1 1"},
			want: "it is a replica, which nobody can write to; give its master, 127.0.0.1:1"},
		"one that forgets": {settings: []string{"--maxmemory", "1gb", "--maxmemory-policy", "allkeys-lru"},
			want: "it forgets what it was told when its memory is full (maxmemory-policy allkeys-lru); set noeviction"},
		"one that is full": {settings: []string{"--maxmemory", "1kb"}, want: "its memory is full"},
		"one without TLS":  {scheme: "rediss", want: "does it speak TLS as rediss:// says?"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := redistest.Start(t, test.settings...)
			if test.scheme == "" {
				test.scheme = "redis"
			}
			refused(t, test.scheme+"://"+test.user+server.Address+test.suffix, test.want)
		})
	}
}

// TestStrangers opens what is no Redis, or an old one.
func TestStrangers(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ answer, want string }{
		"an old one": {"$21\r\nredis_version:5.0.14\r\n\r\n", "it is Redis 5.0.14; casemock needs 6 or later"},
		"a website":  {"HTTP/1.1 400 Bad Request\r\n\r\n", "it cannot be reached"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			refused(t, "redis://"+pretend(t, test.answer), test.want)
		})
	}
}

// pretend answers every INFO with the same, and all else with an error.
func pretend(t *testing.T, answer string) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go pretendOn(connection, answer)
		}
	}()
	return listener.Addr().String()
}

func pretendOn(connection net.Conn, answer string) {
	defer connection.Close()
	buffer := make([]byte, 4096)
	for {
		read, err := connection.Read(buffer)
		if err != nil {
			return
		}
		if !strings.Contains(strings.ToLower(string(buffer[:read])), "info") && answer[0] == '$' {
			_, _ = connection.Write([]byte("-ERR unknown command\r\n"))
			continue
		}
		_, _ = connection.Write([]byte(answer))
	}
}

func refused(t *testing.T, address, want string) {
	t.Helper()
	opened, err := Open(t.Context(), address, testOptions)
	if err == nil {
		t.Fatal(opened.Close())
	}
	if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %q, want %q", err, want)
	}
}

// TestOthersKeys holds that a reset of the store touches no keys but its own.
func TestOthersKeys(t *testing.T) {
	t.Parallel()
	server := redistest.Start(t)
	mine := mustOpen(t, "redis://"+server.Address+"?prefix=mi*ne:", testOptions)
	commit(t, mine, engine.Version{}, "a=1")
	if err := mine.client.MSet(t.Context(), "other", "1", "mixne:fingerprint", "2").Err(); err != nil {
		t.Fatal(err)
	}
	again := testOptions
	again.Reset = true
	mustOpen(t, "redis://"+server.Address+"?prefix=mi*ne:", again)
	keys, err := mine.client.Keys(t.Context(), "*").Result()
	if err != nil || len(keys) != 4 { // with the fingerprint and the probe of the new store
		t.Errorf("%q are left, %v", keys, err)
	}
}
