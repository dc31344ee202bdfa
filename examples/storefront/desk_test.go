package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestDeskLogin(t *testing.T) {
	v := visit(t, options{})
	if got := v.get("/desk/"); got.status != 303 || got.header.Get("Location") != "/desk/login" {
		t.Errorf("the page without a login: %d to %q", got.status, got.header.Get("Location"))
	}
	var refusal struct {
		Error struct{ Code, Message string }
	}
	got := v.get("/desk/api/conversations")
	if err := json.Unmarshal([]byte(got.body), &refusal); err != nil || got.status != 401 || refusal.Error.Code == "" || refusal.Error.Message == "" {
		t.Errorf("the API without a login: %d %s", got.status, got.body)
	}
	v.want(v.get("/desk/login"), 200, `action="/desk/login"`)
	v.want(v.post("/desk/login", "user", "demo", "password", "wrong"), 401, `role="alert"`)
	v.want(v.post("/desk/login", "user", "root", "password", v.shop.password), 401)
	v.want(v.get("/desk/api/conversations"), 401)

	got = v.post("/desk/login", "user", "demo", "password", v.shop.password)
	v.want(got, 303)
	for _, part := range []string{"HttpOnly", "SameSite=Strict", "Path=/desk/"} {
		if cookie := got.header.Get("Set-Cookie"); !strings.Contains(cookie, part) {
			t.Errorf("cookie %q lacks %q", cookie, part)
		}
	}
	v.want(v.get("/desk/"), 200)
	v.want(v.get("/desk/api/conversations"), 200, "conversations", `"logout":"/desk/logout"`)

	v.want(v.post("/desk/logout"), 303)
	v.want(v.get("/desk/api/conversations"), 401)
}

// The picture of whoever answers is there for all who have talked with them.
func TestPortrait(t *testing.T) {
	v := visit(t, options{})
	got := v.get(robin.Picture)
	v.want(got, 200, "<svg")
	if kind := got.header.Get("Content-Type"); kind != "image/svg+xml" {
		t.Errorf("the portrait is %q", kind)
	}
	for _, other := range []string{"/people/nobody.svg", "/people/..%2Fmark.svg", "/people/%2e%2e", "/people/"} {
		v.want(v.get(other), 404)
	}
}

func TestPasswordIsNew(t *testing.T) {
	if a, b := newStaff().password, newStaff().password; a == b || len(a) < 16 {
		t.Errorf("passwords %q and %q", a, b)
	}
}
