package token

import (
	"bytes"
	"compress/gzip"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/pkoukk/tiktoken-go"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/internal/evaldata"
)

// The counts are those that OpenAI publishes for this vocabulary.
func TestCount(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "hello world": 2, "antidisestablishmentarianism": 6, "2 + 2 = 4": 7, "お誕生日おめでとう": 8, " ": 1, "\n\n": 1,
	} {
		if got := O200K().Count(text); got != want {
			t.Errorf("%q has %d tokens, want %d", text, got, want)
		}
	}
}

// What is encoded is the text again, so that nothing is left out of the count.
func TestWhole(t *testing.T) {
	known, err := unpack(packed)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"A jacket, wasserdicht, für 128,00 €?", "naïve café — ¡olé!", "雨具はありますか", "👩‍🚀 go\r\n\tgo  go"} {
		if got := known.Decode(known.EncodeOrdinary(text)); got != text {
			t.Errorf("%q came back as %q", text, got)
		}
	}
}

// Cutting changes no count of what people write: it begins where nobody writes so.
func TestCutting(t *testing.T) {
	known, err := O200K().load()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range evaldata.Lines[struct {
		Text string `json:"text"`
	}](t, "security/pi_benign_shop.jsonl") {
		if got, want := O200K().Count(m.Text), len(known.EncodeOrdinary(m.Text)); got != want {
			t.Errorf("%q: %d, want %d", m.Text, got, want)
		}
	}
}

// No text makes work that grows with its square: no piece has a run of more than
// maxRun signs, whatever it is a run of.
func TestLongRuns(t *testing.T) {
	for name, text := range map[string]string{
		"letters": strings.Repeat("a", 100<<10), "blanks": strings.Repeat(" ", 100<<10), "lines": strings.Repeat("\n", 100<<10), "dashes": strings.Repeat("-", 100<<10),
		"marks": strings.Repeat("é", 50<<10), "signs": strings.Repeat("雨", 30<<10), "words": strings.Repeat("rain ", 20<<10), "digits": strings.Repeat("1", 100<<10),
	} {
		whole, pieces := text, 0
		for text != "" {
			n := firstPiece(text)
			piece := text[:n]
			if n == 0 || !utf8.ValidString(piece) || utf8.RuneCountInString(piece) > maxPiece+maxRun {
				t.Fatalf("%s: a piece of %d bytes", name, n)
			}
			if name != "words" && utf8.RuneCountInString(piece) > maxRun {
				t.Errorf("%s: a run of %d", name, utf8.RuneCountInString(piece))
			}
			text, pieces = text[n:], pieces+1
		}
		if n := O200K().Count(whole); n < pieces || n > len(whole) {
			t.Errorf("%s: %d tokens in %d pieces", name, n, pieces)
		}
	}
}

func TestFor(t *testing.T) {
	for model, exact := range map[string]bool{
		"gpt-4o": true, "gpt-4o-mini-2024-07-18": true, "gpt-4.1": true, "gpt-5-mini": true, "openai/gpt-5": true, "o3": true, "o4-mini": true, "gpt-oss:20b": true, "GPT-5": true,
		"gpt-4": false, "gpt-3.5-turbo": false, "qwen3": false, "o30": false, "olmo": false, "": false,
	} {
		if got := For(model) == agent.Counter(O200K()); got != exact {
			t.Errorf("%q: exact is %v", model, got)
		}
		if For(model).Count("A jacket for the rain.") == 0 {
			t.Errorf("%q counts nothing", model)
		}
	}
}

// Many may count at once, also while the vocabulary is unpacked for the first time.
func TestConcurrent(t *testing.T) {
	fresh := &Counter{sync.OnceValues(o200k.load)}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if n := fresh.Count("hello world"); n != 2 {
				t.Errorf("%d", n)
			}
		})
	}
	wg.Wait()
	if err := fresh.Load(); err != nil {
		t.Error(err)
	}
}

// A vocabulary that is damaged is said to be, and counts are estimates then.
func TestDamaged(t *testing.T) {
	pack := func(plain string) []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write([]byte(plain)); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for name, data := range map[string][]byte{
		"nothing": nil, "no gzip": []byte("hello"), "cut": packed[:len(packed)/2], "half a token": pack("\x05ab"), "an empty token": pack("\x00"), "a huge one": pack("\xff\xff\x03"),
	} {
		if _, err := unpack(data); err == nil || !strings.HasPrefix(err.Error(), "token: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := unpack(nil)
	broken := &Counter{func() (*tiktoken.Tiktoken, error) { return nil, err }}
	if got, want := broken.Count("A jacket."), agent.Estimate.Count("A jacket."); got != want {
		t.Errorf("%d, want %d", got, want)
	}
}

func BenchmarkCount(b *testing.B) {
	if err := O200K().Load(); err != nil {
		b.Fatal(err)
	}
	for name, text := range map[string]string{
		"message": "a jacket for the rain, blue", "100KB of a letter": strings.Repeat("a", 100<<10), "100KB of blanks": strings.Repeat(" ", 100<<10),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				O200K().Count(text)
			}
		})
	}
}
