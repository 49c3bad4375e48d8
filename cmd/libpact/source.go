package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"
)

// source is somewhere the library can be had.
type source struct {
	name  string // as in "installed: ..., from npm"
	fetch func(ctx context.Context, to io.Writer) error
}

// fetchTimeout bounds each attempt to fetch the library, about 7 MB, from one source.
const fetchTimeout = 5 * time.Minute

// runner runs a program in a directory and waits for it. The error of one that fails holds
// the start of what it printed.
type runner func(ctx context.Context, dir, program string, arguments ...string) error

// runProgram is the runner that really does.
func runProgram(ctx context.Context, dir, program string, arguments ...string) error {
	command := exec.CommandContext(ctx, program, arguments...)
	command.Dir = dir
	// A grandchild may hold the output open after its parent was killed.
	command.WaitDelay = 2 * time.Second
	output, err := command.CombinedOutput()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return err
	case ctx.Err() != nil:
		return fmt.Errorf("%s: %w", program, ctx.Err())
	case err != nil:
		return fmt.Errorf("%s: %w: %s", program, err, summary(output))
	}
	return nil
}

// summary is the first few lines of what a failing program printed, as one: the cause comes first.
func summary(output []byte) string {
	lines := strings.Split(string(bytes.TrimSpace(output)), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(strings.TrimPrefix(line, "npm error"))
	}
	return strings.Join(lines[:min(4, len(lines))], " / ")
}
