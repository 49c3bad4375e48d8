package strictyaml

// Loader reads things from the documents of several files. Each has a name that is given once in all of them.
type Loader[T any] struct {
	Kind string // what a thing is called, as in scenario
	// Read reads a document, and answers the value of the name; the zero Value for a document that holds no such
	// thing. What is wrong is noted at the values.
	Read func(Document) (T, Value)
	// Loaded are the things of which nothing is wrong, in the order of files and documents.
	Loaded []T

	files []*File
	first map[string]Value // where a name was first given
	told  map[string]bool  // the names of which the first was told about the second
}

// Add reads the documents of a file.
func (l *Loader[T]) Add(file *File) {
	l.files = append(l.files, file)
	for _, document := range file.Documents {
		before := file.ProblemCount()
		thing, name := l.Read(document)
		if name.Exists() && file.ProblemCount() == before && l.isNew(name) {
			l.Loaded = append(l.Loaded, thing)
		}
	}
}

// isNew notes a name that two things have, at both.
func (l *Loader[T]) isNew(value Value) bool {
	name, _ := value.Text()
	first, twice := l.first[name]
	if !twice {
		if l.first == nil {
			l.first, l.told = map[string]Value{}, map[string]bool{}
		}
		l.first[name] = value
		return true
	}
	const message = "is %s, and so is that of the %s at %s"
	value.Note(message, name, l.Kind, first.Position())
	if !l.told[name] {
		l.told[name] = true
		first.Note(message, name, l.Kind, value.Position())
	}
	return false
}

// Problems lists what is wrong with the files, and what was found wrong before.
func (l *Loader[T]) Problems(found []Problem) []Problem {
	for _, file := range l.files {
		found = append(found, file.Problems()...)
	}
	return SortProblems(found)
}
