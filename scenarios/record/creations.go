package record

import (
	"fmt"
	"maps"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/scenarios/story"
)

func nameOf(kind caseapi.ObjectType, n int) string { return fmt.Sprintf("%s%d", kind, n) }

// need is an object that a step speaks of. One that was there before the recording is made first; nil where nothing
// shows what it is like.
func (t *teller) need(kind caseapi.ObjectType, id string) *known {
	if made := t.known[kind][id]; made != nil {
		return made
	}
	if kind == caseapi.CustomerObject {
		return t.makeCustomer(id)
	}
	shown := t.shown[kind][id]
	if shown == nil {
		return nil
	}
	return t.makeCase(shown)
}

// needCustomers makes the customers first whom a body names.
func (t *teller) needCustomers(x *seen) {
	if x.operation.Object != caseapi.CaseObject {
		return
	}
	body, _ := x.body().(map[string]any)
	for _, name := range []string{"customerId", "customId"} {
		if id, _ := body[name].(string); id != "" {
			t.need(caseapi.CustomerObject, id)
		}
	}
}

// makeCustomer makes a customer who was there before, as far as one was shown: with the custom fields that can be
// sent. Nobody can be made without any, so a name stands in for them.
func (t *teller) makeCustomer(id string) *known {
	operation := caseapi.MustOperation(caseapi.CreateCustomer)
	shown := t.shown[caseapi.CustomerObject][id]
	body := map[string]any{}
	for _, field := range t.structures.Customer.Fields {
		if text, isText := shown[field.Name].(string); isText && text != "" {
			body[field.Name] = t.written(place{object: caseapi.CustomerObject, name: field.Name}, text)
		}
	}
	for _, violation := range t.api.ValidateBody(operation.Request, body) {
		delete(body, violation.Path)
	}
	if len(body) == 0 {
		body = t.somebody(id)
	}
	object := maps.Clone(shown)
	if object == nil {
		object = map[string]any{}
	}
	object["id"] = id
	made := t.name(caseapi.CustomerObject, object)
	t.append(story.Step{Operation: operation, As: made.name, Body: body})
	return made
}

// somebody is a customer of whom nothing is known.
func (t *teller) somebody(id string) map[string]any {
	texts := slices.DeleteFunc(slices.Clone(t.structures.Customer.Fields), func(field caseapi.Field) bool {
		return field.Type != caseapi.Text && field.Type != caseapi.TextArea
	})
	name := "name" // as the sandbox has it
	if len(texts) > 0 {
		name = texts[0].Name
	}
	for _, field := range texts {
		if trait, _ := fixtures.TraitOf(field); trait == fixtures.Name {
			name = field.Name
			break
		}
	}
	if len(texts) == 0 && len(t.structures.Customer.Fields) > 0 {
		field := t.structures.Customer.Fields[0] // a checkbox or a list
		for _, choice := range field.ListValues {
			return map[string]any{field.Name: choice.Value}
		}
		return map[string]any{field.Name: "true"}
	}
	return map[string]any{name: "casemock " + t.in.stranger(id)}
}

// stranger is the name of a person who was never shown.
func (in *inventor) stranger(id string) string {
	if in.keeps {
		return "Customer"
	}
	return in.of(person, "Customer "+id)
}

// makeCase makes a case that was there before: with its posts, which are added once however often they are sent.
func (t *teller) makeCase(shown map[string]any) *known {
	operation := caseapi.MustOperation(caseapi.CreateCase)
	customer, _ := shown["customerId"].(string)
	if customer == "" {
		return nil
	}
	owner := t.need(caseapi.CustomerObject, customer)
	title, _ := shown["title"].(string)
	if title == "" {
		title = "Case"
	}
	body := map[string]any{"title": t.written(place{object: caseapi.CaseObject, name: "title"}, title),
		"customerId": owner.reference("id")}
	if posts := t.postsOf(shown); len(posts) > 0 {
		body["interactions"] = posts
	}
	if len(t.api.ValidateBody(operation.Request, body)) > 0 {
		return nil
	}
	made := t.name(caseapi.CaseObject, shown)
	made.status = string(caseapi.Open)
	t.append(story.Step{Operation: operation, As: made.name, Body: body})
	return made
}

// postsOf are the interactions of a case that can be sent.
func (t *teller) postsOf(shown map[string]any) (posts []any) {
	const most = 20
	all, _ := shown["interactions"].([]any)
	for _, one := range all[:min(len(all), most)] {
		post, isObject := one.(map[string]any)
		if !isObject {
			continue
		}
		schema := t.api.Schema(caseapi.InteractionSchema)
		sendable := map[string]any{}
		for _, name := range schema.PropertyNames() {
			if value, given := post[name]; given && value != nil {
				sendable[name] = value
			}
		}
		if author, isObject := sendable["author"].(map[string]any); isObject {
			sendable["author"] = documented(author, t.api.Schema(caseapi.AuthorSchema))
		}
		written := each(place{name: "interactions"}, sendable, func(at place, value any) any {
			text, _ := value.(string)
			return t.written(at, text)
		})
		if len(t.api.ValidateBody(caseapi.InteractionSchema, written)) == 0 {
			posts = append(posts, written)
		}
	}
	return posts
}

// documented are the properties of an object that a schema has.
func documented(object map[string]any, schema *caseapi.Schema) map[string]any {
	return maps.Collect(func(yield func(string, any) bool) {
		for _, name := range schema.PropertyNames() {
			if value, given := object[name]; given && !yield(name, value) {
				return
			}
		}
	})
}
