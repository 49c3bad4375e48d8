package world

import (
	"encoding/json"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/scenarios"
)

// uploadRecord is the kind of records of [Uploads], by the names of scenarios.
const uploadRecord = "scenario"

// uploadJSON is a scenario as it is kept.
type uploadJSON struct {
	World string `json:"world,omitempty"`
	YAML  string `json:"yaml"`
}

// uploadRecords are the scenarios that were uploaded.
type uploadRecords struct{ *Uploads }

func (r uploadRecords) Record(name string) []byte {
	at, found := findByName(r.List(), name)
	if !found {
		return nil
	}
	kept := r.List()[at]
	return caseapi.MustMarshal(uploadJSON{kept.Source.World, kept.YAML})
}

func (r uploadRecords) Put(name string, value []byte) error {
	var put *scenarios.Scenario
	if value != nil {
		var kept uploadJSON
		if err := json.Unmarshal(value, &kept); err != nil {
			return err
		}
		var problems []strictyaml.Problem
		// It was held against the API when it came.
		if put, problems = scenarios.ParseUpload(nil, name, kept.World, []byte(kept.YAML)); len(problems) > 0 {
			return strictyaml.Problems(problems)
		}
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.account.Owe(r.place(name, put))
	return nil
}

func (r uploadRecords) Names() []string {
	var names []string
	for _, kept := range r.List() {
		names = append(names, kept.Name)
	}
	return names
}
