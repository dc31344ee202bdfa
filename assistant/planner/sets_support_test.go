package planner

import (
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/internal/evaldata"
)

// bitext are that data's intents in our words, without those of telephone
// companies.
var bitext = map[string]string{
	"cancel_order": "cancel", "change_order": "order_change", "change_shipping_address": "address account",
	"check_invoice": "invoice", "get_invoice": "invoice", "check_payment_methods": "payment", "check_refund_policy": "returns refund",
	"complaint": "problem angry person", "contact_customer_service": "person hours about_shop", "contact_human_agent": "person",
	"create_account": "account", "delete_account": "account", "edit_account": "account", "recover_password": "account",
	"registration_problems": "account", "switch_account": "account", "newsletter_subscription": "account",
	"delivery_options": "shipping delivery", "delivery_period": "delivery order_status late", "get_refund": "returns refund",
	"payment_issue": "charge payment", "track_order": "order_status", "track_refund": "refund",
}

// Matters of support are read as what they are.
func bitextFigures(t *testing.T) []*figure {
	index := openIndex(t, "testdata/catalog.jsonl")
	f := &figure{set: "bitext", what: "matters of support are read", floor: "79 with 5 examples an intent, 87 with 10", least: 88}
	i := 0
	for _, line := range lines(t, evaldata.Path(t, "dialogue/bitext-intents/dev.csv"))[1:] {
		text, intent := csvStart(line)
		want, ok := bitext[intent]
		if !ok {
			continue
		}
		got := readAlone(index, text).Intent
		f.is(i, slices.Contains(strings.Fields(want), string(got)), "%q is %s, not %s", text, got, want)
		i++
	}
	return []*figure{f}
}

// bank are the intents of a bank's customers that a shop's have too, in our words.
var bank = map[string]string{
	"Refund_not_showing_up": "refund", "request_refund": "returns refund", "transaction_charged_twice": "charge",
	"edit_personal_details": "account address", "terminate_account": "account", "card_payment_not_recognised": "charge",
	"extra_charge_on_statement": "charge", "declined_card_payment": "payment",
}

// What people ask a bank is read as the shop's matter where it is one. It is hard,
// for it is about other things.
func bankFigures(t *testing.T) []*figure {
	index := openIndex(t, "testdata/catalog.jsonl")
	f := &figure{set: "banking77", what: "a bank's matters that are a shop's", floor: "none", least: 62}
	i := 0
	for _, row := range lines(t, evaldata.Path(t, "dialogue/banking77/train.csv"))[1:] {
		text, intent := csvStart(row)
		want, ok := bank[strings.TrimSpace(intent)]
		if !ok || text == "" {
			continue
		}
		got := readAlone(index, text).Intent
		f.is(i, slices.Contains(strings.Fields(want), string(got)), "%q is %s, not %s", text, got, want)
		i++
	}
	return []*figure{f}
}

// What is said to no shop is not taken for a matter of support, which is. The area
// under the curve is of how sure that is beside such matters.
func scopeFigures(t *testing.T) []*figure {
	sets := decoded[map[string][][2]string](t, "clinc150/data_dev.json")
	index := openIndex(t, "testdata/catalog.jsonl")
	taken := &figure{set: "clinc150", what: "out of scope, not taken for support", floor: "none", least: 88}
	area := &figure{set: "clinc150", what: "out of scope, area under the curve", floor: "90", least: 90}
	sure := func(text string) float64 {
		switch m := readAlone(index, text); {
		case isSupport(m.Intent):
			return 1 + m.Confidence
		case m.Intent == IntentUnclear, m.Intent == IntentSmallTalk, m.Intent == IntentGibberish:
			return 0
		default:
			return m.Confidence
		}
	}
	var outside, inside [2][]float64
	for i, row := range slices.Concat(sets["oos_train"], sets["oos_val"]) {
		s := sure(row[0])
		outside[i%2] = append(outside[i%2], s)
		taken.is(i, s < 1, "%q", row[0])
	}
	for i, row := range lines(t, evaldata.Path(t, "dialogue/bitext-intents/dev.csv"))[1:] {
		text, intent := csvStart(row)
		if _, ok := bitext[intent]; ok && i%3 == 0 {
			inside[i%2] = append(inside[i%2], sure(text))
		}
	}
	for half := range 2 {
		for _, in := range inside[half] {
			for _, out := range outside[half] {
				area.tried[half]++
				switch {
				case in > out:
					area.passed[half]++
				case in == out:
					area.passed[half] += 0.5
				}
			}
		}
	}
	return []*figure{taken, area}
}

// The numbers of orders are found in what real tasks say of them, with their sign,
// without it and in small letters.
func taskFigures(t *testing.T) []*figure {
	type task struct {
		Scenario struct {
			Instructions struct {
				Reason string `json:"reason_for_call"`
			} `json:"instructions"`
		} `json:"user_scenario"`
	}
	f := &figure{set: "tau2-retail", what: "numbers of orders are found", floor: "none", least: 95}
	i := 0
	for _, task := range decoded[[]task](t, "tau2-retail/tasks.json") {
		text := task.Scenario.Instructions.Reason
		at := strings.Index(text, "#W")
		if at < 0 {
			continue
		}
		digits := strings.IndexFunc(text[at+2:], func(r rune) bool { return r < '0' || r > '9' })
		number := text[at:]
		if digits >= 0 {
			number = text[at : at+2+digits]
		}
		sentence := strings.TrimSpace(text[max(0, strings.LastIndexAny(text[:at], ".;")+1):])
		for _, said := range []string{sentence, strings.ReplaceAll(sentence, "#W", "W"), strings.ReplaceAll(sentence, "#W", "#w")} {
			got, _, _ := numberIn(said, "#W", false)
			same := cart.SameNumber(got, number) || strings.EqualFold(strings.TrimPrefix(got, "#"), strings.TrimPrefix(number, "#"))
			f.is(i, same, "%.80q: %q, want %s", said, got, number)
			i++
		}
	}
	return []*figure{f}
}
