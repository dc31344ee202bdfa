package langchain

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/internal/shoptest"
	"github.com/aisle-chat/aisle/internal/evaldata"
	"github.com/aisle-chat/aisle/internal/fakellm"
)

// taint is a text with personal data in it.
type taint struct {
	Text  string  `json:"text"`
	Spans [][]any `json:"spans"` // from, to, kind; in characters
}

// secrets are the personal data of a kind that is to stay in the house.
func (l *taint) secrets() map[string][]string {
	all := map[string][]string{}
	for _, s := range l.Spans {
		switch kind := s[2].(string); kind {
		case "CARD", "IBAN", "EMAIL", "PHONE":
			all[kind] = append(all[kind], string([]rune(l.Text)[int(s[0].(float64)):int(s[1].(float64))]))
		}
	}
	return all
}

// The promise S26, from end to end: what shoppers write of themselves, now or
// earlier, what a customer wrote into a review and what the model sends back reaches
// neither the provider, byte for byte of what was sent, nor the log.
func TestPromise_S26(t *testing.T) {
	least := map[string]float64{"CARD": .995, "IBAN": .99, "EMAIL": .99, "PHONE": .95}
	var sent, logged bytes.Buffer
	had, left, inLog := map[string]int{}, map[string]int{}, 0
	fake := fakellm.New(func(r *fakellm.Request) fakellm.Script {
		sent.Write(r.Body)
		switch last := r.Messages[len(r.Messages)-1]; {
		case last.Role == "tool":
			return fakellm.Script{Status: 400, Chunks: []fakellm.Chunk{{Text: `{"error":{"message":` + quoted("I do not like "+last.Content) + `}}`}}}
		default: // it repeats what it read, to the tools and to whoever reads its complaints
			return fakellm.Calls("You wrote: "+last.Content, fakellm.Call{Name: "search_products", Arguments: `{"text":` + quoted(cut(last.Content, 200)) + `}`})
		}
	})
	listening := httptest.NewServer(fake)
	defer listening.Close()
	for i, l := range evaldata.Lines[taint](t, "security/pii.jsonl") {
		secrets := l.secrets()
		if len(secrets) == 0 {
			continue
		}
		sent.Reset()
		logged.Reset()
		tell(t, listening.URL, l.Text, slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug})))
		if sent.Len() == 0 || logged.Len() == 0 {
			t.Fatalf("%d bytes were sent and %d logged", sent.Len(), logged.Len())
		}
		bodies := decoded(t, sent.Bytes())
		for kind, all := range secrets {
			for _, secret := range all {
				had[kind]++
				if strings.Contains(bodies, secret) {
					left[kind]++
					t.Logf("line %d: %s reached the provider", i+1, kind)
				}
				if strings.Contains(logged.String(), secret) {
					inLog++
					t.Errorf("line %d: %s is in the log: %s", i+1, kind, logged.String())
				}
			}
		}
	}
	for kind, share := range least {
		t.Logf("%s: %d of %d stayed in the house", kind, had[kind]-left[kind], had[kind])
		if had[kind] == 0 || float64(left[kind]) > (1-share)*float64(had[kind]) {
			t.Errorf("%s: %d of %d reached the provider", kind, left[kind], had[kind])
		}
	}
}

// Nor does what people write in the forms of many countries, of which the set has few:
// telephones, postal addresses, addresses that are spelled out.
func TestPromise_S26_Formats(t *testing.T) {
	data, err := os.ReadFile("../../internal/redact/testdata/formats.txt")
	if err != nil {
		t.Fatal(err)
	}
	var sent, logged bytes.Buffer
	fake := fakellm.New(func(r *fakellm.Request) fakellm.Script {
		sent.Write(r.Body)
		last := r.Messages[len(r.Messages)-1]
		return fakellm.Script{Status: 400, Chunks: []fakellm.Chunk{{Text: `{"error":{"message":` + quoted("I do not like "+last.Content) + `}}`}}}
	})
	listening := httptest.NewServer(fake)
	defer listening.Close()
	tried := 0
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		text, err := strconv.Unquote(strings.TrimSpace(line))
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		sent.Reset()
		logged.Reset()
		tell(t, listening.URL, strings.NewReplacer("{", "", "}", "").Replace(text), slog.New(slog.NewTextHandler(&logged, nil)))
		bodies := decoded(t, sent.Bytes())
		if bodies == "" || logged.Len() == 0 {
			t.Fatalf("%q: %d bytes were sent and %d logged", text, sent.Len(), logged.Len())
		}
		for _, part := range strings.Split(text, "{")[1:] {
			tried++
			secret, _, _ := strings.Cut(part, "}")
			if strings.Contains(bodies, secret) {
				t.Errorf("%q reached the provider", secret)
			}
			if strings.Contains(logged.String(), secret) {
				t.Errorf("%q is in the log: %s", secret, &logged)
			}
		}
	}
	t.Logf("figures: formats=%d", tried)
	if tried < 60 {
		t.Errorf("%d formats", tried)
	}
}

// tell lets a shopper write a text to a model, who wrote it earlier and whose
// product has it in a review.
func tell(t *testing.T, url, text string, log *slog.Logger) {
	t.Helper()
	m, err := OpenAI(Server{URL: url + "/v1", Model: "m"})
	if err != nil {
		t.Fatal(err)
	}
	defer m.(*server).client.http.CloseIdleConnections()
	a, err := agent.New(agent.Config{Model: m, Logger: log, Fallback: assistant.Func(
		func(_ context.Context, _ assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			return assistant.Outcome{}, w.Write(assistant.Text{Text: "What else?"})
		})})
	if err != nil {
		t.Fatal(err)
	}
	turn := shoptest.Open(t).Turn("t", text)
	turn.History = []assistant.Message{
		{Author: assistant.AuthorShopper, Text: text},
		{Author: assistant.AuthorAssistant, Parts: assistant.Parts{assistant.Text{Text: text}}},
	}
	turn.Page.Title = text
	if _, err := a.Respond(t.Context(), turn, &shoptest.Recorder{}); err != nil {
		t.Fatal(err)
	}
}

// decoded are all texts in some JSON objects, without the escapes.
func decoded(t *testing.T, bodies []byte) string {
	t.Helper()
	var all strings.Builder
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			all.WriteString(v + "\n")
			var inner any
			if json.Unmarshal([]byte(v), &inner) == nil { // arguments and results
				walk(inner)
			}
		case []any:
			for _, one := range v {
				walk(one)
			}
		case map[string]any:
			for name, one := range v {
				all.WriteString(name + "\n")
				walk(one)
			}
		default:
			fmt.Fprintln(&all, v)
		}
	}
	for in := json.NewDecoder(bytes.NewReader(bodies)); in.More(); {
		var body any
		if err := in.Decode(&body); err != nil {
			t.Fatal(err)
		}
		walk(body)
	}
	return all.String()
}

func cut(text string, most int) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), most)])
}

// The headers that are sent say nothing of the shopper either.
func TestHeadersAreTheSame(t *testing.T) {
	var seen []http.Header
	fake := fakellm.Sequence(fakellm.Text("ok"))
	listening := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := r.Header.Clone()
		h.Del("Content-Length")
		seen = append(seen, h)
		fake.ServeHTTP(w, r)
	}))
	defer listening.Close()
	for _, text := range []string{"a jacket", "june@alder.example"} {
		tell(t, listening.URL, text, slog.New(slog.DiscardHandler))
	}
	if len(seen) != 2 || fmt.Sprint(seen[0]) != fmt.Sprint(seen[1]) {
		t.Errorf("%v", seen)
	}
}
