package world

import (
	"errors"
	"fmt"
	"time"

	"casemock/contracts/caseapi"
)

// ClockChange is what somebody wants of a clock. One of Time, Advance, Freeze, Run and Real is given; Run may come
// with Time, and Step with Time, with Freeze, or alone.
type ClockChange struct {
	Time    string `json:"time,omitempty"`    // a date-time: the clock stands there, or runs on from there with Run
	Advance string `json:"advance,omitempty"` // a duration, as in 2h, by which it is moved on; with - it is moved back
	Freeze  bool   `json:"freeze,omitempty"`  // it stands where it is
	Run     bool   `json:"run,omitempty"`     // it runs on from where it is
	Real    bool   `json:"real,omitempty"`    // it shows the real time again
	Step    string `json:"step,omitempty"`    // a duration, by which each change of data moves on a clock that stands
}

// ClockReading is what a clock shows, and how it is set.
type ClockReading struct {
	Time  string     `json:"time"`
	State ClockState `json:"state"`
	Step  string     `json:"step,omitempty"` // of a clock that stands
}

// ClockState says whether a clock moves by itself.
type ClockState string

// The states of a clock.
const (
	RealClock     ClockState = "real"
	RunningClock  ClockState = "running" // but off the real time
	StandingClock ClockState = "standing"
)

// Reading says what the clock shows, and how it is set.
func (c *Clock) Reading() ClockReading {
	setting := c.Setting()
	reading := ClockReading{Time: caseapi.FormatTime(setting.at(c.real())), State: RunningClock}
	switch {
	case setting == ClockSetting{}:
		reading.State = RealClock
	case !setting.Stands.IsZero():
		reading.State = StandingClock
	}
	if setting.Step > 0 {
		reading.Step = setting.Step.String()
	}
	return reading
}

// Change sets the clock. The error says what is wrong with the change, and then nothing is changed.
func (c *Clock) Change(change ClockChange) error {
	if err := change.check(); err != nil {
		return err
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	now := c.real()
	setting, err := change.of(c.Setting(), now)
	if err == nil {
		err = inRange(setting.at(now))
	}
	if err != nil {
		return err
	}
	c.keep(setting)
	return nil
}

var errNoClockChange = errors.New(`say one thing: {"time": "2031-05-01T12:00:00Z"}, {"advance": "2h"}, ` +
	`{"freeze": true}, {"run": true} or {"real": true}; "run" may stand beside "time", "step" beside "time" or "freeze"`)

// check refuses what says nothing, or two things at once.
func (c ClockChange) check() error {
	said := 0
	for _, says := range []bool{c.Time != "", c.Advance != "", c.Freeze, c.Run && c.Time == "", c.Real} {
		if says {
			said++
		}
	}
	alone := said == 0 && c.Step != ""
	if said != 1 && !alone || c.Step != "" && (c.Run || c.Real || c.Advance != "") {
		return errNoClockChange
	}
	return nil
}

// of is the setting that the change makes of another one.
func (c ClockChange) of(former ClockSetting, real time.Time) (next ClockSetting, err error) {
	shown := former.at(real)
	switch {
	case c.Real:
		return ClockSetting{}, nil
	case c.Time != "":
		if shown, err = parseTime(c.Time); err != nil {
			return next, fmt.Errorf("time %w", err)
		}
	case c.Advance != "":
		return former.advanced(c.Advance)
	case c.Step != "" && !c.Freeze && former.Stands.IsZero():
		return next, errors.New(`a step is of a clock that stands; say {"freeze": true, "step": …}`)
	}
	if c.Run {
		return ClockSetting{Offset: shown.Sub(real)}, nil
	}
	next = ClockSetting{Stands: shown.UTC().Truncate(time.Millisecond)}
	if c.Step != "" {
		next.Step, err = parseStep(c.Step)
	}
	return next, err
}

func (s ClockSetting) advanced(text string) (ClockSetting, error) {
	by, err := time.ParseDuration(text)
	if err != nil {
		return s, fmt.Errorf("advance must be a duration, as in 2h or 90m, got %q", text)
	}
	if s.Stands.IsZero() {
		s.Offset += by
	} else {
		s.Stands = s.Stands.Add(by)
	}
	return s, nil
}
