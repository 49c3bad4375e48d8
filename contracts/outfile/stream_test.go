//go:build unix

package outfile

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

func pipe(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestNamedPipe(t *testing.T) {
	t.Parallel()
	path := pipe(t)
	if !Waits(path) {
		t.Error("a pipe waits for nobody")
	}
	read := make(chan string, 1)
	go func() {
		got, _ := os.ReadFile(path)
		read <- string(got)
	}()
	write(t, path)
	if got := <-read; got != content {
		t.Errorf("its reader got %q", got)
	}
	if err := Remove(path, []byte(content)); err != nil {
		t.Error(err)
	}
	if info, err := os.Lstat(path); err != nil || info.Mode()&fs.ModeNamedPipe == 0 {
		t.Errorf("it is no pipe any more: %v", err)
	}
}

func TestNamedPipeWithoutReader(t *testing.T) {
	t.Parallel()
	path := pipe(t)
	enough := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(enough)
	if err := Write(ctx, path, []byte(content), 0o644); !errors.Is(err, enough) {
		t.Errorf("got %v", err)
	}
	if held, err := Read(path); err != nil || held != nil {
		t.Errorf("it was read: %q, %v", held, err)
	}
}

func TestDevice(t *testing.T) {
	t.Parallel()
	link := filepath.Join(t.TempDir(), "nowhere")
	symlink(t, os.DevNull, link)
	write(t, link)
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("it is no link any more: %v", err)
	}
	if held, err := Read(link); err != nil || held != nil {
		t.Errorf("it was read: %q, %v", held, err)
	}
	if _, isFile := Directory(link); isFile {
		t.Error("it is taken for a file")
	}
}

func TestSocket(t *testing.T) {
	t.Parallel()
	directory, err := os.MkdirTemp("", "socket") // the name of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(directory) })
	path := filepath.Join(directory, "socket")
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	read := make(chan string, 1)
	go func() {
		connection, err := listener.Accept()
		if err != nil {
			read <- err.Error()
			return
		}
		got, _ := io.ReadAll(connection)
		read <- string(got)
	}()
	write(t, path)
	if got := <-read; got != content {
		t.Errorf("its reader got %q", got)
	}
}

// What is written to a descriptor goes where the process has come to in it, be it a file or a pipe.
func TestDescriptors(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	for _, form := range []string{"/dev/fd/", "/proc/self/fd/", "/proc/" + strconv.Itoa(os.Getpid()) + "/fd/"} {
		if _, err := os.Stat(form); err != nil {
			continue
		}
		file, err := os.CreateTemp(directory, "open")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.WriteString("before\n"); err != nil {
			t.Fatal(err)
		}
		link := file.Name() + ".link"
		symlink(t, form+strconv.Itoa(int(file.Fd())), link)
		write(t, link)
		if _, err := file.WriteString("after\n"); err != nil {
			t.Fatal(err)
		}
		holds(t, file.Name(), "before\n"+content+"after\n")
		if held, err := Read(link); err != nil || held != nil {
			t.Errorf("%s was read: %q, %v", form, held, err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A file that has two names keeps them.
func TestHardLink(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	path, other := filepath.Join(directory, "one"), filepath.Join(directory, "other")
	former(t, path, 0o644)
	if err := os.Link(path, other); err != nil {
		t.Fatal(err)
	}
	write(t, path)
	holds(t, other, content)
}

// A full disk is acted out by the limit of what a process may write to a file, which is that of all
// its goroutines: hence another process.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	const variable = "OUTFILE_FILLS_THE_DISK_AT"
	if path := os.Getenv(variable); path != "" {
		writeTooMuch(t, path)
		return
	}
	directory := t.TempDir()
	for _, name := range []string{"alone", "linked"} {
		former(t, filepath.Join(directory, name), 0o644)
	}
	if err := os.Link(filepath.Join(directory, "linked"), filepath.Join(directory, "second")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"alone", "linked"} {
		path := filepath.Join(directory, name)
		full := exec.Command(os.Args[0], "-test.run=^TestFullDisk$")
		full.Env = append(os.Environ(), variable+"="+path)
		if output, err := full.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, output)
		}
		holds(t, path, "the old content, which is longer")
	}
}

func writeTooMuch(t *testing.T, path string) {
	signal.Ignore(syscall.SIGXFSZ)
	few := syscall.Rlimit{Cur: 4 << 10, Max: 4 << 10}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &few); err != nil {
		t.Fatal(err)
	}
	if err := Write(t.Context(), path, make([]byte, 1<<20), 0o644); !errors.Is(err, syscall.EFBIG) {
		t.Fatalf("got %v", err)
	}
}

// A file that may be written in a directory that may not, as one that is mounted into a container.
func TestClosedDirectory(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	directory := t.TempDir()
	path := filepath.Join(directory, "report")
	former(t, path, 0o644)
	if err := os.Chmod(directory, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(directory, 0o755) })
	write(t, path)
	holds(t, path, content)
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	if Check(path) == nil || Write(t.Context(), path, []byte("x"), 0o644) == nil {
		t.Error("a file that may not be written was written")
	}
	holds(t, path, content)
}
