package surprises

// order are the surprises in the order of what has none.
var order = []Surprise{
	{Name: "properties-shuffled", Summary: "The properties of each object come in an order of their own, each time.",
		Sentence: noOrder, Mistake: "A client reads properties by their place, or compares bodies as texts.",
		strike: func(w *work) bool {
			dice, shuffled := w.dice("properties-shuffled"), false
			everyObject(w.document, func(o *object) {
				dice.Shuffle(len(o.members), func(i, j int) {
					o.members[i], o.members[j] = o.members[j], o.members[i]
					shuffled = true
				})
			})
			return shuffled
		}},
}
