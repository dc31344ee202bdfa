package desk_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/desk"
)

// TestRouteTable prints who may ask what, and compares it with the table that
// stands in testdata: a new route is a decision.
func TestRouteTable(t *testing.T) {
	var table strings.Builder
	roles := []string{desk.RoleReader, desk.RoleAgent, desk.RoleLead}
	fmt.Fprintf(&table, "%-4s %-36s %-8s %s\n", "", "", "takes", strings.Join(roles, "  "))
	for _, r := range desk.Routes {
		fmt.Fprintf(&table, "%-4s %-36s %-8s", r[0], r[1], r[2])
		for _, role := range roles {
			may := "-"
			if slices.Contains(desk.DefaultRoles()[role], desk.Permission(r[2])) {
				may = "yes"
			}
			fmt.Fprintf(&table, " %-*s", len(role)+1, may)
		}
		fmt.Fprintln(&table)
	}
	t.Log("\n" + table.String())
	golden := filepath.Join("testdata", "routes.txt")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(golden); err != nil || string(want) != table.String() {
		t.Errorf("the table differs from %s (UPDATE=1 writes it anew): %v", golden, err)
	}
}

// What a role may do is checked on the server, for every route and each role.
func TestPromise_S30_Roles(t *testing.T) {
	s := open(t, nil)
	_, id := s.shopper("hello")
	tried := 0
	for _, role := range []string{desk.RoleReader, "", desk.RoleLead, "odd"} {
		by := map[string]string{"": mara.ID}[role]
		if by == "" {
			by = role
		}
		may := desk.DefaultRoles()[role]
		if role == "" {
			may = desk.DefaultRoles()[desk.RoleAgent]
		}
		for _, r := range desk.Routes {
			if r[1] == "api/events" {
				continue // it does not end by itself; who may see it is tested with the stream
			}
			tried++
			got := s.do(s.request(by, r[0], strings.ReplaceAll(r[1], "{id}", id), strings.NewReader(`{}`)))
			if allowed := slices.Contains(may, desk.Permission(r[2])); allowed == (got.status == 403) {
				t.Errorf("%q asks %s %s: %d %s; allowed is %v", role, r[0], r[1], got.status, got.body, allowed)
			}
		}
	}
	// Marks take more than the route they come by.
	blocked := chat.MarkBlocked
	mark := desk.Sort{ID: "m", Mark: &blocked}
	if got := s.try(mara, "api/conversations/"+id+"/sort", mark); got.status != 403 {
		t.Errorf("an agent blocks: %d %s", got.status, got.body)
	}
	post[desk.Done](s, chat.Person{ID: "lead"}, "api/conversations/"+id+"/sort", mark)
	t.Logf("figures: routes x roles tried=%d", tried)
}

func TestRolesOfTheShop(t *testing.T) {
	s := open(t, func(c *desk.Config) { c.Roles = map[string][]desk.Permission{"odd": {desk.MaySee, desk.MaySort}} })
	_, id := s.shopper("hello")
	odd := chat.Person{ID: "odd"}
	if list := get[desk.List](s, odd, "api/conversations"); !slices.Equal(list.May, []desk.Permission{desk.MaySee, desk.MaySort}) {
		t.Errorf("may = %v", list.May)
	}
	post[desk.Done](s, odd, "api/conversations/"+id+"/sort", desk.Sort{ID: "1", Note: "hm"})
	if got := s.do(s.request(mara.ID, "GET", "api/conversations", nil)); got.status != 403 {
		t.Errorf("an agent, whom this shop does not know: %d", got.status)
	}
}
