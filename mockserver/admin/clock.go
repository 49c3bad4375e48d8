package admin

import (
	"net/http"

	"casemock/mockserver/world"
)

func showClock(r *call) (int, any, error) { return http.StatusOK, r.world.Clock.Reading(), nil }

func setClock(r *call) (int, any, error) {
	var change world.ClockChange
	if err := r.read(&change); err != nil {
		return 0, nil, err
	}
	r.enter()
	if err := r.world.Clock.Change(change); err != nil {
		return 0, nil, refused("%v", err)
	}
	return http.StatusOK, r.world.Clock.Reading(), nil
}
