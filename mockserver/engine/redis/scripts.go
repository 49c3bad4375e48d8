package redis

import (
	"crypto/sha1" // by which Redis knows scripts
	"embed"
	"encoding/hex"
)

//go:embed scripts/*.lua
var scriptFiles embed.FS

// scripts are what Redis runs at once. Each begins with what all have in common.
type scripts struct {
	arrive, read, commit, append, conclude, clear, forget, note, reset, drop script
}

func loadScripts() scripts {
	return scripts{arrive: loadScript("arrive"), read: loadScript("read"), commit: loadScript("commit"),
		append: loadScript("append"), conclude: loadScript("conclude"), clear: loadScript("clear"),
		forget: loadScript("forget"), note: loadScript("note"), reset: loadScript("reset"), drop: loadScript("drop")}
}

// script is one of them. Redis knows it by its hash when it has been sent once.
type script struct{ text, hash string }

func loadScript(name string) script {
	text := mustRead("begin") + mustRead(name)
	sum := sha1.Sum([]byte(text))
	return script{text, hex.EncodeToString(sum[:])}
}

// mustRead is the text of a file that the program was compiled with.
func mustRead(name string) string {
	text, err := scriptFiles.ReadFile("scripts/" + name + ".lua")
	if err != nil {
		panic(err)
	}
	return string(text)
}
