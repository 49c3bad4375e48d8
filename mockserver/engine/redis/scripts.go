package redis

import (
	"embed"

	goredis "github.com/redis/go-redis/v9"
)

//go:embed scripts/*.lua
var scriptFiles embed.FS

// scripts are what Redis runs at once. Each begins with what all have in common.
type scripts struct {
	arrive, read, commit, append, clear, forget, note, reset, drop *goredis.Script
}

func loadScripts() scripts {
	return scripts{arrive: script("arrive"), read: script("read"), commit: script("commit"), append: script("append"),
		clear: script("clear"), forget: script("forget"), note: script("note"), reset: script("reset"),
		drop: script("drop")}
}

func script(name string) *goredis.Script {
	return goredis.NewScript(mustRead("begin") + mustRead(name))
}

// mustRead is the text of a file that the program was compiled with.
func mustRead(name string) string {
	text, err := scriptFiles.ReadFile("scripts/" + name + ".lua")
	if err != nil {
		panic(err)
	}
	return string(text)
}
