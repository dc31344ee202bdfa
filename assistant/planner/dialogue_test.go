package planner

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/internal/evaldata"
)

// bank are the intents of a bank's customers that a shop's have too, in our words.
var bank = map[string]string{
	"Refund_not_showing_up": "refund", "request_refund": "returns refund", "transaction_charged_twice": "charge",
	"edit_personal_details": "account address", "terminate_account": "account", "card_payment_not_recognised": "charge",
	"extra_charge_on_statement": "charge", "declined_card_payment": "payment",
}

// What people ask a bank is read as the shop's matter where it is one. It is hard,
// for it is about other things: the figures are printed, and must not fall.
func TestBankQuestions(t *testing.T) {
	rows := lines(t, evaldata.Path(t, "dialogue/banking77/train.csv"))
	index := openIndex(t, "testdata/catalog.jsonl")
	tried, right := map[string]int{}, map[string]int{}
	all, good := 0, 0
	for _, row := range rows[1:] {
		text, intent := csvStart(row)
		intent = strings.TrimSpace(intent)
		want, ok := bank[intent]
		if !ok || text == "" {
			continue
		}
		r := reader{scene: &Scene{}, now: now, understand: index.Understand}
		all++
		if tried[intent]++; slices.Contains(strings.Fields(want), string(r.read(text, nil).Intent)) {
			right[intent]++
			good++
		}
	}
	for _, intent := range sortedKeys(tried) {
		t.Logf("%s: %d of %d", intent, right[intent], tried[intent])
	}
	t.Logf("banking77: %d of %d", good, all)
	if all == 0 || good*100 < all*bankFloor {
		t.Errorf("%d of %d", good, all)
	}
}

// bankFloor is how many of a hundred are read at least.
const bankFloor = 48

// What is said to no shop is not taken for a matter of support, which is. The area
// under the curve of how sure that is beside such matters is printed beside the
// floor of the data's own README.
func TestOutOfScope(t *testing.T) {
	data, err := os.ReadFile(evaldata.Path(t, "dialogue/clinc150/data_dev.json"))
	if err != nil {
		t.Fatal(err)
	}
	var sets map[string][][2]string
	if err := json.Unmarshal(data, &sets); err != nil {
		t.Fatal(err)
	}
	index := openIndex(t, "testdata/catalog.jsonl")
	sure := func(text string) float64 {
		m := (&reader{scene: &Scene{}, now: now, understand: index.Understand}).read(text, nil)
		switch {
		case isSupport(m.Intent):
			return 1 + m.Confidence
		case m.Intent == IntentUnclear, m.Intent == IntentSmallTalk, m.Intent == IntentGibberish:
			return 0
		}
		return m.Confidence
	}
	var outside, inside []float64
	taken := 0
	for _, set := range []string{"oos_train", "oos_val"} {
		for _, row := range sets[set] {
			s := sure(row[0])
			if outside = append(outside, s); s >= 1 {
				taken++
			}
		}
	}
	for i, row := range lines(t, evaldata.Path(t, "dialogue/bitext-intents/dev.csv"))[1:] {
		text, intent := csvStart(row)
		if _, ok := bitext[intent]; ok && i%3 == 0 {
			inside = append(inside, sure(text))
		}
	}
	below := 0.0
	for _, in := range inside {
		for _, out := range outside {
			switch {
			case in > out:
				below++
			case in == out:
				below += 0.5
			}
		}
	}
	auc := below / float64(len(inside)*len(outside))
	t.Logf("clinc150, out of scope: %d of %d are taken for a matter of support; AUC %.3f, floor 0.90", taken, len(outside), auc)
	if len(outside) < 100 || len(inside) < 100 || auc < 0.90 {
		t.Errorf("AUC %.3f of %d and %d", auc, len(inside), len(outside))
	}
}

// The numbers of orders are found in what real tasks say of them, with their sign,
// without it and in small letters.
func TestOrderNumbersOfTasks(t *testing.T) {
	data, err := os.ReadFile(evaldata.Path(t, "dialogue/tau2-retail/tasks.json"))
	if err != nil {
		t.Fatal(err)
	}
	var tasks []struct {
		Scenario struct {
			Instructions struct {
				Reason string `json:"reason_for_call"`
			} `json:"instructions"`
		} `json:"user_scenario"`
	}
	if err := json.Unmarshal(data, &tasks); err != nil {
		t.Fatal(err)
	}
	tried, right := 0, 0
	for _, task := range tasks {
		text := task.Scenario.Instructions.Reason
		at := strings.Index(text, "#W")
		if at < 0 {
			continue
		}
		number := "#W"
		for _, r := range text[at+2:] {
			if r < '0' || r > '9' {
				break
			}
			number += string(r)
		}
		from := max(0, strings.LastIndexAny(text[:at], ".;")+1)
		sentence := strings.TrimSpace(text[from:])
		for _, said := range []string{sentence, strings.ReplaceAll(sentence, "#W", "W"), strings.ReplaceAll(sentence, "#W", "#w")} {
			tried++
			if got, _, _ := numberIn(said, "#W", false); cart.SameNumber(got, number) || strings.EqualFold(strings.TrimPrefix(got, "#"), strings.TrimPrefix(number, "#")) {
				right++
			} else {
				t.Logf("%.80q: %q, want %s", said, got, number)
			}
		}
	}
	t.Logf("tau2-retail: %d of %d numbers", right, tried)
	if tried == 0 || right*100 < tried*95 {
		t.Errorf("%d of %d numbers", right, tried)
	}
}
