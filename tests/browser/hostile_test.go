package browser

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/desk"
)

// hostileTexts are the collections of texts that have run as scripts somewhere.
var hostileTexts = []string{"xss.jsonl", "xss_dompurify.jsonl", "xss_markdown.jsonl"}

// perTalk is how many of them one conversation holds: the desk shows its newest
// 200 events at first.
const perTalk = 63

// TestHostileTextAtTheDesk shows every hostile text at the desk, as a shopper's
// message, as the words, links and cards of a reply, as a colleague's note and
// tag, and as the names of people, and looks at what the page is made of then.
func TestHostileTextAtTheDesk(t *testing.T) {
	texts := readHostile(t)
	p := newPage(t, desktop)
	controlFires(t, p)

	store := chat.NewMemory()
	site := deskOver(t, store)
	visited := 0
	for batch := range slices.Chunk(texts, perTalk) {
		id := fmt.Sprintf("talk-%d", visited/perTalk)
		hostileTalk(t, store, id, batch)
		if visited == 0 {
			p.visit(site + "/desk/#" + id)
			eval[struct{}](p, "window.canary = 0; window.alert = window.confirm = window.prompt = () => { window.canary++; }; undefined")
		} else {
			eval[struct{}](p, "location.hash = "+quote(id)+"; undefined")
		}
		p.see("the last of " + id + "\\b")
		if quotes := eval[int](p, "document.querySelectorAll('[role=log] blockquote').length"); quotes != len(batch)+1 {
			t.Errorf("%s shows %d of %d texts", id, quotes, len(batch)+1)
		}
		for _, wrong := range eval[[]string](p, strangers) {
			t.Errorf("in %s: %s", id, wrong)
		}
		visited += len(batch)
	}
	if fired := eval[int](p, "window.canary"); fired != 0 {
		t.Errorf("%d scripts ran", fired)
	}
	for _, url := range p.requested() {
		if !strings.HasPrefix(url, site+"/") {
			t.Errorf("the page asked for %s", url)
		}
	}
	t.Logf("tried %d texts, each in 9 places", visited)
	p.shot("hostile-desk")
}

// strangers names the elements and attributes of the page that the desk does
// not make.
const strangers = `(() => {
	const tags = new Set('html head meta title link script body div nav header h1 h2 h3 span button svg path ul li a time main p textarea footer label kbd aside section dl dt dd details summary table tbody tfoot tr td caption img blockquote cite strong em ol br b s input select option form search'.split(' '));
	const attributes = new Set('lang charset name content rel href type src class role aria-label aria-pressed aria-current aria-hidden aria-busy aria-describedby title viewBox d dir datetime tabindex for id rows placeholder width height alt loading decoding referrerpolicy target disabled key data-pane style maxlength value autocomplete'.split(' '));
	const wrong = [];
	for (const element of document.querySelectorAll('*')) {
		if (!tags.has(element.localName)) wrong.push('element ' + element.localName);
		for (const { name, value } of element.attributes) {
			if (!attributes.has(name)) wrong.push('attribute ' + name + ' of ' + element.localName);
			if (name === 'style' && element.localName !== 'textarea') wrong.push('style of ' + element.localName);
			if ((name === 'href' || name === 'src') && !/^https?:$/.test(new URL(value, document.baseURI).protocol)) wrong.push(name + ' ' + value);
		}
	}
	if (document.querySelectorAll('script').length !== 1) wrong.push('another script');
	return [...new Set(wrong)];
})()`

// controlFires proves that a script that gets in is noticed.
func controlFires(t *testing.T, p *page) {
	t.Helper()
	p.visit(serve(t, "<!doctype html><title>Control</title><p>control</p>"))
	eval[struct{}](p, `window.canary = 0; window.alert = () => { window.canary++; }; document.body.innerHTML = '<marquee>x</marquee><img src="data:," onerror="alert(1)">'; undefined`)
	p.until("the control to fire", func() (bool, string) {
		fired := eval[int](p, "window.canary")
		return fired > 0, fmt.Sprint(fired)
	})
	if wrong := eval[[]string](p, strangers); !slices.Contains(wrong, "element marquee") || !slices.Contains(wrong, "attribute onerror of img") {
		t.Fatalf("the look at the page misses what is wrong: %v", wrong)
	}
	p.requested()
}

// readHostile returns all hostile texts.
func readHostile(t *testing.T) (texts []string) {
	t.Helper()
	for _, name := range hostileTexts {
		file, err := os.Open(filepath.Join(root, "..", "shared", "eval", "security", name))
		if errors.Is(err, os.ErrNotExist) && os.Getenv("CI") != "true" {
			t.Skip("the collections of hostile texts are not beside the checkout")
		}
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var line struct{ Text string }
			if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			texts = append(texts, line.Text)
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
	}
	if len(texts) == 0 {
		t.Fatal("tried none")
	}
	return texts
}

// deskOver serves a desk over store, with nobody asking for a login: whoever comes
// is Mira, unless a cookie names a colleague of hers.
func deskOver(t *testing.T, store chat.Store) string {
	t.Helper()
	index, err := catalog.NewIndex(func(func(catalog.Product, error) bool) {})
	if err != nil {
		t.Fatal(err)
	}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index, Currency: "USD"})
	if err != nil {
		t.Fatal(err)
	}
	silent := func(context.Context, assistant.Turn, assistant.Writer) (assistant.Outcome, error) {
		return assistant.Outcome{}, nil
	}
	talk, err := chat.New(chat.Config{
		Catalog: index, Store: store, Carts: carts, Currency: "USD",
		Assistant: assistant.Func(silent), Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	mira := func(r *http.Request) (chat.Person, error) {
		if named, err := r.Cookie("colleague"); err == nil {
			return chat.Person{ID: "of " + named.Value, Name: named.Value, Role: desk.RoleLead}, nil
		}
		return chat.Person{ID: "1", Name: "Mira", Role: desk.RoleLead}, nil
	}
	staff, err := desk.New(desk.Config{Chat: talk, Agent: mira, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/desk/", staff)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	t.Cleanup(func() { talk.Shutdown(context.Background()) })
	return server.URL
}

// hostileTalk writes a conversation in which everything that anybody can name
// or say is one of texts.
func hostileTalk(t *testing.T, store chat.Store, id string, texts []string) {
	t.Helper()
	var events []chat.Event
	for _, text := range append(slices.Clone(texts), "the last of "+id) {
		// Links and pictures lead to the desk itself where they lead anywhere.
		link := strings.NewReplacer("https://", "/", "http://", "/").Replace(text)
		events = append(events,
			chat.Event{Kind: chat.EventMessage, Message: &chat.Message{Author: assistant.AuthorShopper, Text: text}},
			chat.Event{Kind: chat.EventMessage, Message: &chat.Message{Author: assistant.AuthorAssistant, Parts: assistant.Parts{
				assistant.Text{Text: link + "\n\n[" + text + "](" + link + ")"},
				assistant.ProductsBlock{Cards: []assistant.Card{{ID: text, Title: text, URL: link}}},
				assistant.ArticleBlock{ID: text, Title: text, Quote: text, URL: link},
			}}},
			chat.Event{Kind: chat.EventStaff, Staff: &chat.Staff{By: text, ByID: "2", Note: text, Tag: []string{text}}})
	}
	first := texts[0]
	waiting := chat.OwnerChange{State: chat.OwnedByPerson, Person: first, Handoff: &assistant.Handoff{Reason: first, Summary: first}}
	topic := &assistant.Handoff{Reason: "topic", Trigger: first, Summary: first}
	events = append(events, chat.Event{Kind: chat.EventOwner, Owner: &waiting},
		chat.Event{Kind: chat.EventOwner, Owner: &chat.OwnerChange{State: chat.OwnedByPerson, Person: first, Handoff: topic}},
		chat.Event{Kind: chat.EventRating, Rating: &chat.Rating{Seq: 1, Score: 1, Comment: first}})
	state, err := json.Marshal(map[string]string{first: first})
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = store.Append(t.Context(), chat.DefaultShop, chat.Append{
		Conversation: id, Events: events, Now: time.Now(), State: state, Tags: texts[:min(3, len(texts))],
		Handoff: topic, Owner: &chat.Owner{State: waiting.State, PersonID: "2", Person: first},
		Create: &chat.Conversation{
			Customer: &assistant.Customer{ID: first, Name: first, Email: first, Segments: []string{first}}, Entry: first, Locale: first,
			Page: assistant.Page{URL: first, Title: first, Product: first},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
}
