package contracts

import (
	"fmt"
	"net/url"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// validators compiles schemas, each at its first use.
type validators struct {
	mutex    sync.Mutex // a Compiler is not safe for concurrent use
	compiler *jsonschema.Compiler
	compiled sync.Map // SchemaName to *jsonschema.Schema
}

// validator gives the compiled schema. One that does not compile is a mistake in this package, so
// it panics; a test compiles them all.
func (a *API) validator(name SchemaName) *jsonschema.Schema {
	if compiled, ok := a.validators.compiled.Load(name); ok {
		return compiled.(*jsonschema.Schema)
	}
	a.validators.mutex.Lock()
	defer a.validators.mutex.Unlock()
	if a.validators.compiler == nil {
		a.validators.compiler = a.newCompiler()
	}
	compiled := a.validators.compiler.MustCompile(location(name))
	a.validators.compiled.Store(name, compiled)
	return compiled
}

func (a *API) newCompiler() *jsonschema.Compiler {
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.AssertFormat()
	compiler.RegisterFormat(&jsonschema.Format{Name: DateTimeFormat, Validate: validDateTime})
	compiler.RegisterFormat(&jsonschema.Format{Name: URIFormat, Validate: validURI})
	compiler.UseLoader(schemaLoader(a.schemas))
	return compiler
}

// scheme makes a URL of a schema's name, since the library wants one. Nothing is fetched.
const scheme = "casemock:///"

func location(name SchemaName) string { return scheme + string(name) }

// schemaLoader gives the compiler the schemas that it meets, and no others.
type schemaLoader map[SchemaName]*Schema

// Load implements [jsonschema.URLLoader].
func (l schemaLoader) Load(url string) (any, error) {
	schema, ok := l[SchemaName(strings.TrimPrefix(url, scheme))]
	if !ok {
		return nil, fmt.Errorf("no schema %s", url)
	}
	return plain(schema.document(location)), nil
}

// validURI asks for a scheme, since an agent has to be able to follow the link from anywhere.
func validURI(value any) error {
	text, ok := value.(string)
	if !ok {
		return nil // its type is another rule's business
	}
	parsed, err := url.Parse(text)
	if err != nil {
		return err
	}
	if !parsed.IsAbs() {
		return fmt.Errorf("%q has no scheme", text)
	}
	return nil
}
