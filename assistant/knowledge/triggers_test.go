package knowledge_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aisle-chat/aisle/assistant/knowledge"
)

func readTriggers(text string) (knowledge.Triggers, error) {
	base, err := knowledge.Read(fstest.MapFS{knowledge.HandoffFile: {Data: []byte(text)}})
	return base.Triggers(), err
}

// TestTriggers reads when a person is asked for.
func TestTriggers(t *testing.T) {
	got, err := readTriggers(`
topics:
  - name: wholesale
    words: [wholesale, bulk order]
    matters: [invoice]
    priority: 1
segments:
  - name: trade
    when: support
    priority: 1
vip:
  when: any
  priority: 2
low_confidence:
  below: 30
low_rating:
  up_to: 2
  then: offer
  priority: 1
`)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Topics) != 1 || got.Topics[0].Name != "wholesale" || strings.Join(got.Topics[0].Words, "|") != "wholesale|bulk order" || strings.Join(got.Topics[0].Matters, "|") != "invoice" || got.Topics[0].Priority != 1 {
		t.Errorf("topics %+v", got.Topics)
	}
	if len(got.Segments) != 1 || got.Segments[0] != (knowledge.Segment{Name: "trade", Care: knowledge.Care{When: knowledge.WhenSupport, Priority: 1}}) {
		t.Errorf("segments %+v", got.Segments)
	}
	if got.VIP != (knowledge.Care{When: knowledge.WhenAny, Priority: 2}) || got.LowConfidence != (knowledge.LowConfidence{Below: 30}) || got.LowRating != (knowledge.LowRating{UpTo: 2, Then: knowledge.ThenOffer, Priority: 1}) {
		t.Errorf("%+v", got)
	}
	for _, nothing := range []string{"", "# nothing yet\n", "topics: []\n"} {
		got, err := readTriggers(nothing)
		if err != nil || len(got.Topics)+len(got.Segments) > 0 || got.VIP != (knowledge.Care{}) || got.LowConfidence.Below+got.LowRating.UpTo > 0 {
			t.Errorf("%q: %+v, %v", nothing, got, err)
		}
	}
}

// TestWrongTriggers names each mistake with its line and field, and lets nothing of
// such a file hold.
func TestWrongTriggers(t *testing.T) {
	for text, want := range map[string]string{
		"topics:\n  - words: [wholesale]\n":                                    "handoff.yaml:2: topics[0].name",
		"topics:\n  - name: wholesale\n":                                       "handoff.yaml:2: topics[0].words",
		"topics:\n  - name: " + strings.Repeat("x", 41) + "\n    words: [a]\n": "topics[0].name",
		"topics:\n  - {name: a, words: [b]}\n  - {name: A, words: [c]}\n":      "handoff.yaml:3: topics[1].name",
		"topics:\n  - name: a\n    words:\n      - b\n      - \"!\"\n":         "handoff.yaml:5: topics[0].words[1]",
		"topics:\n  - name: a\n    matters: [charges]\n":                       "handoff.yaml:3: topics[0].matters[0]",
		"topics:\n  - name: a\n    words: [b]\n    priority: 3\n":              "handoff.yaml:4: topics[0].priority",
		"topics:\n  - name: a\n    words: [b]\n    priority: high\n":           "topics[0].priority",
		"topics:\n  - name: a\n    word: [b]\n":                                "topics[0].word",
		"segments:\n  - name: trade\n    when: often\n":                        "handoff.yaml:3: segments[0].when",
		"segments:\n  - name: trade\n":                                         "segments[0].when",
		"segments:\n  - {name: a, when: any}\n  - {name: a, when: any}\n":      "segments[1].name",
		"vip:\n  priority: 1\n":                                                "handoff.yaml:1: vip.when",
		"vip:\n  when: any\n  priority: -1\n":                                  "handoff.yaml:3: vip.priority",
		"low_confidence:\n  priority: 1\n":                                     "low_confidence.below",
		"low_confidence:\n  below: 81\n":                                       "handoff.yaml:2: low_confidence.below",
		"low_confidence:\n  below: 0.3\n":                                      "low_confidence.below",
		"low_rating:\n  up_to: 4\n  then: wait\n":                              "handoff.yaml:2: low_rating.up_to",
		"low_rating:\n  up_to: 2\n":                                            "low_rating.then",
		"low_rating:\n  up_to: 2\n  then: call\n":                              "handoff.yaml:3: low_rating.then",
		"vips:\n  when: any\n":                                                 "handoff.yaml:1: vips",
		"vip:\n  when: any\nvip:\n  when: support\n":                           "handoff.yaml:3: vip",
		"low_rating:\n  up_to: 2\n  then: wait\n  reason: &a x\n":              "low_rating.reason",
		"topics:\n  - {name: ok, words: [b]}\nvip:\n  when: never\n":           "handoff.yaml:4: vip.when",
	} {
		got, err := readTriggers(text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, without %q", text, err, want)
		}
		if len(got.Topics)+len(got.Segments) > 0 || got.VIP.When != "" {
			t.Errorf("%q: %+v holds", text, got)
		}
	}
}
