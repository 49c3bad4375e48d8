//go:build linux || darwin

package native

import (
	"fmt"
	"os"
)

// firstOutput keeps the first os.Stdout in reach. A file that is collected closes its descriptor;
// the next socket would become descriptor 1, and native code would print into it.
var firstOutput = os.Stdout

// DivertOutput sends what the native library prints to standard output into a file, and keeps
// os.Stdout what it was. It is for commands, to be called first thing: in a test binary the testing
// package holds the os.Stdout from before, whose output would go to the file as well.
func DivertOutput(file *os.File) error {
	own, err := duplicate(int(firstOutput.Fd()))
	if err != nil {
		return fmt.Errorf("keeping standard output: %w", err)
	}
	if err := replace(int(file.Fd()), int(firstOutput.Fd())); err != nil {
		return fmt.Errorf("diverting the native library's output: %w", err)
	}
	os.Stdout = os.NewFile(uintptr(own), firstOutput.Name())
	return nil
}
