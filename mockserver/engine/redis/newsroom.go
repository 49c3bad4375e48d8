package redis

import (
	"context"
	"sync"

	goredis "github.com/redis/go-redis/v9"

	"casemock/mockserver/engine"
)

// newsroom listens to Redis for those who watch worlds, with one connection for all of them, and with none while
// there is nobody.
type newsroom struct {
	client goredis.UniversalClient

	mutex      sync.Mutex
	watchers   engine.Watchers
	watching   map[string]int    // how many watch a world
	worlds     map[string]string // by channel
	subscribed *goredis.PubSub
	listening  sync.WaitGroup
}

func newNewsroom(client goredis.UniversalClient) *newsroom {
	return &newsroom{client: client, watching: map[string]int{}, worlds: map[string]string{}}
}

func (n *newsroom) tellAll() { n.watchers.TellAll() }

func (n *newsroom) watch(world, channel string) (news <-chan struct{}, stop func()) {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	news, leave := n.watchers.Watch(world)
	n.watching[world]++
	n.worlds[channel] = world
	if n.subscribed == nil {
		n.subscribed = n.client.Subscribe(context.Background())
		subscribed := n.subscribed
		n.listening.Go(func() { n.listen(subscribed) })
	}
	if n.watching[world] == 1 {
		// An error is none: the channel is subscribed to as soon as Redis can be reached.
		_ = n.subscribed.Subscribe(context.Background(), channel)
	}
	var once sync.Once
	return news, func() { once.Do(func() { leave(); n.leave(world, channel) }) }
}

func (n *newsroom) leave(world, channel string) {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	n.watching[world]--
	if n.watching[world] > 0 || n.subscribed == nil {
		return
	}
	delete(n.watching, world)
	delete(n.worlds, channel)
	_ = n.subscribed.Unsubscribe(context.Background(), channel)
	if len(n.watching) == 0 {
		_ = n.subscribed.Close()
		n.subscribed = nil
	}
}

// listen passes on what Redis tells, until it is closed. That a channel is subscribed to is news, too, as nobody has
// listened before that; it is told again with each connection.
func (n *newsroom) listen(subscribed *goredis.PubSub) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for {
		told, err := subscribed.Receive(ctx)
		if n.isClosed(subscribed) {
			return
		}
		if err != nil {
			wait(ctx, probeEvery)
			continue
		}
		switch told := told.(type) {
		case *goredis.Subscription:
			n.tell(told.Channel)
		case *goredis.Message:
			n.tell(told.Channel)
		}
	}
}

func (n *newsroom) isClosed(subscribed *goredis.PubSub) bool {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	return n.subscribed != subscribed
}

func (n *newsroom) tell(channel string) {
	n.mutex.Lock()
	world := n.worlds[channel]
	n.mutex.Unlock()
	n.watchers.Tell(world)
}

func (n *newsroom) close() {
	n.mutex.Lock()
	if n.subscribed != nil {
		_ = n.subscribed.Close()
		n.subscribed = nil
	}
	n.mutex.Unlock()
	n.listening.Wait()
}
