package contracts

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// location is where the compiler finds a schema. It is a name, nothing is fetched.
func location(name SchemaName) string { return "casemock:///" + string(name) }

func (a *API) newCompiler() *jsonschema.Compiler {
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.AssertFormat()
	compiler.RegisterFormat(&jsonschema.Format{Name: DateTimeFormat, Validate: validDateTime})
	compiler.RegisterFormat(&jsonschema.Format{Name: URIFormat, Validate: validURI})
	for name, schema := range a.schemas {
		if err := compiler.AddResource(location(name), plain(schema.document(location))); err != nil {
			panic(fmt.Sprintf("contracts: schema %s: %v", name, err))
		}
	}
	return compiler
}

// validator compiles a schema at its first use. A schema that does not compile is a mistake in this
// package, so it panics; a test compiles them all.
func (a *API) validator(name SchemaName) *jsonschema.Schema {
	if compiled, ok := a.validators.Load(name); ok {
		return compiled.(*jsonschema.Schema)
	}
	a.compiling.Lock()
	defer a.compiling.Unlock()
	compiled := a.compiler().MustCompile(location(name))
	a.validators.Store(name, compiled)
	return compiled
}

// isoDateTime is ISO 8601 with a time zone, in its extended form. Seconds, a fraction after a point or
// a comma, and the minutes of the offset may be left out.
var isoDateTime = regexp.MustCompile(
	`^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2})?([.,]\d+)?(Z|[+-]\d{2}(:?\d{2})?)$`)

// DateTimePattern is a regular expression, in a dialect that Go, Rust and JavaScript share, for the
// date-times that the documents allow.
const DateTimePattern = `^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)$`

// validDateTime is wider than RFC 3339, which JSON Schema's own format asks for: the documents say
// ISO 8601.
func validDateTime(value any) error {
	text, ok := value.(string)
	if !ok {
		return nil // its type is another rule's business
	}
	_, err := ParseTime(text)
	return err
}

// ParseTime reads an ISO 8601 date-time: date, T, time, with or without seconds and fraction, with Z
// or an offset.
func ParseTime(text string) (time.Time, error) {
	parts := isoDateTime.FindStringSubmatch(text)
	if parts == nil {
		return time.Time{}, fmt.Errorf("%q is not an ISO 8601 date-time", text)
	}
	date, clock, seconds, fraction, zone := parts[1], parts[2], parts[3], parts[4], parts[5]
	if seconds == "" {
		seconds = ":00"
	}
	fraction = strings.Replace(fraction, ",", ".", 1)
	parsed, err := time.Parse(time.RFC3339Nano, date+"T"+clock+seconds+fraction+offset(zone))
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is not an ISO 8601 date-time: %w", text, err)
	}
	return parsed, nil
}

// offset writes Z, +02, +0200 and +02:00 as RFC 3339 does.
func offset(zone string) string {
	digits := strings.ReplaceAll(zone, ":", "")
	switch len(digits) {
	case len("+02"):
		return digits + ":00"
	case len("+0200"):
		return digits[:3] + ":" + digits[3:]
	}
	return zone
}

func validURI(value any) error {
	text, ok := value.(string)
	if !ok {
		return nil
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
