package redis

import (
	"context"
	"sync"

	goredis "github.com/redis/go-redis/v9"
)

// silence keeps go-redis from writing to standard error whenever a connection fails. It has one logger for the whole
// program; what it would tell a thousand times is told once, by Report of the options.
var silence = sync.OnceFunc(func() { goredis.SetLogger(silent{}) })

type silent struct{}

func (silent) Printf(context.Context, string, ...any) {}
