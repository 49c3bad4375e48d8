//go:build unix

package states

import (
	"os/exec"
	"syscall"
)

// ownGroup puts a command into a process group of its own. The whole group is asked to end when the
// command's time is up.
func ownGroup(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGTERM) }
}

// groupLives reports whether there are processes in a group. While there are, no other group gets
// its number.
func groupLives(leader int) bool { return syscall.Kill(-leader, 0) == nil }

// endGroup ends what is left of a group; it may be nothing.
func endGroup(leader int) { _ = syscall.Kill(-leader, syscall.SIGKILL) }
