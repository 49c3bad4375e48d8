package world

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"casemock/contracts/caseapi"
)

// Clock tells the time that a world's data shows: when a case was created, when it was updated. Deadlines, delays
// and the journal go by the real time. It is safe for concurrent use.
type Clock struct {
	real  func() time.Time
	start ClockSetting
	trail trail
	mutex sync.Mutex // for changes
	set   atomic.Pointer[ClockSetting]
}

// ClockSetting is how a clock is set. The zero value is the real time. A clock that stands shows a time, and is moved
// on by the step after each request that creates or updates something; any other one runs, so far off the real time.
type ClockSetting struct {
	Offset time.Duration
	Stands time.Time // zero: it runs
	Step   time.Duration
}

// The times that a clock can be set to: what is between them can be counted in nanoseconds.
var (
	firstTime = time.Date(1900, time.January, 1, 0, 0, 0, 0, time.UTC)
	lastTime  = time.Date(2199, time.December, 31, 23, 59, 59, 0, time.UTC)
)

// NewClock is a clock over the real time, which a reset of its world brings back to the setting.
func NewClock(real func() time.Time, setting ClockSetting) *Clock {
	clock := &Clock{real: real, start: setting}
	clock.set.Store(&setting)
	return clock
}

// ParseClock reads 2031-05-01T12:00:00Z, where the clock is to stand, or 2031-05-01T12:00:00Z,step=1s.
func ParseClock(text string) (ClockSetting, error) {
	at, step, stepped := strings.Cut(text, ",")
	stands, err := parseTime(at)
	if err != nil {
		return ClockSetting{}, err
	}
	setting := ClockSetting{Stands: stands}
	if stepped {
		length, named := strings.CutPrefix(step, "step=")
		if !named {
			return ClockSetting{}, errors.New("must be written 2031-05-01T12:00:00Z, or 2031-05-01T12:00:00Z,step=1s")
		}
		setting.Step, err = parseStep(length)
	}
	return setting, err
}

// Check says what is wrong with a setting that was not parsed.
func (s ClockSetting) Check() error {
	switch {
	case s.Step < 0 || s.Step > maxStep:
		return fmt.Errorf("step must be from 0s to %s, got %s", maxStep, s.Step)
	case s.Stands.IsZero():
		return nil
	}
	return inRange(s.Stands)
}

func parseTime(text string) (time.Time, error) {
	parsed, err := caseapi.ParseTime(text)
	if err != nil {
		return time.Time{}, errors.New("must be a date-time, as in 2031-05-01T12:00:00Z")
	}
	return parsed.UTC(), inRange(parsed)
}

func inRange(t time.Time) error {
	if t.Before(firstTime) || t.After(lastTime) {
		return fmt.Errorf("must be from %d to %d, got %s", firstTime.Year(), lastTime.Year(), caseapi.FormatTime(t))
	}
	return nil
}

func parseStep(text string) (time.Duration, error) {
	step, err := time.ParseDuration(text)
	if err != nil || step < 0 || step > maxStep {
		return 0, fmt.Errorf("step must be from 0s to %s, as in 1s or 250ms, got %q", maxStep, text)
	}
	return step, nil
}

// maxStep keeps a clock that steps in its range for tens of thousands of changes.
const maxStep = 24 * time.Hour

// Setting is how the clock is set.
func (c *Clock) Setting() ClockSetting { return *c.set.Load() }

// Now is the time that the clock shows.
func (c *Clock) Now() time.Time { return c.Setting().at(c.real()) }

func (s ClockSetting) at(real time.Time) time.Time {
	switch {
	case !s.Stands.IsZero():
		return s.Stands
	case s.Offset == 0:
		return real
	}
	return real.Add(s.Offset)
}

// IsReal reports whether the clock shows the real time.
func (c *Clock) IsReal() bool { return *c.set.Load() == ClockSetting{} }

// Present is what a request that changes something takes for the present, however often it asks. The first time,
// it moves the clock on that has a step.
func (c *Clock) Present() func() time.Time {
	setting := c.set.Load()
	switch {
	case *setting == ClockSetting{}:
		return c.real
	case setting.Step == 0:
		return c.Now
	}
	return sync.OnceValue(c.step)
}

// step is the time that the clock shows, which is moved on after that.
func (c *Clock) step() time.Time {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	setting := c.Setting()
	shown := setting.at(c.real())
	if next := shown.Add(setting.Step); setting.Step > 0 && inRange(next) == nil {
		setting.Stands = next
		c.keep(setting)
	}
	return shown
}

// keep sets the clock, with the lock held.
func (c *Clock) keep(setting ClockSetting) {
	c.set.Store(&setting)
	c.trail.changed(clockRecord, clockName)
}
