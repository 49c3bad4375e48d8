package world

import "regexp"

// Default is the world of the bare key.
const Default = "default"

var validName = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// IsName reports whether a world may be called so: that is what may follow an accepted key and a slash.
func IsName(text string) bool { return validName.MatchString(text) }
