package pages

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"sync"
)

//go:embed *.html pages.css
var files embed.FS

// templates are parsed when the first page is asked for.
var templates = sync.OnceValue(func() *template.Template {
	functions := template.FuncMap{"style": style, "when": when, "link": link, "console": consoleLink}
	return template.Must(template.New("").Funcs(functions).ParseFS(files, "*.html"))
})

// style is the style sheet, which stands in the page itself: an admin API with a token, or at another
// address, could not serve it to an agent.
func style() template.CSS {
	content, err := files.ReadFile("pages.css")
	if err != nil {
		panic("pages: the embedded style sheet: " + err.Error())
	}
	return template.CSS(content)
}

// policy allows the style sheet, by its hash, and nothing else.
var policy = sync.OnceValue(func() string {
	sum := sha256.Sum256([]byte(style()))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
})
