package mockserver_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

// rules are the values of the constants of type Rule, in the order in which they are declared.
func rules(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("journal", "rule.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	ast.Inspect(file, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if name, ok := spec.Type.(*ast.Ident); !ok || name.Name != "Rule" {
			return true
		}
		value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, value)
		return true
	})
	return found
}

// The console explains every rule, in this order.
func TestConsoleKnowsTheRules(t *testing.T) {
	t.Parallel()
	script := start(t).admin(http.MethodGet, "console/script/rules.js", "").want(http.StatusOK, "").body
	var explained []string
	for _, match := range regexp.MustCompile(`\[\s*'([a-z-]+)',`).FindAllStringSubmatch(script, -1) {
		explained = append(explained, match[1])
	}
	if want := rules(t); !slices.Equal(explained, want) {
		t.Errorf("rules.js explains %q, want %q", explained, want)
	}
}
