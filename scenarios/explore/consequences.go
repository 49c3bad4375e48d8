package explore

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/scenarios/story"
)

// consequences looks what else the same breaks, so that it is told once: what it made, read in other ways,
// and its value in all other places that take one like it. The rules are then known, as if they had been
// found.
func (e *explorer) consequences(ctx context.Context, found *Finding) error {
	e.implied(found.Finding)
	steps := slices.Clone(found.Story.Steps)
	lookups, lists := e.reads(steps)
	same := func(finding report.Finding) bool { return fieldOf(finding.Path) == fieldOf(found.Path) }
	for _, reads := range [][]story.Step{lookups, lists} {
		if isRead(found) && len(reads) > 0 {
			if err := e.also(ctx, found, append(steps[:len(steps)-1:len(steps)-1], reads...), same); err != nil {
				return err
			}
		}
	}
	lost, isValue := lostValue(found)
	if !isValue {
		return nil
	}
	return e.also(ctx, found, e.elsewhere(fieldOf(found.Path), lost), func(finding report.Finding) bool {
		return lostAgain(lost, finding.Expected, e.runID())
	})
}

func isRead(found *Finding) bool {
	last := found.Story.Steps[len(found.Story.Steps)-1]
	return last.Operation.Method == http.MethodGet && found.Kind == caseapi.SenseRule
}

// also plays steps and remembers the rules of those findings that are due to the same.
func (e *explorer) also(ctx context.Context, found *Finding, steps []story.Step, same func(report.Finding) bool,
) error {
	played, err := e.play(ctx, steps)
	for _, step := range played {
		for _, finding := range failures(step) {
			if same(finding) && !e.known[key(finding)] {
				e.known[key(finding)] = true
				e.implied(finding)
				found.Also = append(found.Also, finding.RuleID)
			}
		}
	}
	return err
}

// implied takes the same about a property for known where an object is read, once the answer to the write is
// wrong about it.
func (e *explorer) implied(finding report.Finding) {
	reads := map[string][]string{
		"createCase": {"lookupCase/200/", "findCases/200/[]."}, "updateCase": {"lookupCase/200/", "findCases/200/[]."},
		"createCustomer": {"findCustomer/200/", "searchCustomers/200/[]."},
		"updateCustomer": {"findCustomer/200/", "searchCustomers/200/[]."},
	}
	operation, rest, _ := strings.Cut(finding.RuleID, "/")
	_, property, _ := strings.Cut(rest, "/")
	for _, read := range reads[operation] {
		read := report.Finding{RuleID: read + property, Kind: finding.Kind}
		e.known[key(read)] = true
	}
}

// lostValue is the value that was sent in the story and that the server has changed, as the steps have it, if
// that is what the finding is about.
func lostValue(found *Finding) (any, bool) {
	var expected any
	if found.Kind != caseapi.SenseRule || json.Unmarshal([]byte(found.Expected), &expected) != nil {
		return nil, false
	}
	text, isText := expected.(string)
	if !isText {
		_, isBoolean := expected.(bool)
		return expected, isBoolean
	}
	text = strings.ReplaceAll(text, found.run, runID)
	sent := false
	for _, step := range found.Story.Steps {
		eachText(step.Body, "", func(_, other string) { sent = sent || other == text && text != "" })
	}
	return text, sent
}

// lostAgain reports whether what was lost elsewhere, in a run, is the same value.
func lostAgain(lost any, expected, run string) bool {
	var again any
	if json.Unmarshal([]byte(expected), &again) != nil {
		return false
	}
	text, isText := lost.(string)
	other, alsoText := again.(string)
	return again == lost || isText && alsoText && strings.HasSuffix(other, strings.ReplaceAll(text, runID, run))
}

// reads look at what steps create, at a few of many. Steps that create something without a name get one.
func (e *explorer) reads(steps []story.Step) (lookups, lists []story.Step) {
	const few = 4
	read := func(to *[]story.Step, name caseapi.OperationName, as string) {
		if e.options.Tried(name) && len(*to) < few {
			*to = append(*to, story.Step{Operation: operation(name), Path: of(reference(as))})
		}
	}
	for i := range steps {
		if steps[i].As == "" {
			steps[i].As = name([]string{"made"}, i)
		}
		switch steps[i].Operation.Name {
		case caseapi.CreateCustomer:
			read(&lookups, caseapi.FindCustomer, steps[i].As)
			read(&lists, caseapi.FindCases, steps[i].As)
		case caseapi.CreateCase:
			read(&lookups, caseapi.LookupCase, steps[i].As)
		}
	}
	return lookups, lists
}

// elsewhere sends a value in all places that take one like it: free texts, or the same property.
func (e *explorer) elsewhere(field string, value any) []story.Step {
	d := &draft{Generator: NewGenerator(e.settings())}
	d.begin()
	text, isText := value.(string)
	isFree := isText && !slices.Contains([]string{"created", "linkUrl", "serviceId", "brandOwned"}, field)
	kase := map[string]any{"interactions": []any{d.postWith(field, value, isFree)}}
	if isFree {
		kase["title"], kase["description"] = d.withMark(text), text
		d.fill(kase, caseapi.CaseObject, text)
		d.inCustomers(text)
	}
	d.inCases(kase)
	return d.steps
}

// inCustomers writes a text to a new customer and to one that is there already, and searches for it.
func (d *draft) inCustomers(text string) {
	body := map[string]any{}
	d.fill(body, caseapi.CustomerObject, text)
	if d.settings.CustomerID != "" || len(body) == 0 {
		return
	}
	before := d.customers[0]
	made := d.createCustomer(completed(body, marked(d.settings.Structures.Customer), d.words()))
	d.search(firstOf(body, d.searchable(made.fields, body)))
	d.send(story.Step{Operation: operation(caseapi.UpdateCustomer), Path: of(before.id), Body: body})
}

// inCases makes a case with a body, and updates another one with it.
func (d *draft) inCases(body map[string]any) {
	c := d.customers[0]
	d.createCase(c, completed(completed(body, "title", d.words()), "customerId", c.id))
	plain := d.createCase(c, map[string]any{"customerId": c.id, "title": d.words()})
	d.send(story.Step{Operation: operation(caseapi.UpdateCase), Path: of(plain.id), Body: body})
}

// fill puts a text in all custom fields that take any.
func (d *draft) fill(body map[string]any, object caseapi.ObjectType, text string) {
	for _, field := range d.fields(object) {
		if field.Type != caseapi.Text && field.Type != caseapi.TextArea {
			continue
		}
		body[field.Name] = text
		if object == caseapi.CustomerObject && field.Name == marked(d.settings.Structures.Customer) {
			body[field.Name] = d.withMark(text)
		}
	}
}

// withMark is a text with the mark in it.
func (d *draft) withMark(text string) string {
	if strings.Contains(text, mark) {
		return text
	}
	return d.words() + text
}

// completed is a body with a property, unless it has it already.
func completed(body map[string]any, name string, text string) map[string]any {
	copied := clone(body).(map[string]any)
	if _, there := copied[name]; !there && name != "" {
		copied[name] = text
	}
	return copied
}

func firstOf(body map[string]any, names []string) map[string]any {
	if len(names) == 0 {
		return map[string]any{}
	}
	return map[string]any{names[0]: body[names[0]]}
}

// postWith is a post with a value in one property, or in all free texts.
func (d *draft) postWith(field string, value any, isFree bool) map[string]any {
	made := d.plainPost()
	author := map[string]any{"service": made["service"], "serviceId": "778", "handle": "jane.doe",
		"name": "Jane Doe", "brandOwned": false}
	made["author"] = author
	for _, object := range []map[string]any{made, author} {
		if _, has := object[field]; has {
			object[field] = value
		}
	}
	if isFree {
		made["body"], author["name"], author["handle"] = value, value, value
	}
	return made
}
