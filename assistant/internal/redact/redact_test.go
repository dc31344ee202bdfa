package redact

import (
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/internal/evaldata"
)

// What is taken out comes back, and the same stands for the same.
func TestMaskAndRestore(t *testing.T) {
	for text, want := range map[string]string{
		"write to ann@example.com or ann@example.com.":           "write to [[email-1]] or [[email-1]].",
		"my card is 4111 1111 1111 1111, call +49 151 23456789":  "my card is [[card-1]], call [[phone-1]]",
		"IBAN DE89 3704 0044 0532 0130 00 please":                "IBAN [[account-1]] please",
		"I live at 12 Elm Street, Apt 4, Springfield, IL 62704.": "I live at [[address-1]].",
		"Hauptstraße 12, 10115 Berlin":                           "[[address-1]]",
		"a jacket under $150 in size 38/32, order LH-1042":       "a jacket under $150 in size 38/32, order LH-1042",
		"the tent for 2, 3.5 kg, 210 x 120 cm, 2026-11-24":       "the tent for 2, 3.5 kg, 210 x 120 cm, 2026-11-24",
		"": "",
	} {
		var m Masker
		masked := m.Mask(text)
		if masked != want {
			t.Errorf("%q became %q, want %q", text, masked, want)
		}
		if back := m.RestoreAll(masked); back != text {
			t.Errorf("%q came back as %q", text, back)
		}
	}
	var m Masker
	if _, ok := m.Restore("[[email-1]]"); ok {
		t.Error("a mark that nobody made stands for something")
	}
}

// Numbers of things stay in data.
func TestMaskData(t *testing.T) {
	var m Masker
	const data = `{"sku":"415-555-0132","review":"mail me at bob@shop.example"}`
	if got, want := m.MaskData(data), `{"sku":"415-555-0132","review":"mail me at [[email-1]]"}`; got != want {
		t.Errorf("%s", got)
	}
}

// What has a mark has it in data, too; but a code of three digits, which may be a price.
func TestMaskDataOfTheShopper(t *testing.T) {
	var m Masker
	if got, want := m.Mask("call 020 7946 0958, cvv 123, I live at 12 Elm Street, Springfield, IL 62704 or 12 Elm Street"), "call [[phone-1]], cvv [[code-1]], I live at [[address-1]] or [[address-2]]"; got != want {
		t.Fatalf("%s", got)
	}
	const data = `{"price":"$123.00","note":"for 12 Elm Street, Springfield, IL 62704, 020 7946 0958"}`
	if got, want := m.MaskData(data), `{"price":"$123.00","note":"for [[address-1]], [[phone-1]]"}`; got != want {
		t.Errorf("%s", got)
	} else if back := m.RestoreData(got); back != data {
		t.Errorf("it came back as %s", back)
	}
	m.Mask(`write to "june alder"@alder.example`)
	if got, want := m.RestoreData(`{"text":"[[email-1]]"}`), `{"text":"\"june alder\"@alder.example"}`; got != want {
		t.Errorf("%s", got)
	}
}

type line struct {
	Text  string  `json:"text"`
	Note  string  `json:"note"`
	Spans [][]any `json:"spans"`
}

// The promise over the evaluation set: what has to be hidden is hidden.
func TestPersonalData(t *testing.T) {
	least := map[string]float64{"CARD": .995, "IBAN": .99, "EMAIL": .99, "PHONE": .95}
	had, hidden, clean, wrong := map[string]int{}, map[string]int{}, 0, 0
	for _, l := range evaldata.Lines[line](t, "security/pii.jsonl") {
		var m Masker
		masked := m.Mask(l.Text)
		if len(l.Spans) == 0 {
			if strings.HasPrefix(l.Note, "hard negative") {
				clean++
				if masked != l.Text {
					wrong++
					t.Logf("%q became %q", l.Text, masked)
				}
			}
			continue
		}
		runes := []rune(l.Text)
		for _, s := range l.Spans {
			kind := s[2].(string)
			if least[kind] == 0 {
				continue
			}
			had[kind]++
			secret := string(runes[int(s[0].(float64)):int(s[1].(float64))])
			if strings.Contains(masked, secret) || !strings.Contains(masked, "[[") {
				t.Logf("%s is left in %q", kind, masked)
				continue
			}
			hidden[kind]++
		}
	}
	for kind, share := range least {
		t.Logf("%s: %d of %d", kind, hidden[kind], had[kind])
		if had[kind] == 0 || float64(hidden[kind]) < share*float64(had[kind]) {
			t.Errorf("%s: %d of %d are hidden, want %.1f %%", kind, hidden[kind], had[kind], 100*share)
		}
	}
	if clean == 0 || float64(wrong) > .03*float64(clean) {
		t.Errorf("%d of %d things that are nobody's were hidden", wrong, clean)
	}
}

// A text comes back as it was, whatever it holds.
func FuzzMask(f *testing.F) {
	f.Add("ann@example.com 4111111111111111 +1 (555) 010-0199")
	f.Add("DE89370400440532013000")
	f.Fuzz(func(t *testing.T, text string) {
		var m Masker
		masked := m.Mask(text)
		if !strings.Contains(text, "[[") && m.RestoreAll(masked) != text {
			t.Fatalf("%q came back as %q", text, m.RestoreAll(masked))
		}
	})
}
