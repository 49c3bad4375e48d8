package settings

import "strings"

// Kind says how a setting is written.
type Kind int

// The kinds of settings.
const (
	Text     Kind = iota // any string; in a configuration file a number needs quotes
	Quantity             // a number, or a number with its unit: 100, 1MiB, 20ms
	Path                 // of a file or directory; in a configuration file it starts from there
	Switch               // true or false; as a flag it stands alone for true
)

// Setting is one thing that a user can choose. As a flag it is --name.
type Setting struct {
	Name     string
	Kind     Kind
	Argument string // what stands for the value in the help, as in FILE; empty for a Switch
	Usage    string // a sentence for the help, without its full stop
	Default  string // as a user would write it; empty: nothing is accepted unless somebody chooses
	Implied  string // says in the help what applies when Default is empty and nothing is chosen

	// Variable is the environment variable; empty for a setting that has none. A variable that is set
	// to nothing counts as not set, but for NeverEmpty.
	Variable   string
	Repeatable bool // several values: a flag given again, a list in a file, commas in a variable
	Secret     bool // messages do not repeat the value
	// Chosen is told where the first value comes from, as in --api-key or CASEMOCK_API_KEY; not where
	// the default applies. Nil: nobody is told.
	Chosen func(origin string)

	// NeverEmpty hands a variable that is set to nothing to Accept, to be refused, and refuses an empty list
	// in a file: for what must not be left out by mistake, such as a secret that another system should have
	// filled in.
	NeverEmpty bool

	// Accept takes a value, once for each one of a repeatable setting. Its error follows the value in a
	// sentence: "must be a whole number".
	Accept func(value string) error
}

// Table is all settings of a command, in the order of the help.
type Table struct {
	Settings []Setting
	// File names the setting that names the configuration file; empty for a command without one.
	File string
	// Hide is told the secrets among the values before anything is said about them: those of secret
	// settings, and the credentials in addresses. Nil: nobody is told.
	Hide func(secret string)
}

// VariableOf is the environment variable of a setting by its name, as in CASEMOCK_FAIL_RATE.
func VariableOf(prefix, name string) string {
	return prefix + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

func (t Table) find(name string) (Setting, bool) {
	for _, setting := range t.Settings {
		if setting.Name == name {
			return setting, true
		}
	}
	return Setting{}, false
}
