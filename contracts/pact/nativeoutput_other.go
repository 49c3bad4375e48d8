//go:build !linux && !darwin

package pact

import "os"

// DivertNativeOutput does nothing on this platform: what the native library prints stays on
// standard output.
func DivertNativeOutput(*os.File) error { return nil }
