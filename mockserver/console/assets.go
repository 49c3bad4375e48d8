package console

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:embed page
var page embed.FS

// asset is a file of the page as it is sent.
type asset struct {
	contentType string
	etag        string // strong: it changes with every byte
	content     []byte
}

// folder is where everything but the page itself lives, below the console's own path. The names of the
// admin API's endpoints stay free.
const folder = "console/"

// contentTypes says what the files are. It does not depend on what the machine knows of types.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
}

// assets reads the embedded files, by the path below which the console serves them; the page itself
// has the empty path.
func assets() map[string]asset {
	served := map[string]asset{folder + "operations.json": newAsset("operations.json", operations())}
	err := fs.WalkDir(page, "page", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := page.ReadFile(name)
		served[servedAs(name)] = newAsset(name, content)
		return err
	})
	if err != nil {
		panic(fmt.Sprintf("console: reading the embedded page: %v", err))
	}
	return served
}

func servedAs(name string) string {
	if name == "page/index.html" {
		return ""
	}
	return folder + strings.TrimPrefix(name, "page/")
}

func newAsset(name string, content []byte) asset {
	sum := sha256.Sum256(content)
	return asset{
		contentType: contentTypes[path.Ext(name)],
		etag:        `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`,
		content:     content,
	}
}
