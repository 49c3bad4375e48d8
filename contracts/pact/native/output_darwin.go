package native

import "syscall"

func duplicate(descriptor int) (int, error) {
	own, err := syscall.Dup(descriptor)
	if err == nil {
		syscall.CloseOnExec(own)
	}
	return own, err
}

func replace(with, descriptor int) error { return syscall.Dup2(with, descriptor) }
