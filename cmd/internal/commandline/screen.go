package commandline

import (
	"sync"

	"casemock/contracts/redact"
)

// screen shows what a program says: without the secrets that it was given, and without anything
// that would steer a terminal.
type screen struct {
	mutex    sync.Mutex
	secrets  []string
	redactor *redact.Redactor
}

// hide takes a secret out of what is said from now on.
func (s *screen) hide(secret string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.secrets = append(s.secrets, secret)
	s.redactor = redact.New(s.secrets...)
}

func (s *screen) text(text string) string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.redactor.Text(text)
}
