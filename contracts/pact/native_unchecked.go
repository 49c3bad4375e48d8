//go:build !cgo || !unix

package pact

// CheckNativeLibrary has nothing to say: no library is loaded, or it lies in no directory where
// everybody may write.
func CheckNativeLibrary() error { return nil }
