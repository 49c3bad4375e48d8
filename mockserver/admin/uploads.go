package admin

import (
	"errors"
	"fmt"
	"net/http"

	"casemock/contracts/strictyaml"
	"casemock/contracts/wording"
	"casemock/mockserver/world"
	"casemock/scenarios"
)

// checkParameter asks what is wrong with an upload, and changes nothing.
var checkParameter = parameter{"check", func(r *call, text string) (err error) {
	r.onlyChecks, err = truth(text)
	return err
}}

// putScenario gives the server a scenario: with the parameter world for that world, without it for all of them.
func putScenario(r *call) (int, any, error) {
	text, err := r.readBody()
	if err != nil {
		return 0, nil, err
	}
	uploaded, problems := scenarios.ParseUpload(r.server.Files.API(), r.parameters["name"], r.namedWorld, text)
	if len(problems) > 0 {
		return 0, nil, strictyaml.Problems(problems)
	}
	answer := wholeScenario{summarize(uploaded), uploaded.YAML}
	if r.onlyChecks {
		return http.StatusOK, answer, nil
	}
	replaced := false
	err = r.server.Worlds.ChangeUploads(r.Context(), r.namedWorld, func(uploads *world.Uploads) (err error) {
		replaced, err = uploads.Put(uploaded)
		return err
	})
	switch {
	case errors.Is(err, world.ErrManyUploads):
		return 0, nil, failure{http.StatusTooManyRequests, err.Error()}
	case err != nil:
		return 0, nil, err
	case replaced:
		return http.StatusOK, answer, nil
	}
	return http.StatusCreated, answer, nil
}

func deleteScenario(r *call) (int, any, error) {
	name, found := r.parameters["name"], false
	if r.namedWorld == "" || r.world.Uploads.Has(name) { // else there may be no such world, and none is to be made
		err := r.server.Worlds.ChangeUploads(r.Context(), r.namedWorld, func(uploads *world.Uploads) error {
			found = uploads.Delete(name)
			return nil
		})
		if found || err != nil {
			return http.StatusNoContent, nil, err
		}
	}
	whom := scenarios.Source{Uploaded: true, World: r.namedWorld}
	message := fmt.Sprintf("no scenario %q was %s", name, whom)
	if found, ok := r.scenarios().Find(name); ok {
		message += fmt.Sprintf("; the one that is in force is %s", found.Source)
	}
	return 0, nil, failure{http.StatusNotFound, message}
}

// problemsAnswer is the body of a refusal that says all that is wrong with what was sent, and where.
type problemsAnswer struct {
	Error    string               `json:"error"`
	Message  string               `json:"message"`
	Problems []strictyaml.Problem `json:"problems"`
}

func answerProblems(problems strictyaml.Problems) problemsAnswer {
	return problemsAnswer{http.StatusText(http.StatusBadRequest),
		fmt.Sprintf("%s: %s", wording.Count(len(problems), "problem"), problems[0]), problems}
}
