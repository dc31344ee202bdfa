package desk_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/desk"
)

// Whatever the body of a reply is, it is refused in words or arrives as it was.
func FuzzReply(f *testing.F) {
	for _, seed := range []string{
		``, `{}`, `{"id":"1","text":"hello"}`, `{"id":"1","text":"hello"}{}`, `{"id":"1","text":"\ud800"}`,
		`{"id":"1","text":"a","text":"b"}`, `{"id":1}`, `[[[[`, `{"id":"1","text":" "}`, "{\"id\":\"1\",\"text\":\"\xff\"}",
		`{"id":"` + strings.Repeat("x", 200) + `","text":"a"}`, `{"ID":"1","text":"a"}`, "\ufeff{}", `{"id":"1","text":"<b>\u0000"}`,
	} {
		f.Add([]byte(seed))
	}
	all := open(f, nil)
	_, id := all.shopper("I want a person")
	path := "api/conversations/" + id
	post[desk.Done](all, mara, path+"/take", nothing)
	f.Fuzz(func(t *testing.T, body []byte) {
		s := *all
		s.t = t
		r := s.do(s.request(mara.ID, http.MethodPost, path+"/reply", bytes.NewReader(body)))
		var sent desk.Reply
		switch r.status {
		case http.StatusOK:
			if err := json.Unmarshal(body, &sent); err != nil || !utf8.Valid(body) {
				t.Fatalf("%q was taken, and is %v", body, err)
			}
			got := parse[desk.Replied](&s, r).Event
			if got.Message.Text != strings.TrimSpace(sent.Text) || got.ClientID != sent.ID || sent.ID == "" {
				t.Fatalf("%q became %+v", body, got)
			}
		case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusConflict:
			var refused chat.ErrorAnswer
			if err := json.Unmarshal(r.body, &refused); err != nil || refused.Error.Message == "" || refused.Error.Code == "" {
				t.Fatalf("%q is refused with %s", body, r.body)
			}
		default:
			t.Fatalf("%q: %d %s", body, r.status, r.body)
		}
	})
}
