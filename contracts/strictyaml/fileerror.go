package strictyaml

import "strings"

// FileError lists everything that is wrong with files that a user wrote.
type FileError struct {
	Problems []Problem
}

// Error writes one problem a line, each as file:line:column: message.
func (e *FileError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, problem := range e.Problems {
		lines[i] = problem.String()
	}
	return strings.Join(lines, "\n")
}
