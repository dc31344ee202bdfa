package grounding

// topics are what a clause speaks of besides products.
type topics uint32

const (
	ofShipping topics = 1 << iota
	ofReturns
	ofExchange
	ofRefund
	ofWarranty
	ofPayment
	ofCart
	ofOrder
	ofPromotion
	ofHours
	ofCancel
	ofAddress
	ofGift
	ofDamage
	ofLost
	ofLate
	ofWrong
	ofReviews
	ofStock
	ofPrice

	ofRules = ofShipping | ofReturns | ofExchange | ofRefund | ofWarranty | ofPayment | ofCancel | ofAddress | ofDamage | ofLost | ofLate | ofWrong
)

func (t topics) has(of topics) bool { return t&of != 0 }

var topicWords = func() map[string]topics {
	all := map[string]topics{}
	for words, of := range map[string]topics{
		`ship ships shipping shipment delivery deliver delivers delivering deliveries postage courier carrier dispatch dispatched dispatches express arrive arrives arriving arrival`: ofShipping,
		`return returns returned returning returnable`:                                                                          ofReturns,
		`exchange exchanges exchanged exchanging swap swaps swapped exchangeable`:                                               ofExchange,
		`refund refunds refunded refunding reimburse reimbursed refundable`:                                                     ofRefund,
		`warranty warranties guarantee guaranteed guarantees`:                                                                   ofWarranty,
		`pay payment payments paying credit debit paypal visa mastercard amex klarna afterpay installments instalments invoice`: ofPayment,
		`cart basket subtotal total altogether checkout`:                                                                        ofCart,
		`order orders parcel parcels package packages tracking shipped delivered placed packed`:                                 ofOrder,
		`off discount discounts discounted code codes coupon coupons promo promotion promotions voucher vouchers sale deal deals save saves saving savings promos offer offers`: ofPromotion,
		`open opens closed closes hours opening team staff support human agent person people weekdays weekends holiday holidays answers`:                                        ofHours,
		`cancel cancels canceled cancelled canceling cancelling cancellation`:                                                                                                   ofCancel,
		`address addresses`: ofAddress,
		`gift gifts gifted given giver receiver recipient`:                   ofGift,
		`damaged damage broken faulty defective defect defects fault faults`: ofDamage,
		`lost missing`:               ofLost,
		`late delayed delay overdue`: ofLate,
		`report reports reported`:    ofDamage | ofWrong | ofLost,
		`wrong`:                      ofWrong,
		`rating ratings rated reviews review stars star reviewers customers shoppers buyers`: ofReviews,
		`stock available unavailable sold availability stocked`:                              ofStock,
		`price prices priced cost costs costing`:                                             ofPrice,
	} {
		for w := range set(words) {
			all[w] |= of
		}
	}
	return all
}()

// topicOf is what the word at i makes the clause speak of.
func topicOf(r *reading, i int) topics {
	w := r.t[i].word
	switch w {
	case "back":
		switch r.word(i - 1) {
		case "send", "come", "bring", "go", "mail":
			return ofReturns
		case "money", "cash", "goes":
			return ofRefund
		case "comes":
			if r.word(i-2) == "money" {
				return ofRefund
			}
		}
		for k := max(0, i-4); k < i; k++ {
			if w := r.t[k].word; w == "send" || w == "bring" || w == "sent" {
				return ofReturns
			}
		}
	case "you", "door", "doorstep", "home":
		if r.word(i-1) == "with" && (r.word(i-2) == "be" || r.word(i-2) == "is") || (r.word(i-1) == "your" || r.word(i-1) == "the") && r.word(i-2) == "at" || r.word(i-1) == "reach" || r.word(i-1) == "reaches" {
			return ofShipping
		}
	case "ways", "way":
		if b := r.word(i - 1); b == "both" || r.word(i+1) == "back" {
			return ofReturns | ofExchange
		}
	case "off":
		if r.word(i-1) == "take" || r.word(i+1) == "the" {
			return 0
		}
	case "open", "opens": // of goods it is a property
		if r.word(i+1) == "ended" || len(r.mentions) > 0 {
			return 0
		}
	case "total":
		if r.word(i+1) == "of" {
			return 0
		}
	}
	return topicWords[w]
}
