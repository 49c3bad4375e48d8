// Package open opens stores by their addresses, as --store gives them.
package open

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"casemock/mockserver/engine"
	"casemock/mockserver/engine/file"
	"casemock/mockserver/engine/redis"
)

// Memory is the address of no store: worlds end with the process. It is the default.
const Memory = "memory"

// Store opens the store at an address: file:PATH, redis://…, or rediss://… The engine is nil for [Memory]. An error
// names the address, but no password in it, and says what to do.
func Store(ctx context.Context, address string, options engine.Options) (engine.Engine, error) {
	if err := Check(address); err != nil {
		return nil, err
	}
	if address == Memory {
		return nil, nil
	}
	opened, err := store(ctx, address, options)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", Shown(address), err)
	}
	return opened, nil
}

func store(ctx context.Context, address string, options engine.Options) (engine.Engine, error) {
	if path, ok := strings.CutPrefix(address, "file:"); ok {
		return file.Open(path, options)
	}
	return redis.Open(ctx, address, options)
}

// Check is an error for an address that cannot be one, and says which there are.
func Check(address string) error {
	path, isFile := strings.CutPrefix(address, "file:")
	switch {
	case isFile && path == "":
		return fmt.Errorf("%q names no file: give file:PATH", address)
	case isFile, address == Memory:
		return nil
	case strings.HasPrefix(address, "redis://"), strings.HasPrefix(address, "rediss://"):
		return redis.Check(address)
	}
	return fmt.Errorf("%q is no store: give memory, file:PATH, redis://HOST:PORT or rediss://HOST:PORT", Shown(address))
}

// Shown is an address as it may be shown to anybody.
func Shown(address string) string {
	if parsed, err := url.Parse(address); err == nil {
		return parsed.Redacted()
	}
	// What cannot be read may have a password all the same.
	if at := strings.LastIndex(address, "@"); at >= 0 {
		scheme, _, _ := strings.Cut(address, "://")
		return scheme + "://xxxxx" + address[at:]
	}
	return address
}
