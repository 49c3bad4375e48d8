package caseapi

import "fmt"

// textInto reads a string that may be null.
func (r *jsonReader) textInto(text *string) error {
	switch r.peek() {
	case '"':
		read, err := r.text()
		*text = read
		return err
	case 'n':
		*text = ""
		return r.literal("null")
	}
	return r.mustBe(StringValue)
}

// booleanInto reads a boolean that may be null.
func (r *jsonReader) booleanInto(boolean *bool) error {
	switch r.peek() {
	case 't':
		*boolean = true
		return r.literal("true")
	case 'f':
		*boolean = false
		return r.literal("false")
	case 'n':
		*boolean = false
		return r.literal("null")
	}
	return r.mustBe(BooleanValue)
}

// membersOfObject is members for what may be no object.
func (r *jsonReader) membersOfObject(read func(name string) error) error {
	if err := r.mustBegin('{', ObjectValue); err != nil {
		return err
	}
	return r.members(read)
}

// mustBegin looks at the first byte of a value of that type.
func (r *jsonReader) mustBegin(c byte, want Type) error {
	if r.peek() != c {
		return r.mustBe(want)
	}
	return nil
}

// mustBe is the error of a value of another type.
func (r *jsonReader) mustBe(want Type) error {
	if len(r.path) == 0 {
		return fmt.Errorf("it must be %s", withArticle(want))
	}
	return fmt.Errorf("%s must be %s", pathOf(r.path), withArticle(want))
}

// customInto reads a property that may be a custom field; one that the documents name is none.
func (r *jsonReader) customInto(custom *map[string]string, object ObjectType, name string) error {
	r.peek() // the text of the value starts behind the white space
	start := r.next
	value, err := r.value()
	if err != nil || Documented(object, name) {
		return err
	}
	if value == nil {
		*custom = without(*custom, name)
		return nil
	}
	text, ok := value.(string)
	if !ok {
		text = r.data[start:r.next]
	}
	*custom = with(*custom, name, text)
	return nil
}

// with adds to a map that is made when it is needed.
func with(custom map[string]string, name, value string) map[string]string {
	if custom == nil {
		custom = map[string]string{}
	}
	custom[name] = value
	return custom
}

// without takes from a map, which is gone when it has nothing left: what is written again is read as the same.
func without(custom map[string]string, name string) map[string]string {
	delete(custom, name)
	if len(custom) == 0 {
		return nil
	}
	return custom
}
