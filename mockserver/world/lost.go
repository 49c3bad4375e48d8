package world

// maxLost bounds of how many dropped worlds a server knows that they had requests.
const maxLost = 10_000

// lostRequests is how many requests there were in worlds that were dropped, by their names: who comes back
// to such a world is not told that nobody ever asked for anything there.
type lostRequests map[string]uint64

func (l lostRequests) add(world string, requests uint64) {
	if requests == 0 {
		return
	}
	for other := range l {
		if len(l) < maxLost {
			break
		}
		delete(l, other)
	}
	l[world] = requests
}
