//go:build !linux && !darwin

package native

import "os"

// DivertOutput does nothing on this platform: what the native library prints stays on
// standard output.
func DivertOutput(*os.File) error { return nil }
