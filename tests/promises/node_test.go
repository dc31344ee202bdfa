package promises

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/sqlite"
)

// nodeConfig is what a node is started with.
type nodeConfig struct {
	Path string `json:"path"` // of the database
	// Alone is true for the only process of its shop; others poll.
	Alone bool `json:"alone"`
	// Name is what the node's replies begin with.
	Name string `json:"name"`
}

// node is a process that serves a shop.
type node struct {
	config nodeConfig
	mount  string // http://127.0.0.1:PORT/aisle/
	cmd    *exec.Cmd
	// process is the node itself, which cmd may only have started.
	process *os.Process
	in      io.Closer // the node ends when it is closed
	out     sync.WaitGroup
}

// startNode starts a process and waits until it listens. It ends with the test.
// Where there is a command to run it through, that is what under says.
func startNode(t testing.TB, config nodeConfig, under ...string) *node {
	t.Helper()
	text, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	under = append(under, os.Args[0])
	n := &node{config: config, cmd: exec.Command(under[0], under[1:]...)}
	n.cmd.Env = append(os.Environ(), childConfig+"="+string(text))
	n.cmd.Stderr = os.Stderr
	if n.in, err = n.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := n.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := n.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(n.kill)
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatalf("node %s ended before it listened", config.Name)
	}
	var address string
	var pid int
	if _, err := fmt.Sscan(lines.Text(), &address, &pid); err != nil {
		t.Fatalf("node %s says %q", config.Name, lines.Text())
	}
	if n.process, err = os.FindProcess(pid); err != nil {
		t.Fatal(err)
	}
	n.mount = "http://" + address + "/aisle/"
	n.out.Go(func() { io.Copy(io.Discard, out) })
	return n
}

// state is where the node stands.
func (n *node) state(t testing.TB) (s chat.State) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, origin(n.mount)+"/debug/state", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(&s); err != nil {
		t.Fatalf("GET /debug/state: %s, %v", res.Status, err)
	}
	return s
}

// kill ends the process as a power cut of its own would.
func (n *node) kill() {
	if n.cmd.ProcessState != nil {
		return
	}
	if n.process != nil {
		n.process.Kill()
	}
	n.in.Close()
	n.out.Wait()
	n.cmd.Wait()
}

// stop ends the process as a deploy does.
func (n *node) stop(t testing.TB) {
	t.Helper()
	n.in.Close()
	n.out.Wait()
	if err := n.cmd.Wait(); err != nil {
		t.Errorf("node %s: %v", n.config.Name, err)
	}
}

// runNode is the process.
func runNode(config nodeConfig) int {
	end := make(chan struct{})
	go func() {
		io.Copy(io.Discard, os.Stdin) // until the parent lets go
		close(end)
	}()
	if err := serveNode(config, func(address string) { fmt.Println(address, os.Getpid()) }, end); err != nil {
		fmt.Fprintf(os.Stderr, "node %s: %v\n", config.Name, err)
		return 1
	}
	return 0
}

// serveNode serves until end is closed. It calls ready once it listens.
func serveNode(config nodeConfig, ready func(address string), end <-chan struct{}) error {
	db, err := sqlite.Open(config.Path)
	if err != nil {
		return err
	}
	defer db.Close()
	products, err := catalog.NewIndex(goods())
	if err != nil {
		return err
	}
	quiet := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError + 1}))
	setup := chat.Config{
		Catalog: products, Store: db, Carts: db.Carts(products), Assistant: speaker{config.Name}, Logger: quiet,
		Limits: chat.Limits{Messages: []chat.Rate{}, Commands: []chat.Rate{}, Arrivals: []chat.Rate{}, PerSession: -1, PerAddress: -1},
	}
	if !config.Alone {
		if setup.Broker, err = chat.NewPoll(chat.PollConfig{Store: db, Logger: quiet}); err != nil {
			return err
		}
	}
	shop, err := chat.New(setup)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.Handle("/aisle/", shop)
	mux.HandleFunc("GET /debug/state", shop.ServeState)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go server.Serve(listener)
	ready(listener.Addr().String())
	<-end
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return errors.Join(shop.Shutdown(ctx), server.Shutdown(ctx))
}

// speaker is the assistant of a node. It answers "buy" by putting a mug into
// the cart, "wait 3s" three seconds later, and "bye" by asking how it was.
type speaker struct{ name string }

func (s speaker) Respond(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
	if err := w.Write(assistant.Text{Text: s.name + " heard "}); err != nil {
		return assistant.Outcome{}, err
	}
	if wait, ok := strings.CutPrefix(turn.Text, "wait "); ok {
		d, err := time.ParseDuration(wait)
		if err != nil {
			return assistant.Outcome{}, err
		}
		select {
		case <-time.After(d):
		case <-ctx.Done():
			return assistant.Outcome{}, ctx.Err()
		}
	}
	if turn.Text == "buy" {
		if _, err := turn.Shop.Add(ctx, turn.ID+"/add", cart.Item{ProductID: "mug", Quantity: 1}); err != nil {
			return assistant.Outcome{}, err
		}
	}
	if turn.Text == "bye" {
		if err := w.Write(assistant.RatingBlock{Text: "How was it?"}); err != nil {
			return assistant.Outcome{}, err
		}
	}
	n, _ := strconv.Atoi(string(turn.State)) // nothing yet is 0
	err := w.Write(assistant.Text{Text: turn.Text})
	return assistant.Outcome{State: json.RawMessage(strconv.Itoa(n + 1)), StateVersion: 1}, err
}

// goods are what the shop sells.
func goods() iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		yield(catalog.Product{ID: "mug", Title: "Enamel Mug", Price: catalog.Money{Amount: 1250, Currency: "USD"}}, nil)
	}
}
