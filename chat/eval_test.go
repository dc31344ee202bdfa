package chat_test

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/coder/websocket"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// A sample is one line of an evaluation set; each set uses some of its fields.
type sample struct {
	ID, Text, Why, Label, Expect, B64, Hex string
	Field, JSON                            string
	Valid                                  bool
	Origin                                 *string
	Allowed                                []string
	Gen                                    *struct {
		Prefix, Repeat, Middle, Close, Suffix string
		N                                     int
	}
}

// text is the sample's text, generated where it is too long to be written out.
func (s sample) text() string {
	if g := s.Gen; g != nil {
		return g.Prefix + strings.Repeat(g.Repeat, g.N) + g.Middle + strings.Repeat(g.Close, g.N) + g.Suffix
	}
	return s.Text
}

// samples reads an evaluation set. It skips the test where the sets are not
// beside the checkout, unless CI is set.
func samples(t *testing.T, set string) []sample {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "..", "shared", "eval", "security", set+".jsonl"))
	if errors.Is(err, fs.ErrNotExist) && os.Getenv("CI") != "true" {
		t.Skipf("no evaluation data: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []sample
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var s sample
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			t.Fatalf("%s: %v", set, err)
		}
		all = append(all, s)
	}
	if err := lines.Err(); err != nil || len(all) == 0 {
		t.Fatalf("%s: %d samples, %v", set, len(all), err)
	}
	return all
}

// score counts what was tried, and prints it.
type score struct {
	t             *testing.T
	tried, passed int
}

func (s *score) check(ok bool, format string, args ...any) {
	s.t.Helper()
	if s.tried++; ok {
		s.passed++
	} else {
		s.t.Errorf(format, args...)
	}
}

func (s *score) print(set string) {
	s.t.Helper()
	s.t.Logf("%s: tried %d, passed %d", set, s.tried, s.passed)
	if s.tried == 0 {
		s.t.Errorf("%s: nothing was tried", set)
	}
}

func unlimited(c *chat.Config) {
	c.Limits = chat.Limits{Messages: []chat.Rate{}, Commands: []chat.Rate{}, PerSession: -1}
}

// S20, S21 and S22 on the real endpoint: whatever frame comes, the browser gets
// an error or is closed with the right code, in no time, and nobody else
// notices.
func TestPromise_S22_Frames(t *testing.T) { both(t, testFrames) }

func testFrames(t *testing.T, over chattest.Transport) {
	set := samples(t, "protocol_frames")
	s := open(t, unlimited).on(over)
	witness := s.tab(t)
	witness.AwaitReply(witness.Say("w", "hello"))
	result := score{t: t}
	for _, c := range set {
		tab := s.tab(t)
		frame := []byte(c.text())
		begun := time.Now()
		err := tab.Write(websocket.MessageText, frame)
		if len(frame) > chat.MaxFrame {
			code := tab.Ended() // maybe before all was sent
			result.check(code == 1009, "%s (%s): closed with %d", c.ID, c.Why, code)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		switch f := tab.Next().(type) {
		case chat.Failure:
			want := chat.CodeBadRequest
			if strings.Contains(c.Expect, "too_long") {
				want = chat.CodeTooLong
			}
			result.check(f.Code == want && f.Message != "" && time.Since(begun) < time.Second, "%s (%s): %+v after %v", c.ID, c.Why, f, time.Since(begun))
		default:
			m := json.Unmarshal(frame, &struct{}{}) == nil && strings.Contains(c.Expect, "accept")
			result.check(m, "%s (%s): %#v", c.ID, c.Why, f)
		}
		tab.Close()
	}
	witness.AwaitReply(witness.Say("x", "still here"))
	result.print("protocol_frames")
}

// S22: the whole of JSON, as the value of a field whose type it cannot have and
// as the command itself. What is JSON gets as far as its meaning; what is not
// is refused as such.
func TestPromise_S22_JSON(t *testing.T) {
	result := score{t: t}
	for _, c := range samples(t, "json_parsing") {
		data, err := base64.StdEncoding.DecodeString(c.B64)
		if err != nil {
			t.Fatal(err)
		}
		_, err = chat.DecodeCommand(data)
		result.check(err != nil, "%s: taken as a command", c.ID)
		// As part of a command the text is read to its end before anything
		// else is said about it.
		_, err = chat.DecodeCommand(slices.Concat([]byte(`{"type":"stop","x":`), data, []byte(`}`)))
		if err == nil {
			t.Errorf("%s: an unknown field was taken", c.ID)
			continue
		}
		syntax := strings.Contains(err.Error(), "not valid JSON")
		deep := strings.Contains(err.Error(), "nested deeper") || strings.Contains(err.Error(), "repeats the field")
		switch c.Label {
		case "accept", "y":
			result.check(!syntax || deep, "%s: %v", c.ID, err)
		case "reject", "n":
			result.check(syntax || deep, "%s: %v", c.ID, err)
		default:
			result.check(true, "")
		}
	}
	result.print("json_parsing")
}

// S21: a text frame that is not UTF-8 ends the connection with 1007; one that
// is comes back byte for byte.
func TestPromise_S21_UTF8(t *testing.T) { both(t, testUTF8) }

func testUTF8(t *testing.T, over chattest.Transport) {
	set := samples(t, "utf8")
	s := open(t, unlimited).on(over)
	good := s.tab(t)
	result := score{t: t}
	for _, c := range set {
		raw, err := hex.DecodeString(c.Hex)
		if err != nil {
			t.Fatal(err)
		}
		frame := slices.Concat([]byte(`{"type":"send","id":"`+c.ID+`","text":"a`), escapeControls(raw), []byte(`"}`))
		if !utf8.Valid(raw) {
			tab := s.tab(t)
			tab.SendRaw(frame)
			code := tab.Ended()
			result.check(!c.Valid && code == 1007, "%s: closed with %d", c.ID, code)
			continue
		}
		good.SendRaw(frame)
		e := good.AwaitEvent(func(e chat.Event) bool { return e.ClientID == c.ID })
		result.check(c.Valid && e.Message.Text == "a"+string(raw), "%s: %x came back as %x", c.ID, raw, e.Message.Text)
	}
	result.print("utf8")
}

// escapeControls writes control characters, quotes and backslashes as JSON does.
func escapeControls(raw []byte) (out []byte) {
	for _, b := range raw {
		switch {
		case b == '"' || b == '\\':
			out = append(out, '\\', b)
		case b < 0x20:
			out = append(out, `\u00`...)
			out = hex.AppendEncode(out, []byte{b})
		default:
			out = append(out, b)
		}
	}
	return out
}

// S1 and S2: the exact origin decides, on every route that asks for one.
func TestPromise_S01_Origins(t *testing.T) {
	result := score{t: t}
	for _, c := range samples(t, "origin_matrix") {
		s := open(t, func(config *chat.Config) { config.Origins = c.Allowed })
		want := strings.HasPrefix(c.Expect, "101")
		for _, r := range []struct {
			method, path string
			good, bad    int
		}{
			{"POST", "session", 200, 403},
			{"GET", "ws", 426, 403}, // a websocket that a recorder cannot upgrade
			{"POST", "stream", 200, 403},
			{"POST", "commands", 400, 403},
			{"GET", "products/mug", 200, 200},
			{"GET", "questions", 200, 200},
			{"GET", "widget.js", 200, 200},
			{"GET", "nothing", 404, 404},
		} {
			req := httptest.NewRequest(r.method, "http://elsewhere.test/aisle/"+r.path, nil)
			if c.Origin != nil {
				req.Header["Origin"] = []string{*c.Origin}
			}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, req)
			status := r.bad
			if want {
				status = r.good
			}
			echo := w.Header().Get("Access-Control-Allow-Origin")
			ok := w.Code == status && (echo != "") == (want && r.path != "nothing") && (echo == "" || echo == *c.Origin)
			result.check(ok, "%s %s %s: %d, echoed %q", c.ID, r.method, r.path, w.Code, echo)
		}
	}
	result.print("origin_matrix")
}

// S15: no quantity but a whole number from 1 to 99 is taken, and no price at all.
func TestPromise_S15_PriceQuantity(t *testing.T) {
	set := samples(t, "price_quantity")
	s := open(t, unlimited)
	result := score{t: t}
	for _, c := range set {
		tab := s.tab(t)
		send := func(item string) chat.Frame {
			tab.SendRaw([]byte(`{"type":"cart_add","id":"1","item":{"product":"mug",` + item + `}}`))
			for {
				switch f := tab.Next().(type) {
				case chat.Failure, chat.Ack:
					return f
				}
			}
		}
		if c.Field != "quantity" {
			f, refused := send(`"quantity":1,"price":` + c.JSON).(chat.Failure)
			result.check(refused && f.Code == chat.CodeBadRequest, "%s: price %s: %+v", c.ID, c.JSON, f)
			continue
		}
		if strings.HasPrefix(c.Expect, "accept") {
			_, taken := send(`"quantity":` + c.JSON).(chat.Ack)
			result.check(taken, "%s: quantity %s was refused", c.ID, c.JSON)
			continue
		}
		f, refused := send(`"quantity":` + c.JSON).(chat.Failure)
		result.check(refused && f.Message != "", "%s: quantity %s was taken", c.ID, c.JSON)
	}
	result.print("price_quantity")
}

// S28: naughty strings are stored and given back byte for byte.
func TestPromise_S28_NaughtyStrings(t *testing.T) {
	set := samples(t, "naughty_strings")
	s := open(t, unlimited)
	tab := s.tab(t)
	result := score{t: t}
	for _, c := range set {
		if strings.TrimSpace(c.Text) == "" || !utf8.ValidString(c.Text) {
			continue // not a message
		}
		seq := tab.Say(c.ID, c.Text)
		live := tab.AwaitReply(seq)
		stored := must(s.Events(t.Context(), tab.Welcome.Conversation, seq-1, 1))[0]
		result.check(stored.Message.Text == c.Text && live.Parts.Fallback() == "You said: "+c.Text, "%s: %q came back as %q", c.ID, c.Text, stored.Message.Text)
	}
	// What a browser that comes later gets is the same again.
	late := chattest.Dial(t, s.client, mount, chat.Hello{Token: tab.Hello.Token})
	for _, c := range set {
		if strings.TrimSpace(c.Text) == "" || !utf8.ValidString(c.Text) {
			continue
		}
		e := late.AwaitEvent(func(e chat.Event) bool { return e.ClientID == c.ID })
		result.check(e.Message.Text == c.Text, "%s: replayed as %q", c.ID, e.Message.Text)
	}
	result.print("naughty_strings")
}

// S24: no path leads out of the list of assets.
func TestPromise_S24_Paths(t *testing.T) {
	s := open(t, nil)
	mux := http.NewServeMux()
	mux.Handle("/aisle/", s.Chat)
	result := score{t: t}
	for _, c := range samples(t, "path_traversal") {
		path := strings.ReplaceAll(c.Text, "{FILE}", "etc/passwd")
		for _, variant := range []string{path, url.PathEscape(path), url.PathEscape(url.PathEscape(path))} {
			for _, method := range []string{"GET", "HEAD"} {
				for name, handler := range map[string]http.Handler{"mux": mux, "bare": s.Chat} {
					u, err := url.Parse("http://shop.test/aisle/" + strings.TrimPrefix(variant, "/"))
					if err != nil {
						u = &url.URL{Scheme: "http", Host: "shop.test", Path: "/aisle/" + strings.TrimPrefix(variant, "/")}
					}
					w := httptest.NewRecorder()
					handler.ServeHTTP(w, &http.Request{Method: method, URL: u, Host: "shop.test", Header: http.Header{}, RequestURI: u.RequestURI()})
					for n := 0; n < 9 && w.Code == http.StatusTemporaryRedirect || w.Code == http.StatusMovedPermanently; n++ {
						to, err := u.Parse(w.Header().Get("Location")) // the mux cleans the path
						if err != nil {
							break
						}
						u, w = to, httptest.NewRecorder()
						handler.ServeHTTP(w, &http.Request{Method: method, URL: u, Host: "shop.test", Header: http.Header{}, RequestURI: u.RequestURI()})
					}
					result.check(w.Code == http.StatusNotFound, "%s by the %s: %s %q: %d", c.ID, name, method, variant, w.Code)
				}
			}
		}
	}
	result.print("path_traversal")
}

// S25: words from outside make one log record each, and none of their control
// characters or messages get there.
func TestPromise_S25_Log(t *testing.T) {
	set := samples(t, "log_crlf")
	s := open(t, unlimited)
	result := score{t: t}
	for _, c := range set {
		before := len(s.log.String())
		req := httptest.NewRequest("GET", "http://shop.test/aisle/x", nil)
		req.URL.Path = "/aisle/" + c.Text
		req.Header["Origin"] = []string{c.Text}
		s.ServeHTTP(httptest.NewRecorder(), req)
		log := s.log.String()[before:]
		record := strings.TrimSuffix(log, "\n")
		clean := !strings.ContainsFunc(record, func(r rune) bool { return r < 0x20 || r == 0x7f || r == 0x2028 || r == 0x2029 })
		result.check(clean && strings.HasSuffix(log, "\n") && len(record) < 2<<10, "%s: %q", c.ID, log)
	}
	tab := s.tab(t)
	for _, c := range set {
		if utf8.ValidString(c.Text) {
			tab.AwaitReply(tab.Say(c.ID, "canary "+c.Text))
			tab.Send(chat.Send{ID: c.ID, Text: "canary: a conflict"})
			chattest.Await[chat.Failure](tab)
		}
	}
	result.check(!strings.Contains(s.log.String(), "canary"), "a message is in the log")
	result.print("log_crlf")
}
