package crm

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Quirk makes a CRM different.
type Quirk func(s *Server)

// With is a new CRM with quirks.
func With(quirks ...Quirk) *Server {
	s := New()
	for _, quirk := range quirks {
		quirk(s)
	}
	return s
}

// Answering changes the answers of some operations; no names stand for all of them. Several such
// quirks act one after the other.
func Answering(change func(a *Answer), operations ...string) Quirk {
	return func(s *Server) {
		before := s.Answer
		s.Answer = func(a *Answer) {
			before(a)
			if concerns(a.Operation, operations) {
				change(a)
			}
		}
	}
}

// Succeeding is Answering for successes alone.
func Succeeding(change func(a *Answer), operations ...string) Quirk {
	return Answering(func(a *Answer) {
		if a.Status < http.StatusMultipleChoices {
			change(a)
		}
	}, operations...)
}

// Showing changes objects as some operations show them.
func Showing(change func(object Object), operations ...string) Quirk {
	return func(s *Server) {
		before := s.Shown
		s.Shown = func(operation string, object Object) {
			before(operation, object)
			if concerns(operation, operations) {
				change(object)
			}
		}
	}
}

// Storing changes objects as an operation keeps them; before is nil for a new one.
func Storing(change func(before, after Object), operations ...string) Quirk {
	return func(s *Server) {
		former := s.Stored
		s.Stored = func(operation string, before, after Object) {
			former(operation, before, after)
			if concerns(operation, operations) {
				change(before, after)
			}
		}
	}
}

func concerns(operation string, operations []string) bool {
	for _, name := range operations {
		if name == operation {
			return true
		}
	}
	return len(operations) == 0
}

// IDs gives objects other ids; the format's %d is their number.
func IDs(format string) Quirk {
	return func(s *Server) {
		s.NewID = func(_ string, n int) string { return fmt.Sprintf(format, 5000+n) }
	}
}

// Instants writes date-times in another form.
func Instants(write func(time.Time) string, names ...string) Quirk {
	return Showing(func(object Object) {
		for _, name := range names {
			if text, ok := object[name].(string); ok {
				if read, err := time.Parse(time.RFC3339Nano, text); err == nil {
					object[name] = write(read)
				}
			}
		}
	})
}

// Refusing refuses to be sent a field.
func Refusing(operation, field string) Quirk {
	return func(s *Server) {
		before := s.Accepts
		s.Accepts = func(op, name string) bool {
			return before(op, name) && (op != operation || name != field)
		}
	}
}

// Under serves the CRM below a path.
func Under(path string, handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.EscapedPath(), path+"/") {
			http.Error(w, "outside", http.StatusForbidden)
			return
		}
		http.StripPrefix(path, handler).ServeHTTP(w, r)
	})
}
