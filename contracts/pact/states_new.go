package pact

func newStates(v *verification) (*states, error) {
	return &states{api: apiStates{v.subjects}}, nil
}
