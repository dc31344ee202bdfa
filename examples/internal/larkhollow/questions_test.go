package larkhollow_test

import (
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
)

// told are words of the right answer to every question of an article, parted by
// "|" where several are right, and other ways in which people ask the same.
var toldOf = map[string]struct {
	want   string
	others []string
}{
	"Who are you?":                                              {"stall for secondhand waxed jackets", []string{"what is larkhollow"}},
	"Where do your things come from?":                           {"sewn in Portugal", []string{"where are your jackets made", "are your products made in china?", "where is the wool woven"}},
	"Are your products sustainable?":                            {"recycled", []string{"do you use recycled materials", "how eco friendly is your stuff", "is your down traceable"}},
	"Which brands do you sell?":                                 {"Fellbound", []string{"what brands do you have", "whose brands are these"}},
	"What can the assistant do?":                                {"finds things", []string{"what is the assistant able to do"}},
	"Is Wren a person?":                                         {"not a person|a program", nil},
	"Where does the assistant get its answers?":                 {"From our products", []string{"where do the answers of the assistant come from"}},
	"Can the assistant cancel my order?":                        {"decides nothing|until it is packed", nil},
	"How do I wash a waterproof jacket?":                        {"30 °C with a liquid soap", []string{"washing instructions for waterproof jackets", "how should i clean my waterproof jacket"}},
	"How do I wash down?":                                       {"down soap", []string{"how to wash down", "washing down, how?"}},
	"How do I look after leather boots?":                        {"Brush off the mud", []string{"how do i take care of leather boots", "leather boots care"}},
	"How do I look after cast iron?":                            {"no soap, no soaking", []string{"how do i clean cast iron", "cast iron care"}},
	"Can I tumble dry it?":                                      {"tumble dry low", []string{"is tumble drying ok"}},
	"Can I cancel an order?":                                    {"until it is packed", []string{"is it possible to cancel an order", "until when can an order be canceled", "can orders be cancelled"}},
	"Can I change the address of an order?":                     {"until it leaves us", []string{"is it possible to change an order's address", "can an order go to another address"}},
	"Can I add something to an order?":                          {"cannot put things into an order", []string{"can i put one more thing in an order", "can you add an item to an order that is placed?"}},
	"How long can I cancel?":                                    {"until it is packed", []string{"how long do i have to cancel"}},
	"How do I reach you?":                                       {"hello@larkhollow.example", []string{"how can i contact you", "how do i get in touch with you"}},
	"Can I talk to a person?":                                   {"a person of the shop to join", []string{"can I speak to a human", "let me talk to someone"}},
	"What are your opening hours?":                              {"Monday to Friday, 9 am to 5 pm", []string{"when are you open", "what hours are you available"}},
	"Do you have a shop?":                                       {"Hollow Road", []string{"do you have a physical store", "where is your shop", "can i visit your showroom"}},
	"What is your e-mail address?":                              {"hello@larkhollow.example", []string{"what email can i write to", "do you have an email address?"}},
	"How do I exchange a size?":                                 {"exchange", []string{"how do i swap a size"}},
	"Can I swap it for another color?":                          {"another size or color", []string{"can i exchange something for another colour"}},
	"How long do I have to exchange something?":                 {"60 days", []string{"until when can i exchange things"}},
	"What does an exchange cost?":                               {"ways are on us|pay both ways|We pay for both", []string{"are exchanges free", "who pays for an exchange"}},
	"Do you sell gift cards?":                                   {"by e-mail within the hour", []string{"do you sell gift vouchers"}},
	"Does a gift card expire?":                                  {"do not expire", []string{"how long are gift cards valid", "when do gift cards expire"}},
	"How do I pay with a gift card?":                            {"type the number at the checkout", []string{"where do i enter my gift card"}},
	"Can I return a gift card?":                                 {"as good as money", []string{"are gift cards refundable"}},
	"Can I send something as a gift?":                           {"straight to them", []string{"can you send a gift to someone else"}},
	"Do you wrap gifts?":                                        {"brown paper", []string{"is gift wrapping available", "can you wrap it as a present"}},
	"How do I return a gift?":                                   {"within 60 days", []string{"can someone return a present they got from you"}},
	"Does the price show in the parcel?":                        {"No parcel of ours has a price in it", []string{"will they see the price in the parcel?"}},
	"How can I pay?":                                            {"Visa", []string{"what payment methods do you accept", "do you take credit cards"}},
	"Do you take PayPal?":                                       {"PayPal", []string{"is paypal accepted", "can i pay with paypal"}},
	"Can I pay in installments?":                                {"three monthly parts", []string{"do you offer financing", "can i pay in instalments", "can i pay monthly", "is there klarna or pay later"}},
	"When is my card charged?":                                  {"when the parcel leaves", []string{"when do you charge the card", "when will i be charged"}},
	"How do I get an invoice?":                                  {"shipping e-mail|number and the e-mail", []string{"where is the invoice for an order"}},
	"What do you do with my data?":                              {"your name, your address|kept with us|store nothing in your browser", []string{"do you have a privacy policy?", "what data do you store", "privacy"}},
	"Do you sell my data?":                                      {"sell none of it", []string{"is my data sold to anyone"}},
	"Who can read the chat?":                                    {"people who work here can read it", []string{"is this chat private", "who reads the chat"}},
	"How do I have my data deleted?":                            {"delete what no law makes us keep", []string{"how can i get my data deleted"}},
	"What if something arrives damaged?":                        {"14 days of delivery", []string{"what happens when something is damaged on arrival"}},
	"What if you sent the wrong thing?":                         {"within 30 days", []string{"what happens if you send the wrong item"}},
	"What if something is missing from the parcel?":             {"two parcels|wrong or missing item is reported", []string{"what do i do if an item is missing from a parcel"}},
	"Do I have to send the broken thing back?":                  {"need not", []string{"must broken things be sent back"}},
	"How do discount codes work?":                               {"Type the code in the cart|Tell me the code", []string{"where do i enter a promo code"}},
	"Why is my code refused?":                                   {"takes off nothing|Tell me the code", []string{"why does my code not work"}},
	"Can I use two codes?":                                      {"add up", []string{"can i combine discount codes", "can i stack coupons", "can several codes be used at the same time"}},
	"What does final sale mean?":                                {"last pieces|sold as final sale", []string{"what is final sale"}},
	"How long do refunds take?":                                 {"within 5 working days", []string{"how fast are refunds", "when do i get my money back after a return?", "how long does it take to get a refund"}},
	"How do I get my money back?":                               {"within 5 working days|within 30 days", []string{"how does a refund work"}},
	"Do I get the shipping cost back?":                          {"delivery is not refunded|shipping is not refunded", []string{"is the shipping refunded when i return something", "do you refund shipping costs"}},
	"Why is my refund not there yet?":                           {"Banks take their time", []string{"why does a refund take so long"}},
	"What is your return policy?":                               {"within 30 days", []string{"return policy", "how do returns work", "what are your rules for returns"}},
	"Can I return something I have worn?":                       {"wearing is not|indoors|only comes back unused", []string{"can worn clothes be returned", "is it ok to return something that i wore once"}},
	"Who pays for the return?":                                  {"We pay for the way back|label is on us", []string{"is returning free", "are returns free?"}},
	"Can I return shoes?":                                       {"60 days", []string{"are shoes returnable", "return policy for boots"}},
	"What cannot be returned?":                                  {"hygiene", []string{"what can't i return", "which items can not be returned", "are there things that cannot come back"}},
	"How much is shipping?":                                     {"$5.90", []string{"shipping cost?", "what does delivery cost", "how much do you charge for postage"}},
	"How long does delivery take?":                              {"December|3 to 5 working days", []string{"delivery time", "how fast do you ship"}},
	"Is there free shipping?":                                   {"$75.00", []string{"when is shipping free", "free delivery?"}},
	"Do you ship abroad?":                                       {"We do not ship anywhere else yet", []string{"do you deliver to Germany?", "international shipping?", "can you send it to Japan"}},
	"Which carriers do you use?":                                {"Partridge Post", []string{"who delivers the parcels", "what carrier do you ship with"}},
	"How do I find my size?":                                    {"size chart", []string{"do you have a size guide"}},
	"What size should I order?":                                 {"size chart|between two sizes", []string{"which size do i need"}},
	"Do your clothes run large?":                                {"between two sizes|size chart", nil},
	"Are your sizes US or EU?":                                  {"Shoe sizes are US sizes", []string{"are these us sizes or european"}},
	"How do I measure my back for a pack?":                      {"Back length for packs", []string{"how to measure back length for packs"}},
	"How does tracking work?":                                   {"e-mail with a tracking link", []string{"do i get a tracking link"}},
	"What happens if my parcel is late?":                        {"2 days after", []string{"what if an order arrives late", "what do you do when a parcel is delayed"}},
	"What happens if a parcel gets lost?":                       {"7 days", []string{"what if a package gets lost in the mail"}},
	"What if the tracking says delivered but nothing is there?": {"behind the planter", []string{"what should i do if it says delivered but is not there"}},
	"Why does my order come in two parcels?":                    {"the first one wait", []string{"why do orders come in two packages", "why was an order split into two parcels"}},
	"What does the warranty cover?":                             {"faults in material and making", []string{"what is covered by the warranty", "warranty coverage"}},
	"How long is the warranty?":                                 {"2 years", []string{"how many years of guarantee do i get", "warranty period"}},
	"My jacket is leaking, what now?":                           {"guaranteed|warranty", nil},
	"Do you repair things?":                                     {"We repair what we sell|a repair", []string{"can you mend my tent", "do you fix zippers"}},
	"How long is the warranty on tents and packs?":              {"5 years", []string{"warranty on packs", "how long are tents guaranteed"}},
}

// words are a reply's sentences and what its articles quote.
func wordsOf(parts assistant.Parts) string {
	var all []string
	for _, part := range parts {
		switch part := part.(type) {
		case assistant.Text:
			all = append(all, part.Text)
		case assistant.ArticleBlock:
			all = append(all, part.Quote)
		}
	}
	return strings.Join(all, "\n")
}

func saysOne(text, phrases string) bool {
	for phrase := range strings.SplitSeq(phrases, "|") {
		if strings.Contains(strings.ToLower(text), strings.ToLower(phrase)) {
			return true
		}
	}
	return false
}

// slips are typing mistakes: two letters swapped, one left out, one doubled, in
// the longest word.
func slips(question string) []string {
	longest := ""
	for word := range strings.FieldsSeq(question) {
		if word = strings.Trim(word, "?,.-"); len(word) > len(longest) && !strings.Contains(word, "-") {
			longest = word
		}
	}
	if len(longest) < 6 {
		return nil
	}
	at := len(longest) / 2
	var all []string
	for _, slip := range []string{
		longest[:at] + longest[at+1:at+2] + longest[at:at+1] + longest[at+2:],
		longest[:at] + longest[at+1:],
		longest[:at] + longest[at:at+1] + longest[at:],
	} {
		all = append(all, strings.Replace(question, longest, slip, 1))
	}
	return all
}

// Every question of every article finds its own answer, as it stands, in lower
// case without its mark, with a typing mistake, and in other words.
func TestQuestionsOfArticlesFindTheirSection(t *testing.T) {
	v := newVisitor(newDesk(t), opened)
	tried, passed := map[string]int{}, map[string]int{}
	for _, a := range articles(t) {
		for _, question := range a.Questions {
			told, ok := toldOf[question]
			if !ok {
				t.Errorf("%s: nobody has said what answers %q", a.ID, question)
				continue
			}
			lower := strings.ToLower(strings.TrimRight(question, "?"))
			for kind, texts := range map[string][]string{
				"as it stands": {question}, "in lower case": {lower}, "misspelled": slips(lower), "in other words": told.others,
			} {
				for _, text := range texts {
					v.state, v.version = nil, 0
					words := wordsOf(v.say(text))
					if tried[kind]++; saysOne(words, told.want) {
						passed[kind]++
						continue
					}
					t.Errorf("%s, %s: %q is answered by %s", a.ID, kind, text, words)
				}
			}
		}
	}
	for kind := range tried {
		t.Logf("%s: %d of %d", kind, passed[kind], tried[kind])
	}
}
