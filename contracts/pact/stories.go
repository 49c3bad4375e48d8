package pact

import (
	"context"
	"slices"

	"casemock/contracts/report"
	"casemock/scenarios/story"
)

// EveryStory selects all stories, as a word of Options.Only and Skip.
const EveryStory = "stories"

// playStories plays the built-in stories beside the built-in scenarios: what no single answer shows. They
// bring about by themselves what they need, through the API.
func (v *verification) playStories(ctx context.Context) error {
	run := story.Run{Client: v.client, Meta: v.meta, CustomerID: v.options.CustomerID, Now: v.options.Now,
		Progress: func(_, _ int, name string) { v.progress(name) }}
	v.begun = len(v.checks) // those of which nothing was asked count as well
	for batch := range slices.Chunk(v.stories, v.atOnce()) {
		if excuse := v.withoutStories(); excuse != nil {
			v.excuseStories(batch, excuse)
			continue
		}
		told, err := run.Play(ctx, v.report.Contract, batch)
		if told != nil {
			v.addStories(told.Results)
		}
		if ctx.Err() != nil {
			return &InterruptedError{Warnings: v.report.Warnings, Err: ctx.Err()}
		}
		if err != nil {
			return err // the server is no longer there
		}
	}
	return nil
}

// atOnce is how many stories are played without a look at what came of them.
func (v *verification) atOnce() int {
	if v.options.FailFast {
		return 1
	}
	return max(1, len(v.stories))
}

// contractStories are the stories that belong to the contract: to that of the scenarios, and to no pact file.
func (v *verification) contractStories() []*story.Story {
	if v.options.Contract != nil || v.options.PactFile != "" {
		return nil
	}
	stories := story.BuiltIn()
	if v.options.LongLists {
		stories = append(stories, story.LongList(longList))
	}
	return stories
}

// storyWords are the words that select one of these stories.
func storyWords(stories []*story.Story) []string {
	var words []string
	for _, one := range stories {
		words = append(words, one.Name, EveryStory)
	}
	return words
}

// longList is one more than a limit that servers are fond of.
const longList = 101

func (v *verification) selectedStories() []*story.Story {
	stories := v.contractStories()
	whole := len(stories)
	stories = slices.DeleteFunc(stories, func(one *story.Story) bool {
		return !v.selection.WantsNamed(one.Name, EveryStory)
	})
	v.report.LeftOut += whole - len(stories)
	return stories
}

// withoutStories says why no story is played; nil where they are.
func (v *verification) withoutStories() error {
	if v.stopped {
		return errStopped
	}
	for _, late := range []late{v.lateExpectations, v.lateLookups} {
		for name, times := range late {
			if times >= mostLate {
				return errGivenUp(name)
			}
		}
	}
	return nil
}

func (v *verification) excuseStories(stories []*story.Story, excuse error) {
	for _, one := range stories {
		result := &report.Result{Scenario: one.Name, Source: one.Source.String(), Description: one.Name,
			Findings: []report.Finding{}}
		result.NotExercised(excuse)
		v.report.Results = append(v.report.Results, result)
	}
}

// addStories adds what came of stories.
func (v *verification) addStories(results []*report.Result) {
	for _, result := range results {
		v.report.Results = append(v.report.Results, result)
		v.stopped = v.stopped || v.options.FailFast && len(result.Failures()) > 0
	}
}
