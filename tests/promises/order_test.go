package promises

import (
	"fmt"
	"path/filepath"
	"testing"
)

// TestPromise_R02 lets shoppers with two tabs each talk to two processes over a
// network that triples and shuffles what they send, loses acknowledgements and
// breaks. Every message is stored once.
func TestPromise_R02(t *testing.T) {
	t.Parallel()
	shoppers, messages := crowd(t, 4, 12, 60), rounds(t, 15, 40, 400)
	bad := unkind{copies: 3, dropAcks: 0.3, shuffle: true, cut: 0.02}
	path := filepath.Join(t.TempDir(), "shop.db")
	one, two := startNode(t, nodeConfig{Path: path, Name: "one"}), startNode(t, nodeConfig{Path: path, Name: "two"})
	var here town
	here.set(one.mount, two.mount)
	var tabs []*tab
	for range shoppers {
		token := newToken(t, one.mount)
		for name := range 2 {
			b := openTab(t, token, bad, here.nodes)
			for i := range messages {
				b.say(fmt.Sprint("tab ", name, " ", i), fmt.Sprint(i))
				b.say(fmt.Sprint("both ", i), fmt.Sprint("the same in both tabs ", i))
			}
			tabs = append(tabs, b)
		}
	}
	distinct := 3 * messages
	for _, b := range tabs {
		b.settled()
		b.whole(2 * distinct)
	}
	one.stop(t)
	two.stop(t)
	v := judge(t, path, tabs, true)
	if want := shoppers * 2 * distinct; v.events != want {
		t.Errorf("%d events are stored, want %d", v.events, want)
	}
	report(t, "messages", shoppers*distinct, "acked", v.acked, "lost", v.lost, "duplicates", v.duplicates, "disordered", v.disordered)
}

// whole waits until the tab shows so many events.
func (b *tab) whole(events int) {
	b.t.Helper()
	b.await(fmt.Sprint(events, " events"), func() bool { return len(b.view) >= events })
}

// TestPromise_R03 lets many tabs of few conversations talk at once, over three
// processes: all of them see one order.
func TestPromise_R03(t *testing.T) {
	t.Parallel()
	perNode, messages := crowd(t, 6, 12, 50), rounds(t, 20, 40, 200)
	path := filepath.Join(t.TempDir(), "shop.db")
	var nodes []*node
	for _, name := range []string{"one", "two", "three"} {
		nodes = append(nodes, startNode(t, nodeConfig{Path: path, Name: name}))
	}
	talks := perNode / 2
	var tokens []string
	for range talks {
		tokens = append(tokens, newToken(t, nodes[0].mount))
	}
	var tabs []*tab
	said := make([]int, talks)
	for which, n := range nodes {
		var here town
		here.set(n.mount)
		for i := range perNode {
			b := openTab(t, tokens[i%talks], unkind{}, here.nodes)
			for m := range messages {
				b.say(fmt.Sprint(which, " ", i, " ", m), fmt.Sprint(m))
			}
			said[i%talks] += messages
			tabs = append(tabs, b)
		}
	}
	for i, b := range tabs {
		b.settled()
		b.whole(2 * said[i%perNode%talks])
	}
	for _, n := range nodes {
		n.stop(t)
	}
	v := judge(t, path, tabs, true)
	report(t, "tabs", len(tabs), "acked", v.acked, "lost", v.lost, "duplicates", v.duplicates, "disordered", v.disordered)
}
