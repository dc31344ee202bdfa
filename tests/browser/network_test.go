package browser

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

var long = flag.Bool("long", false, "send 200 messages over the bad network instead of 20")

// wire is a network between a browser and a server that listens on address: it
// can be cut, and it can let no websocket pass.
type wire struct {
	net.Listener
	address string
	upgrade func(net.Conn) // what becomes of a request for a websocket; nil = it passes

	mu    sync.Mutex
	down  bool
	conns map[net.Conn]struct{}
}

// lay puts a wire in front of the server at url and returns the URL to use
// instead.
func lay(t *testing.T, url string, upgrade func(net.Conn)) (*wire, string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{Listener: listener, address: strings.TrimPrefix(url, "http://"), upgrade: upgrade, conns: map[net.Conn]struct{}{}}
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			serving.Go(func() { w.carry(conn) })
		}
	})
	t.Cleanup(func() {
		listener.Close()
		w.cut()
		serving.Wait()
	})
	return w, "http://" + listener.Addr().String()
}

// carry carries one connection until either end or the wire breaks.
func (w *wire) carry(from net.Conn) {
	defer from.Close()
	to, err := net.Dial("tcp", w.address)
	if err != nil {
		return
	}
	defer to.Close()
	if !w.hold(from, to) {
		return
	}
	defer w.let(from, to)
	var back sync.WaitGroup
	defer back.Wait()
	defer to.Close()
	back.Go(func() {
		io.Copy(from, to)
		from.Close()
	})
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		if w.upgrade != nil && strings.Contains(strings.ToLower(string(buffer[:n])), "\nupgrade: websocket") {
			w.upgrade(from)
			return
		}
		if _, wrong := to.Write(buffer[:n]); err != nil || wrong != nil {
			return
		}
	}
}

func (w *wire) hold(conns ...net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.down {
		return false
	}
	for _, c := range conns {
		w.conns[c] = struct{}{}
	}
	return true
}

func (w *wire) let(conns ...net.Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range conns {
		delete(w.conns, c)
	}
}

// cut breaks everything that the wire carries, and lets nothing pass until mend.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.down = true
	for c := range w.conns {
		c.Close()
	}
}

func (w *wire) mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.down = false
}

// refused is how a proxy answers that knows no websockets.
func refused(c net.Conn) {
	io.WriteString(c, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
}

func hasty(config *chat.Config) { config.Limits.Messages = []chat.Rate{} }

// On a network that lets no websocket pass the chat works all the same, and the
// next page does not ask for one again.
func TestNoWebsocketPasses(t *testing.T) {
	shop := newCorner(t, hasty)
	for name, upgrade := range map[string]func(net.Conn){
		"refused":   refused,
		"dropped":   func(net.Conn) {},
		"swallowed": func(c net.Conn) { io.Copy(io.Discard, c) }, // until the browser gives up
	} {
		t.Run(name, func(t *testing.T) {
			_, url := lay(t, shop.url, upgrade)
			p := newPage(t, desktop)
			p.expect("WebSocket connection to .* failed")
			sockets := func() (n int) {
				for _, u := range p.requested() {
					if strings.HasPrefix(u, "ws:") {
						n++
					}
				}
				return n
			}
			p.visit(url)
			p.openChat()
			if reply := p.say("hello over there"); !strings.HasPrefix(reply, "I heard: hello over there") {
				t.Errorf("the reply is %q", reply)
			}
			if n := sockets(); n != 1 {
				t.Errorf("%d websockets were tried on the first page", n)
			}
			p.reloadChat()
			p.say("hello again")
			if n := sockets(); n != 0 {
				t.Errorf("%d websockets were tried on the second page", n)
			}
		})
	}
}

// badNetwork is what the console may say where the network breaks.
const badNetwork = "WebSocket|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE|ERR_NETWORK|ERR_SOCKET|502"

// Whatever the network does, each message of the shopper is always there to be
// seen, and in the end is stored once, answered once, and in its order.
func TestPromise_R06_OfflineWhileSending(t *testing.T) {
	sends := 20
	if *long {
		sends = 200
	}
	shop := newCorner(t, hasty)
	wire, url := lay(t, shop.url, nil)
	p := newPage(t, phone)
	p.expect(badNetwork)
	p.visit(url)
	p.openChat()
	p.say("hello")

	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, seed))
	upTo := func(ms int) time.Duration { return time.Duration(random.IntN(ms)) * time.Millisecond }
	var all []string
	for i := range sends {
		text := fmt.Sprintf("message number %d.", i)
		all = append(all, text)
		switch random.IntN(4) {
		case 0: // at any moment around the send, for longer than a retry takes
			cutting := time.AfterFunc(upTo(60), wire.cut)
			p.send(text)
			time.Sleep(upTo(1500))
			cutting.Stop()
		case 1:
			wire.cut()
			p.send(text)
		case 2: // the browser itself knows
			p.offline(true)
			p.send(text)
			p.offline(false)
		default:
			p.send(text)
		}
		p.see("you said ?: " + text)
		if i == sends/2 { // with a message that has gone nowhere
			wire.cut()
			all = append(all, "message before the reload.")
			p.send(all[len(all)-1])
			wire.mend()
			p.reloadChat()
			p.see("you said ?: " + all[len(all)-1])
		}
		wire.mend()
	}
	for _, text := range all {
		p.see("I heard: " + text)
	}
	shown := p.conversation()
	for _, text := range all {
		if n := strings.Count(shown, "You said: "+text); n != 1 {
			t.Errorf("%q stands there %d times", text, n)
		}
		if n := strings.Count(shown, "I heard: "+text); n != 1 {
			t.Errorf("%q was answered %d times", text, n)
		}
	}
	if got := shop.heard(t)[1:]; !slices.Equal(got, all) {
		t.Errorf("stored were %q, want %q", got, all)
	}
}

// heard is what shoppers have said in the corner shop, in its order.
func (c *corner) heard(t *testing.T) (texts []string) {
	t.Helper()
	conversations, err := c.store.Conversations(t.Context(), chat.DefaultShop, chat.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, conv := range conversations {
		events, err := c.store.Events(t.Context(), chat.DefaultShop, conv.ID, 0, 10_000)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			if e.Message != nil && e.Message.Author == assistant.AuthorShopper {
				texts = append(texts, e.Message.Text)
			}
		}
	}
	return texts
}

// A server that fails whatever is asked of it, sessions and connections alike, is
// spoken of within five seconds, and asked again until it answers.
func TestPromise_R06_FailingServer(t *testing.T) {
	shop := newCorner(t, hasty)
	wire, url := lay(t, shop.url, nil)
	p := newPage(t, desktop)
	p.expect(badNetwork)
	p.visit(url)
	p.openChat()
	p.say("hello")
	shop.breaks("/aisle/")
	wire.cut()
	wire.mend()
	broken := time.Now()
	p.see("the connection is lost. trying again|connecting")
	if took := time.Since(broken); took > 5*time.Second {
		t.Errorf("nothing was said of it for %v", took)
	}
	p.send("is anybody there?")
	p.see("sending|goes out when you are back online")
	shop.breaks("")
	p.see("I heard: is anybody there\\?")
	p.gone("the connection is lost")

	// The same when the page comes into it.
	shop.breaks("/aisle/session")
	p.do(chromedp.Reload())
	p.find("textbox", "^message$")
	p.see("the connection is lost. trying again|connecting")
	p.send("and now?")
	shop.breaks("")
	p.see("I heard: and now\\?")
}
