package commandline

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// VersionCommand prints version, commit and Go version of the program.
func VersionCommand(program string) Command {
	return Command{
		Name: "version", Summary: "tell version, commit and Go version",
		Run: func(p Process, _ []string) error {
			fmt.Fprint(p.Stdout, ReadBuild().text(program))
			return nil
		},
	}
}

// Build is what the binary knows of its own making.
type Build struct {
	Version string // of the module; (devel) for a checkout
	Commit  string // empty when it was built without version control
	Changed bool   // the checkout had changes that were not committed
}

// ReadBuild reads it.
func ReadBuild() Build {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return Build{Version: "(devel)"}
	}
	found := Build{Version: info.Main.Version}
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			found.Commit = setting.Value
		case "vcs.modified":
			found.Changed = setting.Value == "true"
		}
	}
	return found
}

func (b Build) text(program string) string {
	commit := b.Commit
	switch {
	case commit == "":
		commit = "unknown: built without version control"
	case b.Changed:
		commit += " with changes"
	}
	return fmt.Sprintf("%s %s\ncommit   %s\ngo       %s %s/%s\n",
		program, b.Version, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
