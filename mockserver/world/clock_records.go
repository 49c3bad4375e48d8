package world

import (
	"encoding/json"
	"time"

	"casemock/contracts/caseapi"
)

// clockRecord is the kind of the one record of a [Clock], which has a name like any other.
const (
	clockRecord = "clock"
	clockName   = "world"
)

// clockJSON is how a clock is set, as it is kept.
type clockJSON struct {
	Offset string `json:"offset,omitempty"`
	Stands string `json:"stands,omitempty"`
	Step   string `json:"step,omitempty"`
}

// clockRecords are how the clock is set, where that is not as at the start.
type clockRecords struct{ *World }

func (r clockRecords) Record(string) []byte {
	setting := r.Clock.Setting()
	if setting == r.Clock.start {
		return nil
	}
	return caseapi.MustMarshal(setting.json())
}

func (s ClockSetting) json() clockJSON {
	var kept clockJSON
	if s.Offset != 0 {
		kept.Offset = s.Offset.String()
	}
	if !s.Stands.IsZero() {
		kept.Stands = s.Stands.Format(time.RFC3339Nano)
	}
	if s.Step != 0 {
		kept.Step = s.Step.String()
	}
	return kept
}

func (r clockRecords) Put(_ string, value []byte) error {
	setting := r.Clock.start
	if value != nil {
		var kept clockJSON
		err := json.Unmarshal(value, &kept)
		if err == nil {
			setting, err = kept.setting()
		}
		if err == nil {
			err = inRange(setting.at(r.Clock.real()))
		}
		if err != nil {
			return err
		}
	}
	r.Clock.set.Store(&setting)
	return nil
}

func (j clockJSON) setting() (s ClockSetting, err error) {
	if j.Offset != "" {
		s.Offset, err = time.ParseDuration(j.Offset)
	}
	if j.Stands != "" && err == nil {
		s.Stands, err = parseTime(j.Stands)
	}
	if j.Step != "" && err == nil {
		s.Step, err = parseStep(j.Step)
	}
	return s, err
}

func (r clockRecords) Names() []string {
	if r.Clock.Setting() == r.Clock.start {
		return nil
	}
	return []string{clockName}
}
