//go:build !cgo || !unix

package native

// CheckLibrary has nothing to say: no library is loaded, or it lies in no directory where
// everybody may write.
func CheckLibrary() error { return nil }
