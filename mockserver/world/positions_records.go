package world

import (
	"encoding/json"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// positionRecord is the kind of records of [scenarios.Positions], by the names of scenarios.
const positionRecord = "position"

// positionRecords are how far sequences have come.
type positionRecords struct{ *scenarios.Positions }

func (r positionRecords) Record(name string) []byte {
	position, ok := r.Position(name)
	if !ok {
		return nil
	}
	return caseapi.MustMarshal(position)
}

func (r positionRecords) Put(name string, value []byte) error {
	var put *scenarios.Position
	if value != nil {
		if err := json.Unmarshal(value, &put); err != nil {
			return err
		}
	}
	r.Positions.Put(name, put)
	return nil
}
