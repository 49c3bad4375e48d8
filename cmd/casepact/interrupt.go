package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"casemock/cmd/internal/commandline"
)

// graceTime is for what is under way to end by itself: two seconds after the signal the process is
// gone, whatever it waits for.
const graceTime = 1500 * time.Millisecond

// interruptible is a context that ends with an interrupt. A second one ends the process at once,
// and so does the end of the grace time: native code, a pipe that nobody reads or a disk that does
// not answer cannot be interrupted.
func interruptible(stderr io.Writer) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	released := context.AfterFunc(ctx, func() {
		stop()
		time.AfterFunc(graceTime, func() { exitInterrupted(stderr) })
	})
	return ctx, func() {
		released() // what ends by itself is not interrupted
		stop()
	}
}

// exitInterrupted does not wait for its message either.
func exitInterrupted(stderr io.Writer) {
	time.AfterFunc(graceTime/20, func() { os.Exit(commandline.Interrupted) })
	fmt.Fprintf(stderr, "casepact: %v: there is no verdict\n", commandline.ErrInterrupted)
	os.Exit(commandline.Interrupted)
}
