package openapi

import "fmt"

// Version is a version of OpenAPI in which the description can be written.
type Version string

// The versions. Both say the same: tools that do not read 3.1 yet take 3.0.
const (
	V31 Version = "3.1"
	V30 Version = "3.0"
)

// ParseVersion reads a version as users name it. The error follows the name of the parameter.
func ParseVersion(text string) (Version, error) {
	switch version := Version(text); version {
	case V31, V30:
		return version, nil
	}
	return "", fmt.Errorf("%q must be %s or %s", text, V31, V30)
}

// number is the release that a document names.
func (v Version) number() string {
	if v == V30 {
		return "3.0.3"
	}
	return "3.1.0"
}

// schemaExample is how a schema shows a value. It is all in which the versions differ here: no schema
// of ours knows null, constants, several types or exclusive limits.
func (v Version) schemaExample(value any) member {
	if v == V30 {
		return member{"example", value}
	}
	return member{"examples", []any{value}}
}
