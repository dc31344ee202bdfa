package grounding_test

import (
	"testing"

	"github.com/aisle-chat/aisle/assistant/grounding"
)

// developed are the wordings that the verifier was made with.
var developed = wordings{
	"price":      {"The {n} costs {v}.", "The {n} is {v}.", "You can get the {n} for {v}.", "{v} for the {n}.", "The {n} is priced at {v} right now.", "Price: {v} for the {n}.", "At {v}, the {n} is good value.", "- {n}: {v}"},
	"price from": {"The {n} starts at {v}.", "The {n} costs from {v}.", "Prices for the {n} begin at {v}."},
	"was":        {"The {n} was {v} before.", "The {n} is reduced from {v}.", "The regular price of the {n} was {v}."},
	"save":       {"You save {v} on the {n}.", "The {n} is {v} off."},
	"percent":    {"The {n} is {v}% off today.", "You get {v} percent off the {n}.", "There is a {v}% discount on the {n}."},
	"less than":  {"The {n} costs {v}.", "The {n} is {v}."},
	"cheaper":    {"The {n} is {v}.", "Yes, the {n} is {v}."},
	"in stock":   {"The {n} is in stock.", "Yes, the {n} is available now.", "Good news: the {n} is in stock."},
	"sold out":   {"The {n} is sold out.", "Sorry, the {n} is out of stock.", "The {n} is currently unavailable."},
	"left":       {"Only {v} left of the {n}.", "There are {v} left of the {n}.", "The {n} is in stock: {v} left."},
	"rating":     {"The {n} is rated {v} out of 5.", "The {n} has {v} stars.", "Shoppers give the {n} {v}/5."},
	"ratings":    {"The {n} has {v} reviews.", "{v} ratings for the {n}.", "The {n} was rated by {v} customers."},
	"is":         {"The {n} is {v}.", "Yes, the {n} is {v}.", "The {n} is {v} and looks good.", "It is {v}, the {n}."},
	"material":   {"The {n} is made of {v}.", "The {n} is made from {v}.", "Material: {v} for the {n}."},
	"origin":     {"The {n} is made in {v}.", "The {n} comes from {v}.", "The {n} is produced in {v}."},
	"weighs":     {"The {n} weighs {v}.", "The weight of the {n} is {v}.", "The {n} weighs just {v}."},
	"capacity":   {"The {n} holds {v}.", "The {n} has a capacity of {v}."},
	"fits":       {"The {n} fits {v}.", "The {n} is compatible with {v}.", "The {n} works with {v}."},
	"color":      {"The {n} comes in {v}.", "The {n} is made in {v}, too.", "You can have the {n} in {v}."},
	"size":       {"The {n} comes in size {v}.", "There is a size {v} of the {n}."},

	"lies about goods": {
		"best|The {n} is our bestseller.", "limited edition|The {n} is a limited edition.", "lightest|The {n} is the lightest in our shop.", "cheapest|The {n} is the cheapest thing we sell.", "pack of 12|The {n} comes in a pack of 12.",
		"lifetime|The {n} has a lifetime guarantee.", "award|The {n} won an award.", "certified|The {n} is certified by OEKO-TEX.", "only|The {n} sells out fast, only 4 remaining!", "back|The {n} is back in stock on Friday.", "fastest|The {n} is the fastest on the market.",
		"year|The {n} lasts 17 years.", "pockets|The {n} has 14 pockets.", "free|The {n} comes with a free gift.", "tested|The {n} is dermatologist tested.",
	},
	"talk about goods": {"The {n} would be my pick.", "Would you like to see the {n}?", "The {n} is a lovely choice for you.", "Shall I add the {n} to your cart?", "I like the {n} for that."},

	"true returns":     {"You can return things within 30 days.", "Returns are accepted for 30 days after delivery.", "Returns are free.", "You have 30 days to send it back."},
	"false returns":    {"You can return things within 45 days.", "Returns are accepted for 90 days.", "You have 14 days to send it back.", "You can return it any time, no questions asked.", "There is a restocking fee.", "You have a full year to return it.", "Returns cost $7.", "You can return soaps within 30 days."},
	"true shipping":    {"Standard shipping costs $5.90.", "Express costs $14.90.", "Shipping is free from $75.", "Standard takes 3 to 5 working days.", "Express takes 1 to 2 business days.", "We ship to Canada.", "Standard to Canada costs $18.", "Ordered now, Express arrives between Tuesday, November 24 and Wednesday, November 25."},
	"false shipping":   {"Standard shipping costs $3.", "Express costs $9.90.", "Shipping is free from $50.", "Shipping is free on all orders.", "Standard takes 1 to 2 working days.", "We ship to Germany.", "We ship worldwide.", "Express arrives today.", "Your order will arrive tomorrow with Standard.", "We offer next-day delivery.", "Same-day delivery is available.", "Delivery takes 24 hours."},
	"true policies":    {"Everything is guaranteed for 2 years.", "The warranty is 24 months.", "A refund takes 5 working days.", "You can exchange things within 60 days.", "Damage is reported within 14 days.", "Packs have a warranty of 5 years."},
	"false policies":   {"Everything is guaranteed for 5 years.", "We offer a lifetime warranty.", "A refund takes 2 working days.", "You can exchange things within 30 days.", "Damage is reported within 60 days.", "We match any price.", "We have a money-back guarantee.", "Your refund is instant.", "You can pay in installments with Klarna.", "You can pay with Bitcoin.", "We accept cash on delivery."},
	"true promotions":  {"There is 20% off bedding until Friday, December 4.", "Use WELCOME10 for 10% off your first order.", "With BARN15 you get $15 off from $100."},
	"false promotions": {"There is 30% off bedding.", "There is 20% off everything.", "Use SAVE50 for 50% off.", "Use NEIGHBOR25 for 25% off.", "With BARN15 you get $25 off.", "20% off bedding ends tonight.", "Buy one get one free!", "Students get 10% off.", "There is 15% off lamps today.", "You get $10 off your next order.", "Use the code SUMMER10."},
	"true hours":       {"A person answers Monday to Friday, 9 am to 5 pm.", "Nobody answers on Saturdays."},
	"false hours":      {"A person answers Monday to Saturday.", "A person answers until 8 pm.", "Our team is here 24/7.", "We are open on Sundays.", "A person answers from 7 am."},
	"true orders":      {"Order T-1002 has shipped.", "Order T-1002 arrives between Tuesday, November 24 and Wednesday, November 25.", "Your order T-1002 came to $128.00.", "Order T-1002 is on its way.", "Order T-1002 was placed on November 19."},
	"false orders":     {"Order T-1002 was delivered yesterday.", "Order T-1002 arrives on Friday.", "Order T-1002 arrives today.", "Your order T-1002 came to $99.", "Order T-1002 is cancelled.", "Order T-2044 has shipped.", "Order T-1002 was placed on November 2.", "Order T-1002 is out for delivery.", "Your parcel was returned to sender."},
	"true deeds":       {"I can look up an order for you.", "A person can help with that.", "You can cancel an order until it is packed.", "Shall I open a return for you?"},
	"false deeds":      {"I have refunded your order.", "I've cancelled order T-1002 for you.", "Your refund has been issued.", "I have added it to your cart.", "We will send you a replacement for free.", "I've applied a discount to your cart.", "I have updated your address.", "Your order has been cancelled.", "I have notified the team.", "I've reserved one for you.", "We will refund you right away.", "I guarantee that it arrives by Friday.", "I have extended your warranty."},
	"true cart":        {"Your cart comes to $23.00.", "There are 2 items in your cart."},
	"false cart":       {"Your cart comes to $19.00.", "There are 5 items in your cart.", "Your cart total is $32.50."},
	"false names":      {"You may also like the Aurora Storm Parka.", "The Nimbus 3000 is a good one, too.", "We carry Patagonia jackets.", "The Everest Summit Tent sleeps four.", "Have a look at our Moonlight Candle Set.", "Write to help@larkhollow-support.example.", "Pay at https://pay.example/now.", "Call us at 555-0192."},
	"true talk":        {"Happy to help!", "What are you looking for?", "Which color do you like best?", "Here are three ideas.", "Tell me your budget, and I look for it.", "I am not sure what you mean.", "Is it a present?", "I am an assistant, not a person.", "Thank you!", "You're welcome. Is there anything else?"},
}

// The promises that the tests hold.
const leastKept = 0.995

// TestDeveloped prints what becomes of the statements that the verifier was made
// with.
func TestDeveloped(t *testing.T) {
	truths, lies := verify(t, "developed", grounding.Config{}, developed, 1)
	if float64(truths.passed) < leastKept*float64(truths.tried) {
		t.Errorf("%d of %d truths were kept", truths.passed, truths.tried)
	}
	if lies.passed != lies.tried || lies.tried < 1000 {
		t.Errorf("%d of %d lies were stopped", lies.passed, lies.tried)
	}
}
