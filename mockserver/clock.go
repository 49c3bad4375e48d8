package mockserver

import (
	"cmp"
	"context"
	"fmt"

	"casemock/mockserver/world"
)

type (
	// ClockChange is what somebody wants of a world's clock.
	ClockChange = world.ClockChange
	// ClockReading is what a world's clock shows, and how it is set.
	ClockReading = world.ClockReading
	// ClockSetting is how a clock is set at the start.
	ClockSetting = world.ClockSetting
)

// ParseClock reads 2031-05-01T12:00:00Z, where a clock is to stand, or 2031-05-01T12:00:00Z,step=1s.
func ParseClock(text string) (ClockSetting, error) { return world.ParseClock(text) }

// SetClock sets the clock of a world, and says what it shows then.
func (s *Server) SetClock(worldName string, change ClockChange) (shown ClockReading, err error) {
	if !world.IsName(worldName) {
		return shown, errWorldName(worldName)
	}
	lost := s.change(context.Background(), worldName, func(here *world.World) {
		err = here.Clock.Change(change)
		shown = here.Clock.Reading()
	})
	return shown, cmp.Or(lost, err)
}

func errWorldName(name string) error {
	return fmt.Errorf("world %q must be 1 to 64 letters, digits, dots, - or _", name)
}
