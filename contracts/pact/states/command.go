package states

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"casemock/contracts/pact/contract"
	"casemock/contracts/strictyaml"
	"casemock/contracts/transport"
	"casemock/scenarios"
)

// commandStep runs a program.
type commandStep struct{ words []commandWord }

// commandWord is the program's name or one of its arguments.
type commandWord struct {
	text string
	// script is set for a program's text, as in sh -c TEXT. Values are not put into it, where they
	// could mean anything; it finds them in the environment.
	script bool
}

func readCommand(value strictyaml.Value) step {
	if value.Kind() != strictyaml.List {
		line, _ := value.Word()
		return commandStep{[]commandWord{{text: "sh"}, {text: "-c"}, {line, true}}}
	}
	words, _ := value.Texts()
	switch {
	case len(words) == 0:
		value.Note("must name a program")
	case contract.Variable.MatchString(words[0]):
		value.Elements()[0].Note("must name the program itself: no value of a state chooses what is run")
	}
	return commandStep{withScripts(words)}
}

func (c commandStep) do(
	ctx context.Context, tools tools, change scenarios.StateChange,
) (map[string]any, error) {
	words, err := c.filledIn(change.Params)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c, err)
	}
	input, err := json.Marshal(change)
	if err != nil {
		return nil, fmt.Errorf("writing the state: %w", err)
	}
	var output, problems bytes.Buffer
	command := exec.CommandContext(ctx, words[0], words[1:]...)
	command.Stdin, command.Stdout, command.Stderr = bytes.NewReader(input), &output, &problems
	command.Env = environmentOf(change)
	if err := tools.processes.run(ctx, command); err != nil {
		return nil, fmt.Errorf("%s: %w%s", c, err, transport.Excerpt(problems.Bytes()))
	}
	return readValues(output.Bytes()), nil
}

// String is the command as it was written.
func (c commandStep) String() string {
	words := make([]string, len(c.words))
	for i, word := range c.words {
		words[i] = word.text
	}
	if len(words) == 3 && words[0] == "sh" && c.words[2].script {
		return words[2]
	}
	return strings.Join(words, " ")
}

// filledIn are the words with the values in their places.
func (c commandStep) filledIn(values map[string]any) ([]string, error) {
	words := make([]string, len(c.words))
	operands := false
	for i, word := range c.words {
		var err error
		if word.script {
			words[i], err = word.text, noForeignNames(word.text, values)
		} else {
			words[i], err = fillInArgument(word.text, values, operands)
		}
		if err != nil {
			return nil, err
		}
		operands = operands || word.text == "--"
	}
	return words, nil
}

// fillInArgument puts values into an argument. What decides about the argument stays the owner's:
// a value does not become an option, and leads out of no directory. After --, nothing is an option.
func fillInArgument(word string, values map[string]any, operand bool) (string, error) {
	inPath := strings.ContainsAny(contract.Variable.ReplaceAllString(word, ""), `/\`)
	filled, err := fillIn(word, values, func(value any) (string, error) {
		text, err := Text(value)
		if inPath && (isDots(text) || strings.ContainsAny(text, `/\`)) {
			return "", fmt.Errorf("is %q, which leads elsewhere", text)
		}
		return text, err
	})
	if err == nil && !operand && strings.HasPrefix(word, "$") && filled != word &&
		strings.HasPrefix(filled, "-") {
		return "", fmt.Errorf("%s is %q, which the program would take for an option: "+
			"write -- before it", word, filled)
	}
	return filled, err
}

// processes are the groups of processes that commands have left running in the background.
type processes struct{ groups []int }

// patienceForOutput is how long a command that has ended may leave its output open to what it
// started: a server in the background holds it for as long as it lives.
const patienceForOutput = 500 * time.Millisecond

// run runs a command in a process group of its own, which ends with the command's time limit.
func (p *processes) run(ctx context.Context, command *exec.Cmd) error {
	ownGroup(command)
	command.WaitDelay = patienceForOutput
	err := command.Run()
	if errors.Is(err, exec.ErrWaitDelay) {
		err = nil // it has ended well, and what it started has not
	}
	if command.Process == nil {
		return err
	}
	if err != nil {
		endGroup(command.Process.Pid)
	} else if groupLives(command.Process.Pid) {
		p.groups = append(p.groups, command.Process.Pid)
	}
	if err != nil && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return errors.New("was not done in time; --timeout allows more")
	}
	return err
}

// end ends what is left.
func (p *processes) end() {
	for _, group := range p.groups {
		endGroup(group)
	}
	p.groups = nil
}
