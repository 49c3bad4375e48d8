package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
	"casemock/mockserver"
	"casemock/scenarios/record"
	"casemock/scenarios/record/har"
)

// importing is what the user of import has chosen.
type importing struct {
	recording recording
	to        string // the base URL of the server; empty: as the file suggests
	meta      string
	keys      []string
}

func importCommand() commandline.Command {
	var chosen importing
	return commandline.Command{
		Name: "import", Operands: "FILE",
		Summary: "make stories and scenarios of traffic that was saved as a HAR file",
		Details: `A HAR file (HTTP Archive 1.2) is what browsers, proxies and API clients save of the
traffic that they saw: save it with content. What becomes of it is the same as with
'casemock proxy --record': names, texts, ids and whatever may tell of somebody are
replaced by inventions, unless --keep-data is given; keys, cookies and tokens are never
written. The directory must be empty, or new.

Calls of other servers and other paths are left out, and counted. Where several servers
in the file might be meant, --to says which one. An --api-key that is followed by /name
in the file makes a story of its own.
`,
		Table: settings.Table{Settings: chosen.settings()},
		Run: func(p commandline.Process, operands []string) error {
			if len(operands) != 1 {
				return commandline.Misused("import", errors.New("name one file, as in traffic.har"))
			}
			return chosen.run(p, operands[0])
		},
	}
}

func (c *importing) settings() []settings.Setting {
	return []settings.Setting{
		{Name: "out", Kind: settings.Path, Argument: "DIR", Default: "recorded",
			Accept: settings.As(&c.recording.directory, settings.Word), Usage: "where stories and scenarios are written"},
		{Name: "to", Argument: "URL", Implied: "the one with most of the calls",
			Accept: settings.As(&c.to, baseURLText), Usage: "base URL of the server whose traffic is meant"},
		c.recording.keepDataSetting(),
		{Name: "api-key", Argument: "KEY", Repeatable: true, Secret: true, NeverEmpty: true,
			Variable: settings.VariableOf(prefix, "api-key"),
			Accept:   settings.Each(&c.keys, settings.Line),
			Usage:    "a key of the server that may be followed by /name, which is a world"},
		{Name: "meta", Kind: settings.Path, Argument: "FILE", Implied: "as the traffic shows them",
			Variable: settings.VariableOf(prefix, "meta"),
			Accept:   settings.As(&c.meta, settings.Word), Usage: "YAML file that defines the server's custom fields"},
	}
}

func baseURLText(text string) (string, error) {
	_, err := upstreamURL(text)
	return text, err
}

func (c *importing) run(p commandline.Process, path string) error {
	entries, err := readHAR(path)
	if err != nil {
		return commandline.Unusable(err)
	}
	calls, base, left := har.Locate(entries, c.to)
	if len(calls) == 0 {
		return commandline.Unusable(nothingIn(path, len(entries), record.Summary{Left: left}))
	}
	if err := c.recording.prepare("out", c.meta, c.keys); err != nil {
		return commandline.Unusable(err)
	}
	for i := range calls {
		if calls[i].Began.IsZero() && i > 0 {
			calls[i].Began = calls[i-1].Began // they stand in their order
		}
		c.recording.recorder.Add(c.exchange(calls[i]))
	}
	summary, err := c.recording.write()
	if err != nil {
		return err
	}
	for reason, count := range left {
		summary.Left[reason] += count
	}
	fmt.Fprintf(p.Stderr, "%s of %s\n", wording.Count(len(calls), "call"), base)
	c.recording.conclude(p, summary)
	return nil
}

// exchange is a call as a recorder takes it.
func (c *importing) exchange(call har.Call) record.Exchange {
	world := mockserver.DefaultWorld
	if _, name, _ := mockserver.SplitKey(c.keys, call.Headers.Get(caseapi.AuthorizationHeader)); name != "" {
		world = name
	}
	return record.Exchange{World: world, Operation: call.Operation, Path: call.Path, Query: call.Query,
		Headers: call.Headers, Sent: call.Sent, Status: call.Status, AnswerHeaders: call.AnswerHeaders,
		Answer: call.Answer, Cut: call.Cut, Began: call.Began}
}

// readHAR reads a file that may be large, but not without end.
func readHAR(path string) ([]har.Entry, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, har.MostBytes+1))
	switch {
	case err != nil:
		return nil, err
	case len(text) > har.MostBytes:
		return nil, fmt.Errorf("%s is larger than %d MiB: save a part of the traffic", path, har.MostBytes>>20)
	}
	entries, err := har.Read(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return entries, nil
}

// nothingIn says why nothing of a file can be recorded.
func nothingIn(path string, entries int, summary record.Summary) error {
	problems := []error{fmt.Errorf("%s has no call of the Case API among %s", path, wording.Count(entries, "request"))}
	for _, left := range summary.LeftOut() {
		problems = append(problems, errors.New("left out: "+left))
	}
	return errors.Join(problems...)
}
