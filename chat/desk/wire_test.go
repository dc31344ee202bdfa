package desk_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat/desk"
)

// The TypeScript of the wire has each field of the Go types, and no other.
func TestTypeScriptIsInStep(t *testing.T) {
	source, err := os.ReadFile("src/wire.ts")
	if err != nil {
		t.Fatal(err)
	}
	written := map[string][]string{}
	for _, found := range regexp.MustCompile(`(?s)export interface (\w+) \{\n(.*?)\n\}`).FindAllStringSubmatch(string(source), -1) {
		for line := range strings.Lines(found[2]) {
			name, _, _ := strings.Cut(strings.TrimSpace(line), ":")
			written[found[1]] = append(written[found[1]], name)
		}
	}
	types := []reflect.Type{
		reflect.TypeFor[desk.List](), reflect.TypeFor[desk.Person](), reflect.TypeFor[desk.Counts](),
		reflect.TypeFor[desk.Conversation](), reflect.TypeFor[desk.Talk](), reflect.TypeFor[desk.Done](),
		reflect.TypeFor[desk.Reply](), reflect.TypeFor[desk.Replied](), reflect.TypeFor[desk.Hint](),
		reflect.TypeFor[desk.People](), reflect.TypeFor[desk.Macro](), reflect.TypeFor[desk.Products](), reflect.TypeFor[desk.Act](), reflect.TypeFor[desk.Sort](), reflect.TypeFor[desk.Transfer](), reflect.TypeFor[desk.Prepared](), reflect.TypeFor[desk.PreparedMacro](), reflect.TypeFor[desk.Prepare](), reflect.TypeFor[desk.Unprepare](), reflect.TypeFor[desk.Present](), reflect.TypeFor[desk.Attendee](), reflect.TypeFor[desk.Attend](), reflect.TypeFor[desk.Attended](),
		reflect.TypeFor[desk.Edit](),
		reflect.TypeFor[assistant.Customer](),
	}
	for _, typ := range types {
		var want []string
		for field := range typ.Fields() {
			name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
			if strings.HasPrefix(options, "omit") {
				name += "?"
			}
			want = append(want, name)
		}
		if got := written[typ.Name()]; !slices.Equal(got, want) {
			t.Errorf("%s has %v in src/wire.ts, and %v in Go", typ.Name(), got, want)
		}
	}
	if len(written) != len(types) {
		t.Errorf("src/wire.ts has %d interfaces, Go %d types", len(written), len(types))
	}
}

// Whatever a shopper writes comes out of the API as it went in, as JSON that no
// browser takes for a page.
func TestHostileTextStaysText(t *testing.T) {
	path := filepath.Join("..", "..", "..", "shared", "eval", "security", "xss.jsonl")
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) && os.Getenv("CI") != "true" {
		t.Skip("the collection of hostile texts is not beside the checkout")
	}
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, nil)
	tab, id := s.shopper("hello")
	tried, passed := 0, 0
	for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if n%400 != 0 {
			continue // a sample; the page has a test of its own
		}
		var hostile struct{ Text string }
		if err := json.Unmarshal([]byte(line), &hostile); err != nil {
			t.Fatal(err)
		}
		text := strings.TrimSpace(hostile.Text)
		if text == "" || len(text) > 3000 {
			continue
		}
		tried++
		_, err := s.chat.Post(t.Context(), id, postOf(text))
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		r := s.do(s.request(mara.ID, "GET", "api/conversations/"+id, nil))
		talk := parse[desk.Talk](s, r)
		last := talk.Events[len(talk.Events)-1]
		if last.Message.Text == text && r.header.Get("Content-Type") == "application/json; charset=utf-8" &&
			!strings.ContainsAny(string(r.body), "<>") {
			passed++
		} else {
			t.Errorf("%q became %q", text, last.Message.Text)
		}
	}
	tab.Close()
	t.Logf("tried %d, passed %d", tried, passed)
	if tried == 0 {
		t.Fatal("tried none")
	}
}
