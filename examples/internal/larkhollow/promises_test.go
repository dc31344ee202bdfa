package larkhollow_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
)

// desk is the demo shop with its orders, in which only the terms change.
type desk struct {
	t     *testing.T
	index *catalog.Index
	book  *cart.OrderBook
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	index, err := catalog.NewIndex(feed.Read(larkhollow.Feed(opened)).Products())
	if err != nil {
		t.Fatal(err)
	}
	terms := planner.New(planner.Config{Knowledge: larkhollow.Knowledge(opened)}).Terms()
	book, err := cart.NewOrderBook(cart.OrderBookConfig{
		Store: cart.NewOrderMemory(), Carts: cart.NewMemory(), Catalog: index, Prefix: larkhollow.Prefix,
		Policies: terms.Policies, Shipping: terms.Shipping, Promotions: terms.Promotions, Now: func() time.Time { return opened },
	})
	if err != nil {
		t.Fatal(err)
	}
	orders, err := larkhollow.Orders(opened)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range orders {
		if err := book.Put(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := book.Carts().Add(t.Context(), "full", "one", cart.Item{ProductID: "hearth-enamel-mug", Options: map[string]string{"color": "Cream"}, Quantity: 1}); err != nil {
		t.Fatal(err)
	}
	return &desk{t, index, book}
}

// question is what somebody asks, one message after the other.
type question struct {
	texts  []string
	at     time.Time
	proven string // an order that the guest has proven
	cart   string
}

// answer returns what wren says to a question, as the log would keep it.
func (d *desk) answer(wren *planner.Planner, q question) string {
	d.t.Helper()
	binding := assistant.Binding{Catalog: d.index, Carts: d.book.Carts(), CartID: "empty", Orders: d.book, Terms: wren.Terms()}
	if q.cart != "" {
		binding.CartID = q.cart
	}
	if q.proven != "" {
		binding.Proven = []string{q.proven}
	}
	turn := assistant.Turn{Conversation: "talk", Locale: "en-US", Now: q.at}
	var said bytes.Buffer
	for i, text := range q.texts {
		turn.ID, turn.Text, turn.Shop = fmt.Sprint("turn ", i), text, assistant.BindShop(binding)
		var r recorder
		outcome, err := wren.Respond(d.t.Context(), turn, &r)
		if err != nil {
			d.t.Fatalf("%q: %v", text, err)
		}
		data, err := json.Marshal(r.parts)
		if err != nil {
			d.t.Fatal(err)
		}
		said.Write(data)
		turn.State, turn.StateVersion = outcome.State, outcome.StateVersion
	}
	return said.String()
}

// differs reports whether wren answers one of the questions otherwise.
func (d *desk) differs(wren *planner.Planner, questions []question, answers []string) bool {
	for i, q := range questions {
		if d.answer(wren, q) != answers[i] {
			return true
		}
	}
	return false
}

// promises are the questions whose answers come from policies.yaml and
// shipping.yaml.
func promises(terms assistant.Terms) []question {
	var list []question
	ask := func(texts ...string) { list = append(list, question{texts: texts, at: opened}) }
	for _, text := range []string{
		"can I send things back?", "how long do I have to return something", "who pays for a return?", "what can not be returned?",
		"can i return boots?", "can i return socks?", "can i return a pillow?", "can i return soap?", "can i return gift cards?",
		"how do exchanges work", "who pays for an exchange?", "how long do refunds take", "do you refund the shipping?",
		"can i cancel an order?", "how do i change the address after ordering?",
		"what if my order arrives damaged, do i keep it?", "how soon do you answer when something is damaged?", "what do i get if it arrives damaged?",
		"what if you send the wrong thing?", "what do i get if you send me the wrong thing, and do i send it back?", "how soon do you answer about a wrong item?",
		"what if it says delivered and it is not here?", "what do i get if it says delivered and is not here?",
		"what happens if my order is late?", "what happens if my parcel is lost?",
		"how long is the warranty?", "what does the warranty cover", "what do you do under warranty, do you repair it?",
		"what is the warranty on packs?", "what is the warranty on tents?", "what is the warranty on skillets?",
		"how do gift returns work", "do you tell the giver about a gift return?",
		"how much is shipping?", "how much is shipping to Canada?", "do you ship to Japan?", "which countries do you ship to?",
		"when does an order leave?", "which carrier do you use?", "which carrier do you use to Canada?",
		"when would it arrive?", "when would it arrive in Canada?", "will it be here by friday?", "are duties to Canada included?",
	} {
		ask(text)
	}
	for _, z := range terms.Shipping.Zones {
		for _, code := range z.Countries {
			name, _ := cart.CountryName(code)
			ask("do you ship to " + name + "?")
		}
	}
	for _, holiday := range terms.Shipping.Holidays {
		list = append(list, question{texts: []string{"when does an order leave?"}, at: holiday.Time().Add(15 * time.Hour)})
	}
	late := time.Date(2026, 11, 24, 18, 30, 0, 0, time.UTC) // half past one in the barn
	list = append(list, question{texts: []string{"when does an order leave?", "when would it arrive?"}, at: late.Add(time.Hour)})
	list = append(list, question{texts: []string{"how much is missing for free shipping?"}, at: opened, cart: "full"})
	for _, s := range larkhollow.Samples() {
		for _, text := range []string{"where is my order?", "i want to return something", "cancel my order", "change the address of my order"} {
			list = append(list, question{texts: []string{text}, at: opened, proven: s.Number})
		}
	}
	return list
}

// Whatever stands in policies.yaml and shipping.yaml is said by some answer:
// each value is changed by itself, and an answer changes with it.
func TestEveryPromiseIsKept(t *testing.T) {
	d := newDesk(t)
	files := larkhollow.Knowledge(opened)
	before := planner.New(planner.Config{Knowledge: overlaid(t, files, "", "")})
	questions := promises(before.Terms())
	var answers []string
	for _, q := range questions {
		answers = append(answers, d.answer(before, q))
	}
	changed := 0
	for _, file := range []string{"policies.yaml", "shipping.yaml"} {
		text, err := fs.ReadFile(files, file)
		if err != nil {
			t.Fatal(err)
		}
		leaves := leavesOf(string(text))
		if want := countLeaves(before.Terms(), file, leaves); len(leaves) != want {
			t.Errorf("%s: %d values are found, and it has %d", file, len(leaves), want)
		}
		var idle []string
		for _, leaf := range leaves {
			other := planner.New(planner.Config{Knowledge: overlaid(t, files, file, leaf.changed)})
			if err := other.Check(); err != nil {
				t.Fatalf("%s:%d: %q is no other value for %s: %v", file, leaf.line, leaf.to, leaf.from, err)
			}
			if !d.differs(other, questions, answers) {
				idle = append(idle, fmt.Sprintf("%s:%d: %s", file, leaf.line, leaf.from))
			}
			changed++
		}
		if len(idle) > 0 {
			t.Errorf("nothing is said otherwise when these change:\n%s", strings.Join(idle, "\n"))
		}
	}
	t.Logf("%d values changed, %d questions to ask", changed, len(questions))
}

// overlaid are the terms of a folder without its articles, with another text for
// one of its files: what an article says does not count here.
func overlaid(t *testing.T, files fs.FS, name, text string) fs.FS {
	t.Helper()
	copied := fstest.MapFS{}
	for _, path := range []string{"policies.yaml", "shipping.yaml", "hours.yaml", "promotions.yaml"} {
		data, err := fs.ReadFile(files, path)
		if err != nil {
			t.Fatal(err)
		}
		copied[path] = &fstest.MapFile{Data: data}
	}
	if name != "" {
		copied[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return copied
}

// leaf is one value of a YAML file, and the file with another one in its place.
type leaf struct {
	line              int
	from, to, changed string
}

// yamlLine is a line of block YAML: its indent and marks, a key, a value and a
// comment.
var yamlLine = regexp.MustCompile(`^( *(?:- )?)(?:([a-z_]+):)? ?(.*?)( +#.*)?$`)

// leavesOf walks the values of a YAML file that is written in blocks, with lists
// of words in brackets.
func leavesOf(text string) []leaf {
	lines := strings.Split(text, "\n")
	var leaves []leaf
	for i, line := range lines {
		m := yamlLine.FindStringSubmatch(line)
		if m == nil || strings.HasPrefix(strings.TrimSpace(line), "#") || m[3] == "" {
			continue
		}
		values := []string{m[3]}
		list := strings.HasPrefix(m[3], "[")
		if list {
			values = strings.Split(strings.Trim(m[3], "[]"), ", ")
		}
		for j, value := range values {
			to := otherValue(m[2], value, values)
			with := slices.Clone(values)
			with[j] = to
			written := with[0]
			if list {
				written = "[" + strings.Join(with, ", ") + "]"
			}
			key := ""
			if m[2] != "" {
				key = m[2] + ": "
			}
			copied := slices.Clone(lines)
			copied[i] = m[1] + key + written
			leaves = append(leaves, leaf{i + 1, strings.TrimSpace(key + value), to, strings.Join(copied, "\n")})
		}
	}
	return leaves
}

// otherValue is another value that may stand for one under a key.
func otherValue(key, value string, beside []string) string {
	bare := strings.Trim(value, `"`)
	enums := map[string][]string{
		"paid_by": {"shop", "shopper"}, "until": {"placed", "packed"}, "countries": {"MX"},
		"remedies": {"replacement", "refund", "repair", "credit"}, "currency": {"USD", "CAD"}, "time_zone": {"America/New_York", "Pacific/Auckland"},
		"category": {"Footwear", "Footwear > Socks", "Bedding > Pillows", "Packs", "Camp > Tents", "Lighting"},
	}
	for _, other := range enums[key] {
		if other != bare && !slices.Contains(beside, other) && !(key == "category" && strings.Contains(bare, ">") != strings.Contains(other, ">")) {
			if key == "category" {
				return "Camp > Lighting things"
			}
			return other
		}
	}
	if n, err := strconv.Atoi(bare); err == nil {
		if n < 0 {
			return "90"
		}
		return strings.Replace(value, bare, strconv.Itoa(n+1), 1)
	}
	if whole, cents, ok := strings.Cut(bare, "."); ok && len(cents) == 2 {
		if n, err := strconv.Atoi(whole); err == nil {
			return `"` + strconv.Itoa(n+1) + "." + cents + `"`
		}
	}
	if day, err := time.Parse(time.DateOnly, bare); err == nil {
		return day.AddDate(0, 0, 1).Format(time.DateOnly)
	}
	switch {
	case bare == "true":
		return "false"
	case bare == "false":
		return "true"
	case regexp.MustCompile(`^\d\d:\d\d$`).MatchString(bare):
		return `"15:30"`
	case key == "id":
		return value + "x"
	default:
		return strings.TrimSuffix(value, ".") + " indeed"
	}
}

// countLeaves counts the values that were read from a file, and those that are
// written though they are zero.
func countLeaves(terms assistant.Terms, file string, leaves []leaf) int {
	read := reflect.ValueOf(*terms.Shipping)
	if file == "policies.yaml" {
		read = reflect.ValueOf(*terms.Policies)
	}
	zeros := slices.DeleteFunc(slices.Clone(leaves), func(l leaf) bool {
		return !strings.HasSuffix(l.from, ": 0") && !strings.HasSuffix(l.from, ": false")
	})
	return filled(read) + len(zeros)
}

// filled counts the values below v that are not zero.
func filled(v reflect.Value) int {
	switch v.Kind() {
	case reflect.Struct:
		n := 0
		for i := range v.NumField() {
			n += filled(v.Field(i))
		}
		return n
	case reflect.Slice:
		n := 0
		for i := range v.Len() {
			n += filled(v.Index(i))
		}
		return n
	default:
		if v.IsZero() {
			return 0
		}
		return 1
	}
}
