package contracts

import "fmt"

// textInto reads a string that may be null.
func (r *jsonReader) textInto(text *string) error {
	switch r.peek() {
	case '"':
		read, err := r.text()
		*text = read
		return err
	case 'n':
		return r.literal("null")
	}
	return r.mustBe(StringValue)
}

// booleanInto reads a boolean that may be null.
func (r *jsonReader) booleanInto(boolean *bool) error {
	value, err := r.value()
	if err != nil || value == nil {
		return err
	}
	read, ok := value.(bool)
	if !ok {
		return r.mustBe(BooleanValue)
	}
	*boolean = read
	return nil
}

// mustBe is the error of a value of another type.
func (r *jsonReader) mustBe(want Type) error {
	return fmt.Errorf("%s must be %s", pathOf(r.path), withArticle(want))
}

// customInto reads a property that may be a custom field; one that the documents name is none.
func (r *jsonReader) customInto(custom *map[string]string, object ObjectType, name string) error {
	r.peek() // the text of the value starts behind the white space
	start := r.next
	value, err := r.value()
	if err != nil || value == nil || Documented(object, name) {
		return err
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
