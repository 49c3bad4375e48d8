package adminclient

import (
	"context"
	"net/http"
	"time"
)

// Clock is what a world's clock shows, and how it is set.
type Clock struct {
	Time  time.Time  `json:"time"`
	State ClockState `json:"state"`
	Step  string     `json:"step,omitempty"` // a duration, by which each change of data moves on a clock that stands
}

// ClockState says whether a clock moves by itself.
type ClockState string

// The states of a clock.
const (
	RealClock     ClockState = "real"
	RunningClock  ClockState = "running" // but off the real time
	StandingClock ClockState = "standing"
)

// ClockChange is what is wanted of a clock. One of Time, Advance, Freeze, Run and Real is given; Run may come with
// Time, and Step with Time, with Freeze, or alone.
type ClockChange struct {
	Time    string `json:"time,omitempty"`    // a date-time: the clock stands there, or runs on from there with Run
	Advance string `json:"advance,omitempty"` // a duration, as in 2h, by which it is moved on; with - it is moved back
	Freeze  bool   `json:"freeze,omitempty"`  // it stands where it is
	Run     bool   `json:"run,omitempty"`     // it runs on from where it is
	Real    bool   `json:"real,omitempty"`    // it shows the real time again
	Step    string `json:"step,omitempty"`    // a duration, by which each change of data moves on a clock that stands
}

// Clock says what the clock of the client's world shows.
func (c *Client) Clock(ctx context.Context) (Clock, error) {
	var shown Clock
	err := c.call(ctx, http.MethodGet, "clock", nil, nil, &shown)
	return shown, err
}

// SetClock sets the clock of the client's world.
func (c *Client) SetClock(ctx context.Context, change ClockChange) (Clock, error) {
	var shown Clock
	err := c.call(ctx, http.MethodPut, "clock", nil, change, &shown)
	return shown, err
}
