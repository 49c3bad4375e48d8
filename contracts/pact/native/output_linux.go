package native

import "syscall"

func duplicate(descriptor int) (int, error) {
	own, err := syscall.Dup(descriptor)
	if err == nil {
		syscall.CloseOnExec(own)
	}
	return own, err
}

// replace is dup3, since linux/arm64 has no dup2.
func replace(with, descriptor int) error { return syscall.Dup3(with, descriptor, 0) }
