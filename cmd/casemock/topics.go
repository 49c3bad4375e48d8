package main

import (
	"casemock/cmd/internal/commandline"
	"casemock/scenarios"
	"casemock/scenarios/template"
)

// topics are what the help explains besides the commands.
func topics() []commandline.Topic {
	return []commandline.Topic{
		{Name: "scenarios", Summary: "what a scenario file is made of", Text: scenarios.Reference},
		{Name: "templates", Summary: "what a response's texts can repeat and invent", Text: template.Reference},
		{Name: "states", Summary: "the states that a scenario can name", Text: scenarios.StatesReference},
	}
}
