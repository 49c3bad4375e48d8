package states

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var (
	interpreter = regexp.MustCompile(`(?i)^((ba|da|z|k|a|fi|c|tc)?sh|powershell|pwsh|su|` +
		`(python|perl|ruby|node|php|lua)[0-9.]*)(\.exe)?$`)
	// wholeRest are the programs that read all their arguments as one text.
	wholeRest  = regexp.MustCompile(`(?i)^(cmd(\.exe)?|eval|ssh)$`)
	scriptFlag = regexp.MustCompile(`(?i)^-\w*[cepr]$|^--?(command|eval|print)$`)
)

// withScripts finds the words that are the text of a program, as in sh -c TEXT, wherever the
// program stands: another one may start it.
func withScripts(texts []string) []commandWord {
	words := make([]commandWord, len(texts))
	interpreted, flagged, rest := false, false, false
	for i, text := range texts {
		words[i] = commandWord{text, rest || flagged}
		name := filepath.Base(text)
		flagged = interpreted && scriptFlag.MatchString(text)
		interpreted = interpreted || interpreter.MatchString(name)
		rest = rest || wholeRest.MatchString(name)
	}
	return words
}

// scriptVariable is where a script takes a variable: $id, ${id}, ${id:-none}.
var scriptVariable = regexp.MustCompile(`\$\{?([A-Za-z_][A-Za-z0-9_]*)`)

// noForeignNames refuses a script that means a state's value by its bare name: it would find
// nothing there. A name that the script mentions otherwise is one of its own.
func noForeignNames(script string, values map[string]any) error {
	taken := map[string]int{}
	for _, found := range scriptVariable.FindAllStringSubmatch(script, -1) {
		taken[found[1]]++
	}
	for name, times := range taken {
		_, isValue := values[name]
		_, known := os.LookupEnv(name)
		if !isValue || known || strings.HasPrefix(name, environmentPrefix) ||
			times < len(regexp.MustCompile(`\b`+name+`\b`).FindAllString(script, -1)) {
			continue
		}
		return fmt.Errorf("a command finds values in variables with a prefix alone: write $%s for $%s",
			parameterVariable(name), name)
	}
	return nil
}
