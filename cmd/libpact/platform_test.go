package main

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestPlatforms(t *testing.T) {
	t.Parallel()
	digest := regexp.MustCompile(`^[0-9a-f]{64}$`)
	seen := map[string]string{}
	for _, system := range []string{
		"linux amd64 glibc", "linux amd64 musl", "linux arm64 glibc", "linux arm64 musl",
		"darwin amd64 ", "darwin arm64 ", "windows amd64 ",
	} {
		parts := strings.Split(system, " ")
		p, ok := platformOf(parts[0], parts[1], parts[2])
		if !ok {
			t.Errorf("%s: unknown", system)
			continue
		}
		mac := parts[0] == "darwin"
		if !digest.MatchString(p.library.sha256) || digest.MatchString(p.library.sections) != mac {
			t.Errorf("%s: digests %q and %q", system, p.library.sha256, p.library.sections)
		}
		if twin := seen[p.library.sha256]; twin != "" {
			t.Errorf("%s has the digest of %s", system, twin)
		}
		seen[p.library.sha256] = system
		if path.Ext(p.file) != path.Ext(p.library.member) {
			t.Errorf("%s: %s is installed as %s", system, p.library.member, p.file)
		}
		for _, order := range [][]string{p.search.link, p.search.load} {
			order = slices.Sorted(slices.Values(order))
			if install := slices.Sorted(slices.Values(p.search.install)); !slices.Equal(order, install) {
				t.Errorf("%s: looks in %v, installs in %v", system, order, install)
			}
		}
	}
}

func TestPlatformsThatPactGoDoesNotServe(t *testing.T) {
	t.Parallel()
	for _, system := range []string{"linux 386 glibc", "linux riscv64 musl", "windows arm64 ",
		"freebsd amd64 ", "darwin 386 "} {
		parts := strings.Split(system, " ")
		if p, ok := platformOf(parts[0], parts[1], parts[2]); ok || p.file != "" {
			t.Errorf("%s: %v", system, p)
		}
	}
}
