package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

func versionCommand() command {
	return command{
		name: "version", summary: "tell version, commit and Go version",
		run: func(p process, _ []string) error {
			fmt.Fprint(p.stdout, readBuild().String())
			return nil
		},
	}
}

// build is what the binary knows of its own making.
type build struct {
	version string // of the module; (devel) for a checkout
	commit  string // empty when it was built without version control
	changed bool   // the checkout had changes that were not committed
}

func readBuild() build {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return build{version: "(devel)"}
	}
	found := build{version: info.Main.Version}
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			found.commit = setting.Value
		case "vcs.modified":
			found.changed = setting.Value == "true"
		}
	}
	return found
}

func (b build) String() string {
	commit := b.commit
	switch {
	case commit == "":
		commit = "unknown: built without version control"
	case b.changed:
		commit += " with changes"
	}
	return fmt.Sprintf("casemock %s\ncommit   %s\ngo       %s %s/%s\n",
		b.version, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
