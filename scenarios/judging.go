package scenarios

// How each kind of matcher judges a value.

func (l Literal) judge(j *judge, at *place, actual any) {
	if j.unmet(equal(l.Value, actual)) {
		j.fail(at, l, actual)
	}
}

func (o Object) judge(j *judge, at *place, actual any) {
	object, ok := actual.(map[string]any)
	if (!ok || len(o.Members) == 0) && j.unmet(ok) {
		j.fail(at, o, actual)
	}
	if !ok {
		return
	}
	for _, member := range o.Members {
		if !j.goesOn() {
			return
		}
		member.Value.judge(j, j.below(at, member.Name), propertyOf(object, member.Name))
	}
}

func propertyOf(object map[string]any, name string) any {
	if value, there := object[name]; there {
		return value
	}
	return Missing
}

func (l List) judge(j *judge, at *place, actual any) {
	array, ok := actual.([]any)
	if (!ok || len(l.Elements) == 0) && j.unmet(ok) {
		j.fail(at, l, actual)
	}
	if !ok {
		return
	}
	for i, element := range l.Elements {
		if !j.goesOn() {
			return
		}
		element.judge(j, j.element(at, i), elementOf(array, i))
	}
}

func elementOf(array []any, index int) any {
	if index < len(array) {
		return array[index]
	}
	return Missing
}

func (c Containing) judge(j *judge, at *place, actual any) {
	array, ok := actual.([]any)
	if !ok && j.unmet(false) {
		j.fail(at, c, actual)
	}
	for _, element := range c.Elements {
		if !ok || !j.goesOn() {
			return
		}
		if j.unmet(among(array, element)) {
			j.fail(at, Containing{Elements: []Matcher{element}}, actual)
		}
	}
}

func among(array []any, expected Matcher) bool {
	for _, actual := range array {
		var quick judge
		if expected.judge(&quick, nil, actual); !quick.failed {
			return true
		}
	}
	return false
}

func (p Pattern) judge(j *judge, at *place, actual any) {
	text, ok := actual.(string)
	if j.unmet(ok && p.whole.MatchString(text)) {
		j.fail(at, p, actual)
	}
}

func (t Typed) judge(j *judge, at *place, actual any) {
	if j.unmet(typeOf(actual) == t.Type) {
		j.fail(at, t, actual)
	}
}

func (a Absent) judge(j *judge, at *place, actual any) {
	if j.unmet(actual == Missing) {
		j.fail(at, a, actual)
	}
}
