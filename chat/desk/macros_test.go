package desk_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
	"github.com/aisle-chat/aisle/chat/desk"
)

// What a lead prepares is there for everybody, filled in, beside what the shop began
// with and in its place.
func TestMacrosAreWritten(t *testing.T) {
	s := open(t, func(c *desk.Config) {
		c.Macros = []desk.Macro{{Name: "Hello", Text: "Hi {{customer}}."}, {Name: "Bye", Text: "Bye."}}
	})
	_, id := s.shopper("hello")
	names := func() (all []string) {
		for _, m := range get[desk.Talk](s, mara, "api/conversations/"+id).Macros {
			all = append(all, m.Name+": "+m.Text)
		}
		return all
	}
	if all := get[desk.Prepared](s, lead, "api/macros"); !all.Kept || len(all.Macros) != 2 || all.Macros[1] != (desk.PreparedMacro{Name: "Hello", Text: "Hi {{customer}}."}) {
		t.Errorf("at the beginning: %+v", all)
	}
	thanks := desk.Prepare{ID: "1", Name: " <b>Thanks</b> ", Text: "Thank you, {{customer}}.\n{{ agent }} <script>"}
	kept := post[desk.PreparedMacro](s, lead, "api/macros/write", thanks)
	if kept.Name != "<b>Thanks</b>" || kept.Version != 1 || kept.Text != thanks.Text {
		t.Errorf("kept as %+v", kept)
	}
	if again := post[desk.PreparedMacro](s, lead, "api/macros/write", thanks); again != kept {
		t.Errorf("once more as %+v", again)
	}
	hello := post[desk.PreparedMacro](s, lead, "api/macros/write", desk.Prepare{ID: "2", Name: "Hello", Text: "Good day {{customer}}."})
	if got := names(); !slices.Equal(got, []string{"<b>Thanks</b>: Thank you, there.\nMara <script>", "Bye: Bye.", "Hello: Good day there."}) {
		t.Errorf("an agent has %q", got)
	}
	for what, c := range map[string]struct {
		body   desk.Prepare
		status int
		says   string
	}{
		"an unknown variable":   {desk.Prepare{ID: "3", Name: "Oh", Text: "{{password}}"}, 400, "There is no variable {{password}}"},
		"a name that is taken":  {desk.Prepare{ID: "3", Name: "Hello", Text: "Hi"}, 409, "another reply of this name"},
		"another's version":     {desk.Prepare{ID: "2", Name: "Hello", Text: "Hi", Version: 7}, 409, "meanwhile"},
		"no name":               {desk.Prepare{ID: "3", Name: " ", Text: "Hi"}, 400, "The name has 1 to 60 characters"},
		"a name of two lines":   {desk.Prepare{ID: "3", Name: "a\nb", Text: "Hi"}, 400, "on one line"},
		"too long a name":       {desk.Prepare{ID: "3", Name: strings.Repeat("ä", 61), Text: "Hi"}, 400, "1 to 60"},
		"no text":               {desk.Prepare{ID: "3", Name: "Oh", Text: "\n"}, 400, "The text has 1 to 4000"},
		"too long a text":       {desk.Prepare{ID: "3", Name: "Oh", Text: strings.Repeat("ä", chat.MaxText+1)}, 400, "not 4001"},
		"no id":                 {desk.Prepare{Name: "Oh", Text: "Hi"}, 400, "an id of 1 to 100 bytes"},
		"a version before time": {desk.Prepare{ID: "3", Name: "Oh", Text: "Hi", Version: 1}, 409, "meanwhile"},
	} {
		if r := s.try(lead, "api/macros/write", c.body); r.status != c.status || !strings.Contains(string(r.body), c.says) {
			t.Errorf("%s: %d %s", what, r.status, r.body)
		}
	}
	if r := s.try(mara, "api/macros/write", desk.Prepare{ID: "3", Name: "Oh", Text: "Hi"}); r.status != 403 {
		t.Errorf("an agent prepares: %d %s", r.status, r.body)
	}
	if r := s.try(lead, "api/macros/remove", desk.Unprepare{ID: "2", Version: 3}); r.status != 409 {
		t.Errorf("another version is removed: %d %s", r.status, r.body)
	}
	for range 2 {
		post[struct{}](s, lead, "api/macros/remove", desk.Unprepare{ID: "2", Version: hello.Version})
	}
	if got := names(); !slices.Contains(got, "Hello: Hi there.") || len(got) != 3 {
		t.Errorf("what the shop began with is not back: %q", got)
	}
}

// A store that keeps no macros leaves those of the shop, and says so.
func TestMacrosOfTheShopAlone(t *testing.T) {
	through := func(ctx context.Context, _ chattest.Op, call func(context.Context) error) error { return call(ctx) }
	s := open(t, func(c *desk.Config) { c.Macros = []desk.Macro{{Name: "Hello", Text: "Hi."}} },
		func(c *chat.Config) { c.Store = chattest.Wrap(c.Store, through) })
	_, id := s.shopper("hello")
	if all := get[desk.Prepared](s, lead, "api/macros"); all.Kept || len(all.Macros) != 1 {
		t.Errorf("%+v", all)
	}
	if macros := get[desk.Talk](s, mara, "api/conversations/"+id).Macros; len(macros) != 1 {
		t.Errorf("%+v", macros)
	}
	for path, body := range map[string]any{"write": desk.Prepare{ID: "1", Name: "Oh", Text: "Hi"}, "remove": desk.Unprepare{ID: "1"}} {
		if r := s.try(lead, "api/macros/"+path, body); r.status != 501 || r.code() != "unavailable" {
			t.Errorf("%s: %d %s", path, r.status, r.body)
		}
	}
}
