package grounding_test

import (
	"testing"

	"github.com/aisle-chat/aisle/assistant/grounding"
)

// heldOut are wordings that were written after the verifier, by other templates.
var heldOut = wordings{
	"price":      {"Right now the {n} goes for {v}.", "For {v} you get the {n}.", "I'd suggest the {n} ({v}).", "The {n} will set you back {v}.", "The {n} sells for {v}, which fits nicely.", "{n} - just {v}.", "The {n}'s price is {v}.", "We charge {v} for the {n}."},
	"price from": {"The {n} begins at {v}.", "Prices start from {v} for the {n}."},
	"was":        {"Originally {v}, the {n} is reduced now.", "The {n} used to be {v}; it was {v} before.", "The {n} is down from {v}."},
	"save":       {"That is a saving of {v} on the {n}.", "With the {n} you save {v}."},
	"percent":    {"Enjoy {v}% off the {n} this week.", "The {n} is discounted by {v} percent.", "Save {v}% when you buy the {n}."},
	"less than":  {"At the moment the {n} is {v}.", "The {n} would be {v}."},
	"cheaper":    {"I can tell you that the {n} is {v}.", "The {n} is a bit {v}."},
	"in stock":   {"We have the {n} in stock.", "The {n} is on hand and ready to ship.", "The {n} is still available."},
	"sold out":   {"Unfortunately we are out of stock of the {n}.", "The {n} has sold out.", "The {n} is no longer available."},
	"left":       {"There are just {v} pieces left of the {n}!", "We have {v} of the {n} left.", "The {n}: {v} remaining."},
	"rating":     {"Customers rated the {n} {v} stars on average.", "With {v} out of 5 stars, the {n} is well liked.", "The average rating of the {n} is {v}."},
	"ratings":    {"{v} people reviewed the {n}.", "Based on {v} reviews, the {n} is well liked.", "The {n} has been reviewed {v} times by {v} shoppers."},
	"is":         {"One thing I like: the {n} is {v}.", "The {n} is also {v}, so do not worry.", "Both light and {v}: the {n}.", "The {n} is fully {v}.", "You get a {v} product with the {n}."},
	"material":   {"The {n} is crafted from {v}.", "It's {v} that the {n} is made of.", "The {n} has a {v} body.", "The {n} uses {v}."},
	"origin":     {"The {n} was manufactured in {v}.", "The {n} is sewn in {v}.", "Made in {v}: the {n}."},
	"weighs":     {"At {v}, the {n} is easy to carry.", "The {n} comes in at {v}.", "The {n} has a weight of only {v}."},
	"capacity":   {"There is room for {v} in the {n}.", "The {n} takes {v}."},
	"fits":       {"The {n} is designed for {v}.", "The {n} is a match for {v}: it works with {v}.", "Use the {n} with {v}; it is compatible with {v}.", "The {n} is suitable for {v}."},
	"color":      {"We have the {n} in {v}.", "{v} is one of the colors of the {n}.", "The {n} is available in {v}."},
	"size":       {"We have the {n} in size {v}.", "Sizes of the {n} include {v}."},

	"lies about goods": {
		"popular|The {n} is our most popular product.", "brand new|The {n} is brand new.", "heaviest|The {n} is the heaviest of all.", "affordable|The {n} is the most affordable item in the store.", "set of 9|The {n} is a set of 9.",
		"warranty|The {n} has a 10-year warranty.", "winning|The {n} is award-winning.", "iso|The {n} is ISO certified.", "nearly|The {n} is nearly sold out.", "monday|The {n} is restocked on Monday.", "strongest|The {n} is the strongest one around.",
		"hours|The {n} runs for 61 hours.", "compartments|The {n} has 23 compartments.", "batteries|The {n} includes batteries.", "recommended|The {n} is recommended by doctors.", "nasa|The {n} was developed by NASA.", "child|The {n} is childproof.",
	},
	"talk about goods": {"Good choice, the {n}!", "What do you think of the {n}?", "Let me show you the {n}.", "If you like, I can add the {n} to your cart.", "Do you want to know more about the {n}?"},

	"true returns":     {"Send it back within 30 days if you don't like it.", "Our return window is 30 days.", "We pay for the return.", "Up to 30 days after delivery you can return your purchase."},
	"false returns":    {"Our return window is 60 days.", "Send it back within two weeks.", "Returns within 100 days, no problem.", "You pay for the return.", "All sales are final.", "We take anything back, whatever the reason, for 180 days.", "Gift cards can be returned within 30 days.", "The restocking fee is 15%."},
	"true shipping":    {"Express delivery is $14.90.", "Orders over $75 ship for free with Standard.", "Standard needs 3 to 5 business days.", "To Canada it is $18 with Standard to Canada.", "Your parcel leaves today if you order by 2 pm."},
	"false shipping":   {"Delivery is $2.99.", "Orders over $25 ship for free.", "Delivery is free, always.", "Express gets there overnight.", "Standard needs 1 business day.", "We deliver to France.", "We also ship to Australia and Japan.", "It'll be there by tomorrow with Standard.", "We deliver on Sundays.", "Your parcel leaves today if you order by 6 pm.", "Everything arrives within 48 hours.", "Shipping costs nothing this week."},
	"true policies":    {"Our warranty covers two years.", "Refunds reach you within 5 business days.", "Exchanges are possible for 60 days.", "There is a warranty of 10 years on skillets."},
	"false policies":   {"Our warranty covers three years.", "Refunds reach you within 24 hours.", "Exchanges are possible for 100 days.", "There is a warranty of 10 years on everything.", "If you find it cheaper, we match the price.", "We guarantee your satisfaction or your money back, money-back guarantee.", "You can pay with Apple Pay later.", "You can buy now, pay later.", "We plant a tree for each order.", "You earn loyalty points with each order.", "Accidental damage is covered."},
	"true promotions":  {"Bedding is 20% off at the moment.", "The code WELCOME10 takes 10% off your first order.", "TRAILMAIL gives you free standard shipping."},
	"false promotions": {"Bedding is 35% off at the moment.", "Everything is half price.", "The code HELLO20 takes 20% off.", "The code WELCOME10 takes 30% off your first order.", "TRAILMAIL takes $30 off.", "Only today: 40% off!", "The sale on bedding ends on Monday.", "Take another 5% off at checkout.", "I can give you a 15% discount.", "There's a flash sale on.", "You qualify for the student discount."},
	"true hours":       {"The team is there on weekdays from 9 am to 5 pm.", "On Sundays nobody answers."},
	"false hours":      {"The team is there on weekdays from 8 am to 6 pm.", "On Sundays a person answers from noon.", "Call the team at midnight, a person is there around the clock.", "Our staff is available seven days a week.", "People answer until 10 pm."},
	"true orders":      {"T-1002 is on its way.", "T-1002 should arrive by Wednesday, November 25.", "You placed T-1002 on November 19.", "The total of order T-1002 was $128.00."},
	"false orders":     {"T-1002 should arrive by Monday.", "T-1002 has been delivered.", "T-1002 was shipped on November 23.", "The total of order T-1002 was $28.00.", "T-1002 is being packed.", "T-1002 got lost.", "You placed T-1002 on October 19.", "T-1002 is delayed until December 3.", "Your order T-9911 is on its way.", "Order T-1002 has been canceled."},
	"true deeds":       {"Would you like me to open a return?", "I can find the order by its number.", "Only a person can decide about that.", "Until it is packed you can cancel it."},
	"false deeds":      {"Your refund has been processed.", "I just cancelled the order.", "We've issued a full refund.", "I went ahead and applied 10% off.", "The item was added to your cart.", "A replacement has been sent out.", "I'll refund the shipping.", "We'll ship a new one today.", "Your address is updated now; I changed it.", "I have escalated this to my manager.", "We have extended your return window.", "I've upgraded your shipping.", "Someone from our team will refund you.", "I promise that you get your money back."},
	"true cart":        {"That makes $23.00 in your cart.", "Your cart has 2 items."},
	"false cart":       {"That makes $21.00 in your cart.", "Your cart has 6 items.", "The subtotal of your cart is $50.", "Your cart comes to $23.00 less a discount of $5."},
	"false names":      {"Perhaps the Zephyr Trail Runner is for you.", "There is also our Harvest Moon Quilt.", "We sell North Face and Patagonia.", "Try the Glacier Pro 9 instead.", "Find out more on www.cheap-deals.example.", "Just mail refunds@shop-help.example.", "Our phone number is 800-555-0123.", "Ask for Brenda Miller in our Denver store."},
	"true talk":        {"Sure, let me see.", "Do you have a color in mind?", "How much would you like to spend?", "I found a few things for you.", "Sorry about that!", "Let me know if you need anything else.", "No problem at all.", "That is a good question.", "I don't know that, I'm afraid.", "Shall I ask a person?"},
}

// TestHeldOut prints what becomes of them.
func TestHeldOut(t *testing.T) {
	truths, lies := verify(t, "held out", grounding.Config{}, heldOut, 2)
	if float64(truths.passed) < leastKept*float64(truths.tried) {
		t.Errorf("%d of %d truths were kept", truths.passed, truths.tried)
	}
	if lies.passed != lies.tried || lies.tried < 1000 {
		t.Errorf("%d of %d lies were stopped", lies.passed, lies.tried)
	}
}
