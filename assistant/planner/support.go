package planner

import (
	"cmp"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// support are the intents about an order, the shop or its rules, with the words
// that belong to each: where one of them stands, a weak guess is enough.
var support = map[Intent]*pattern.Pattern{
	IntentOrderStatus: pattern.MustCompile(`\b(?:my (?:\w+ )?(?:order|purchase|parcel|package|delivery|shipment)|track(?:s|ed|ing)?|order (?:number|status)|(?:order|parcel|package) (?:is|has|not|never)|not (?:arrived|here yet)|where is)\b`),
	IntentOrderChange: pattern.MustCompile(`\b(?:(?:cancel|change|stop|modify|edit) (?:my |the |an )?(?:\w+ )?order|ordered (?:twice|the wrong))\b`),
	IntentReorder:     pattern.MustCompile(`\b(?:re ?order|again)\b`),
	IntentCancel:      pattern.MustCompile(`\bcancel\w*\b`),
	IntentAddress:     pattern.MustCompile(`\b(?:address|deliver it to|send it to)\b`),
	IntentProblem:     pattern.MustCompile(`\b(?:problems?|issues?|wrong|complain\w*|missing|not (?:satisfied|happy))\b`),
	IntentDamaged:     pattern.MustCompile(`\b(?:` + broken + `)\b`),
	IntentWrongItem:   pattern.MustCompile(`\b(?:wrong|missing|instead of|not what i)\b`),
	IntentNotReceived: pattern.MustCompile(`\b(?:delivered|received?|stolen|stole)\b`),
	IntentLate:        pattern.MustCompile(`\b(?:late|overdue|delay\w*|lost|due|not moved)\b`),
	IntentWarranty:    pattern.MustCompile(`\b(?:warrant\w+|guarantee\w*|broken?|fell apart|stopped working|faulty|defect\w*|came (?:off|apart))\b`),
	IntentReturns:     pattern.MustCompile(`\b(?:return\w*|refund\w*|reimburse\w*|send (?:\w+ ){0,3}back|money back|bring (?:\w+ ){0,3}back|give (?:\w+ ){0,3}back)\b`),
	IntentExchange:    pattern.MustCompile(`\b(?:exchang\w*|swap\w*)\b`),
	IntentRefund:      pattern.MustCompile(`\b(?:refund\w*|reimburse\w*|money back|my money)\b`),
	IntentGiftReturn:  pattern.MustCompile(`\b(?:gifts?|presents?|given|gave)\b.*\b(?:return\w*|exchang\w*|back|receipt|fit)\b|\breturn\w*\b.*\b(?:gift|present)\b`),
	IntentInvoice:     pattern.MustCompile(`\b(?:invoices?|receipts?|bills?)\b`),
	IntentCharge:      pattern.MustCompile(`\b(?:charged?|charges|billed|paid)\b`),
	IntentDelivery:    pattern.MustCompile(`\b(?:arrive\w*|deliver\w*|ship\w*|get here|be here|next day|have it)\b`),
	IntentShipping:    pattern.MustCompile(`\b(?:shipping|ship|shipments?|deliver|delivery|delivered|arrive|postage|express|customs|duties|carriers?|couriers?|delivers)\b`),
	IntentPayment:     pattern.MustCompile(`\b(?:payments?|paypal|credit card|pay|klarna|instalments?|installments?|apple pay)\b`),
	IntentDiscount:    pattern.MustCompile(`\b(?:discounts?|coupons?|vouchers?|promo(?:tion)?s?|promo codes?|codes?|percent off|on sale|special offers?|offers?|deals?)\b`),
	IntentCode:        pattern.MustCompile(`\b(?:codes?|coupons?|vouchers?)\b`),
	IntentHours:       pattern.MustCompile(`\b(?:hours|open|when .*(?:person|somebody|someone|there))\b`),
	IntentAccount:     pattern.MustCompile(`\b(?:passwords?|accounts?|log ?in|newsletter|unsubscribe|sign (?:up|in)|regist\w+|subscri\w+)\b`),
	IntentAboutShop:   pattern.MustCompile(`\b(?:your (?:shop|store|phone|address|email)|repairs?|mend\w*|` + mending + `|gift cards?|sustainab\w+|size guide|contact you)\b`),
}

const (
	broken  = `damaged?|broken|broke|smashed|crushed|torn|ripped|cracked?|shattered|dented|in pieces|defect\w*|faulty|scratch(?:ed|es)?|holes?|leak\w*|stain\w*|ruined|rips?|tears?|fray\w*|bent|chipped|dirty|soaked|drenched|squashed|crumpled|melted|mou?ldy`
	gaveOut = `(?:has |have |had |is |are |was |just |got |completely |already )*(?:broken?|snapped|fell apart|falling apart|stopped working|leaks?|leaking|leaked|came (?:off|apart|loose)|com(?:e|ing) (?:off|apart|loose)|does not work|do not work|not working|gave out|cracked|split|ripped|tore|torn|shattered|shrank|shrunk|faded|burst|faulty|defective|damaged)`
	// mending is what is done to a thing that wore out.
	mending = `re ?sol(?:ed?|es|ing)|re ?heel(?:ed|ing)?|re ?proof(?:ed|ing)?|re ?wax(?:ed|ing)?|re ?stitch(?:ed|ing)?|mended|patched|sewn|darned|sharpened|re ?season(?:ed|ing)?|serviced`
	parcel  = `(?:orders?|purchases?|parcels?|packages?|deliver(?:y|ies)|shipments?|goods|box|stuff|things?)`
	// spoiled is what became of a parcel that nobody took in, or that somebody was at.
	spoiled = `(?:arrived|came|turned up|delivered)(?: \w+){0,2} (?:wet|soaking|soggy|open|opened|unsealed)|(?:is|was|were|are|got|been|being|sat|sits|sitting|stood|left|lying|lay)(?: \w+){0,4} (?:wet|soaking|soggy|waterlogged|rain|snow|puddle|mud|sprinklers?|open|opened|unsealed|tampered)`
	money   = `(?:refund\w*|reimburse\w*|rebat\w*|restitutions?|compensations?|money back)`
	ofOrder = `(?:of|to|from|in|on|my|the|an|this|that|existing|placed) (?:\w+ )?(?:order|purchase)\b`
	nothing = `(?:not|never|nothing|nowhere|no|none|missing|without)`
)

// plain are phrases that say a matter of support by themselves, in the order in
// which they are tried.
var plain = []struct {
	intent         Intent
	phrase, unless *pattern.Pattern
}{
	{IntentPayment, asksMethods, notMethods},
	{IntentOrderStatus, pattern.MustCompile(`\b(?:is|was|has|have|about|status of|news (?:on|about|of)|happened (?:to|with)|where is) my (?:\w+ )?(?:return|exchange|claim|report|request|cancellation)\b`), nil},
	{IntentAboutShop, mends, nil},
	{IntentOrderStatus, pattern.MustCompile(`\bwhy (?:is|was|has|did|were) (?:my|the|you|our) (?:\w+ ){0,3}(?:orders?|purchase)?\b.*\bcancel\w*`), nil},
	{IntentAboutShop, giftCardTrouble, nil},
	{IntentNotReceived, neverCame, pattern.MustCompile(`\b(?:` + money + `|money)\b`)},
	{IntentNotReceived, pattern.MustCompile(`\b(?:says?|said|mark\w*|shows?|status|showing|tracking|claims?|according|supposed\w*)\b.*\bdelivered\b.*\b` + nothing + `\b|\bdelivered\b.*\b(?:but|yet|and|though|although)\b.*\b` + nothing + `\b|\b(?:not|never) (?:got|received?|gotten|get|seen)\b.*\bdelivered\b|\b(?:stole|stolen)\b|\bdelivered to (?:the |a )?wrong\b`), nil},
	{IntentLate, pattern.MustCompile(`\b` + parcel + `\b.{0,40}\b(?:late|overdue|delay\w*|lost|not moved|not moving|stuck)\b|\b(?:late|overdue|delayed|lost) ` + parcel + `\b|\bshould have (?:been here|arrived|come)\b|\b(?:was|were) (?:due|supposed to (?:arrive|come|be here|be delivered))\b|\bstill (?:not (?:here|there|arrived|come|got|received)|waiting (?:for|on) (?:it|my|the|them|that))|\b(?:it|they) (?:has|have|is|are|did) (?:still )?not (?:here|arrived?|come|shown up)\b|^(?:(?:but|and|it) )*(?:is |has )?been (?:\w+ )?(?:days?|weeks?|months?|ages|forever)\b|\btracking (?:has|is|did|was)? ?not\b|\bno (?:movement|updates?)\b`), nil},
	{IntentDamaged, pattern.MustCompile(`\b` + parcel + `\b(?: \w+){0,3} (?:` + spoiled + `)\b|\b(?:someone|somebody|they|he|she|who) (?:has |have |had )?(?:opened|tampered with) (?:my|our|the) ` + parcel + `\b`), pattern.MustCompile(`\b(?:return\w*|refund\w*|exchang\w*)\b`)},
	{IntentWrongItem, pattern.MustCompile(`\b` + parcel + ` (?:\w+ )?(?:is|was|were|came|arrived) (?:\w+ )?empty\b|\bempty ` + parcel + `\b|\b(?:wrong|different|incorrect) (?:\w+ ){1,3}(?:was |were |is |got |has )?(?:sent|arrived|came|shipped|delivered|in the)\b|\b(?:sent|send|got|received?|shipped|ship|delivered|gave)(?: me| us| to me)?(?: the| a| an| some)? (?:wrong|incorrect)\b|\bnot what i (?:ordered|bought|paid)\b|\b(?:sent|got|received)\b.*\binstead of\b|\b(?:missing|not) (?:from|in) (?:my|the|this) ` + parcel + `\b|\bsomebody elses\b|\bincomplete\b|\bonly (?:one|two|half|\d+|part|some)\b.{0,30}\b(?:came|arrived|in the (?:box|parcel|package)|was there|were there|received|delivered)\b|\b(?:got|received) only\b|\b(?:one|two|\d+|a|the|my) (?:\w+ ){0,2}(?:is |are |was |were )?missing\b|\bmissing (?:one|two|a|an|the|my)\b|\byou (?:guys |have )?(?:forgot(?:ten)?|left out|did not (?:send|include|pack|put in)) (?:my|the|one|a|an|half|to (?:send|include|pack|put))\b|\bthere should (?:be|have been)\b|\b(?:1|one|two|\d+) missing\b`), nil},
	{IntentGiftReturn, pattern.MustCompile(`\b(?:gifts?|presents?)\b.*\b(?:return\w*|exchang\w*|send (?:it )?back|give (?:it )?back|does not fit|do not (?:like|want)|receipt)\b|\b(?:return\w*|exchang\w*|send (?:\w+ )?back|give (?:\w+ )?back)\b.*\b(?:gift|present)\b|\b(?:gave|given)(?: to)? me\b.*\b(?:return\w*|exchang\w*|back|fit)\b|\b(?:return\w*|exchang\w*|send (?:\w+ ){0,3}back)\b.*\b(?:i|we) (?:gave|sent|bought|got) (?:to |for )?(?:her|him|them|my (?:mom|mum|mother|dad|father|sister|brother|friend|wife|husband|aunt|uncle|son|daughter))\b|\b(?:receivers?|recipients?|whoever (?:gets|got)|the (?:person|one|friend)(?: who| that)? (?:i|we|gets|got|receives)(?: \w+){0,3})\b.*\b(?:return\w*|exchang\w*|send (?:\w+ )?back|give (?:\w+ )?back)\b`), pattern.MustCompile(`\bgift cards?\b`)},
	{IntentDamaged, pattern.MustCompile(`\b(?:arriv\w*|came|got|received|delivered|delivery|parcel|package|box|opened|my new)\b.*\b(?:` + broken + `)\b|\b(?:` + broken + `)\b.*\b(?:arriv\w*|came|received|delivery|parcel|package|order|transit|shipping)\b`), pattern.MustCompile(`\bafter (?:\w+ ){1,3}(?:days?|weeks?|months?|years?)\b|\bcame (?:off|apart)\b`)},
	{IntentCharge, pattern.MustCompile(`\b(?:charged?|billed|paid|debited|took)\b.*\b(?:twice|two times|double|again|too much|more than|wrong\w*)\b|\bdouble (?:charged?|billed|payment)\b|\b(?:wrong|incorrect|unknown|strange|unauthori[sz]ed) (?:charge|amount|payment)\b|\bcharges?\b.*\b(?:recogni[sz]e|not mine|not make)\b`), nil},
	{IntentRefund, pattern.MustCompile(`\b(?:get|have|receive|want|give me) (?:\w+ ){0,3}(?:shipping|postage|delivery)(?: \w+)? (?:costs?|fees?|charges?|money)?(?: ?back)\b|\b(?:refund\w*|reimburse\w*)\b (?:\w+ ){0,3}(?:shipping|postage|delivery)\b|\b(?:shipping|postage|delivery)(?: \w+)? (?:\w+ )?(?:refund\w*|reimbursed)\b`), nil},
	{IntentDamaged, pattern.MustCompile(`\b(?:broken|damaged|faulty|defective) (?:\w+ ){0,3}(?:(?:go|goes|come|comes|sent|be sent|be returned|be kept) ?(?:back)?)\b|\b(?:send|return|keep|give) (?:\w+ ){0,2}(?:broken|damaged|faulty|defective)\b`), nil},
	{IntentInvoice, pattern.MustCompile(`\b(?:invoices?|receipts?)\b|\b(?:copy of|get|send|see|check|find|download|my|the|need)\b.*\bbills?\b`), pattern.MustCompile(`\b(?:pay|paying) (?:by|with|on)\b`)},
	{IntentRefund, pattern.MustCompile(`\b(?:where|when|how (?:long|fast|soon|quickly)|how (?:is|are|will)|status|track\w*|did (?:i|you)|still|yet|has|been|days|updates?|waiting|expect\w*|not (?:got|received?|arrived))\b.*\b(?:` + money + `|my money)\b|\b` + money + `.*\b(?:take|status|yet|sent|arrived?|pending|paid|show up|processed)\b`), pattern.MustCompile(`\bi want\b`)},
	{IntentRefund, pattern.MustCompile(`\b(?:sent|returned|brought|shipped|mailed|posted|gave) (?:\w+ ){0,3}back\b.*\b` + nothing + ` (?:\w+ )?(?:money|refund)\b|\b(?:still|yet) no (?:money|refund)\b|\bno (?:money|refund) (?:yet|so far|back)\b`), nil},
	{IntentOrderChange, pattern.MustCompile(`\bforgot\w* (?:to )?(?:\w+ ){0,3}(?:code|coupon|voucher|discount|promo)\b.*\b(?:orders?|ordered|ordering|bought|paid|purchase|checkout)\b`), nil},
	{IntentReorder, pattern.MustCompile(`\bre ?order(?:ing)?\b|\b(?:order|buy) (?:it|that|this|them|the same|all of it|everything)(?: thing| things| order)? (?:again|once more|anew)\b|\brepeat (?:my|the|that|this|an) (?:last )?order\b|\b(?:order|buy|get|want|need|purchase|have|take)\b (?:\w+ ){0,3}?(?:same|those|these|that|my) (?:\w+ ){1,5}?(?:again|once more|(?:as|like) (?:last time|before)|(?:that )?i (?:bought|ordered|got|had) (?:\w+ ){0,2}?(?:last|before|already|earlier|in|from))\b|\b(?:order|buy|purchase) (?:the |my |another |more )?(?:\w+ ){1,5}?(?:again|once more)$|\bsame (?:order|thing|things|stuff) (?:again|as last time|once more)\b|\b(?:usual|my last) order (?:again|please|once more)\b`), pattern.MustCompile(`\bfrom (?:the )?start\b|\b(?:never|not) (?:order|buy|purchase|get)\b|\bwhen (?:can|could|will)\b`)},
	{IntentOrderChange, pattern.MustCompile(`\b(?:chang\w*|modif\w*|edit\w*|correct\w*|updat\w*|swap\w*|switch\w*|add\w*|remov\w*|replac\w*)\b.*\b` + ofOrder), pattern.MustCompile(`\b(?:cart|basket|address|street|i (?:got|received)|before i order|updates?)\b`)},
	{IntentExchange, pattern.MustCompile(`\bmy (?:\w+ ){1,3}(?:in )?(?:one|a|half a|two) sizes? (?:up|down|bigger|smaller|larger)\b|\bexchang\w*|\b(?:swap|change) (?:\w+ ){1,4}for (?:a |an |the |another |size )|\b(?:i (?:got|bought|ordered|received)|my)\b.*\btoo (?:small|big|large|tight|loose|short|long|wide|narrow)\b`), pattern.MustCompile(`\b(?:currency|money|order before)\b`)},
	{IntentAccount, pattern.MustCompile(`\b(?:passwords?|pwd|newsletters?|log ?in|sign ?up|unsubscrib\w+|subscri\w+|registrations?)\b|\b(?:my|an|the|user|your|close|delete|create|open|edit|switch|another|new) (?:\w+ ){0,3}(?:account|profile)\b`), pattern.MustCompile(`\b(?:order|purchase|charged)\b`)},
	{IntentAccount, accountDeed, nil},
	{IntentAccount, pattern.MustCompile(`\b(?:stop|quit|no more|do not want|too many) (?:\w+ ){0,3}(?:e ?mails?|mails|newsletters?|spam|advertising|ads)\b|\b(?:mailing|e ?mail) list\b`), pattern.MustCompile(`\b(?:order|parcel|notified|restock\w*|back in stock)\b`)},
	{IntentHours, pattern.MustCompile(`\b(?:opening|office|business|service) hours\b|\b(?:what|which|at what) (?:time|hours)\b.*\b(?:open|reach|call|there|available|close|answer|talk|speak|contact|customer)\b|\b(?:is|are) (?:there )?(?:someone|somebody|anyone|anybody|a person|people|you) (?:there|here|available|online|open)\b|\bhow (?:long|soon|fast|quickly)\b.*\b(?:you|you guys|people|someone|somebody|anyone|a person|they) (?:\w+ )?(?:answers?|reply|replies|responds?|get back|write back)(?: (?:me|us|to me|to us))*$|\bwhen (?:can|could|do|are|is|will) (?:i|you|someone|somebody|anyone|a person|humans?|people|agents?|your \w+)\b.*\b(?:talk|speak|reach|open|answer|available|there|close)\b`), pattern.MustCompile(`\b(?:order|parcel|package|deliver\w*|it)\b`)},
	{IntentPayment, pattern.MustCompile(`\b(?:payment|paying) (?:\w+ )?(?:methods?|options?|modalit\w+|ways?|means)\b|\bpayments?\b.*\b(?:problems?|errors?|issues?|troubles?|fail\w*|declin\w*|not work\w*|not go\b)|\b(?:problems?|errors?|issues?|troubles?|fail\w*|declin\w*)\b.*\b(?:payments?|paying|checkout)\b|\bcard (?:was |is |got )?(?:declin\w+|refused|rejected)\b|^how (?:can|do|could) i pay\b`), nil},
	{IntentPayment, pattern.MustCompile(`\b(?:which|what) (?:\w+ )?cards? (?:do|can|are|will)\b|\bwhen (?:do|does|will|is|are|am|would) (?:\w+ ){1,4}(?:charged?|debited)\b|\b(?:financ\w+|instal?lments?|pay (?:monthly|later))\b`), nil},
	{IntentPayment, asksCard, pattern.MustCompile(`\b(?:gift|loyalty|business) card|\b(?:expired|declin\w*|charged?)\b`)},
	{IntentProblem, pattern.MustCompile(`\b(?:messed|screwed|mixed) up (?:\w+ ){0,2}` + parcel + `\b|\bgot my ` + parcel + ` (?:\w+ )?wrong\b|\bcomplain\w*|\breclamation\b|\bclaim against\b|\b(?:customer|consumer) claim\b`), nil},
	{IntentCancel, pattern.MustCompile(`\bcancel\w*|\b(?:call off|undo|stop|do not (?:send|ship|want)) (?:my|the|this|that) (?:\w+ )?(?:order|purchase|parcel|package)\b`), pattern.MustCompile(`\b(?:newsletter|subscri\w+|accounts?|membership|noise)\b`)},
	{IntentAddress, pattern.MustCompile(`\b(?:chang\w*|wrong|different|updat\w*|edit\w*|modif\w*|correct\w*|new|another|old|other|moved)\b.*\b(?:address|street|zip code|postcode|house number)\b|\baddress\b.*\b(?:chang\w*|wrong|modif\w*|correct\w*|updat\w*|old)\b|\b(?:deliver|send|ship|redirect) (?:it|that|this|them|my (?:\w+ )?` + parcel + `|the ` + parcel + `) (?:\w+ )?(?:to|at|somewhere) (?:another|a different|(?:a|the|our) new|my (?:work|office|neighbou?r|new)|else)\b|\b(?:deliver|send|ship|redirect) (?:\w+ ){1,4}to (?:my|the|our|another|a different) (?:\w+ )?(?:office|work|home|house|neighbou?rs?|place)\b.*\binstead\b|\b(?:i|we) (?:have |just |are )*(?:moved|moving)\b.*\b(?:send|deliver|ship|redirect|forward) (?:\w+ ){0,2}` + parcel + `\b`), pattern.MustCompile(`\b(?:e ?mail|account|your address)\b`)},
	{IntentWarranty, pattern.MustCompile(`\bwarrant\w+|\bguarante\w*|\b(?:my|the) (?:\w+ ){1,3}(?:` + gaveOut + `)\b|\b(?:` + gaveOut + `|leak\w*)\b.*\bafter\b`), pattern.MustCompile(`\b(?:codes?|coupons?|vouchers?|links?|button|page|site|website|chat|payment|checkout)\b`)},
	{IntentReturns, pattern.MustCompile(`\b` + money + `|\b(?:return|returning|send back|give back|bring back) (?:an? |the |my |these |those |some |this |that |it|them|something)|\b(?:send|give|bring) (?:\w+ ){1,4}back\b|\breturns?\b.*\b(?:policy|free|cost|pay\w*|period|window|label)\b|\breturnable\b|\b(?:your|a|any|free|the) returns?\b|\b(?:can|could|may) (?:\w+ ){1,3}go back\b`), pattern.MustCompile(`\b(?:hold|carry|back ?pack|go back to)\b`)},
	{IntentDelivery, pattern.MustCompile(`\bwhen (?:do|does|will|would|is) (?:you|it|an order|orders|a parcel|things|this|that|these|the \w+)\b.*\b(?:leaves?|ships?|sent|send|go out|dispatch\w*)\b|\bhow (?:fast|soon|quickly|long)\b.*\b(?:deliver\w*|arrive|ship\w*|send|get here|be here)\b|\bhow (?:long|soon|many days) (?:will it (?:be|take) |does it take )?(?:until|till|before|can|do|will|would|to) (?:i (?:can |will |do )?(?:get|have|receive)|get|have|receive|it (?:gets|comes)) (?:it|them|this|that|these|here|one|my (?:stuff|things))\b|\bwhen (?:would|will|does|do|can|could) (?:it|they|i|this|that|these|the \w+)\b.*\b(?:arrive|get here|be here|come|have (?:it|them|this)|receive|get (?:it|them|this))\b|\b(?:be|get|arrive|delivered|deliver|here|have it|have this|get it) (?:\w+ )?(?:by|before|in time for) \w+`), pattern.MustCompile(`\b(?:my (?:\w+ )?(?:order|parcel|package|refund|money|shirt|boots)|refunds?|money|i ordered|i bought|answer|reply|return\w*)\b`)},
	{IntentDelivery, asksDeadline, nil},
	{IntentDiscount, barelyOffers, nil},
	{IntentDiscount, promisedOff, nil},
	{IntentDiscount, pattern.MustCompile(`\bwholesale\b|\bbulk (?:orders?|discounts?|pric\w+|buy\w*|purchas\w+|rates?)\b|\bresellers?\b`), nil},
	{IntentDiscount, pattern.MustCompile(`\b(?:when|until when|how long)\b.*\b(?:sales?|offers?|promotions?|deals?|discounts?)\b.*\b(?:ends?|over|stops?|expires?|runs? out|lasts?|valid|finish\w*|on|good)\b|\b(?:last|final) days? of the (?:sale|offer|promotion)\b|\bhow long (?:do|does|will|is|are) (?:the |your |this |that )?(?:\w+ )?(?:sales?|offers?|promotions?|deals?|discounts?)\b`), pattern.MustCompile(`\bfinal sale\b`)},
	{IntentDiscount, pattern.MustCompile(`\b(?:make|get|have|give|sell)\b.*\b(?:it|this|that|them|me|us)\b.*\b(?:cheaper|discount|better price|lower price|good deal)\b|\bbest price\b|\bprice match\w*|\bnegotiat\w+`), nil},
	{IntentShipping, pattern.MustCompile(`\b(?:total|sum|altogether|in all)\b.*\b(?:shipping|delivery|postage)\b|\b(?:shipping|delivery|shipment) (?:options?|methods?|modalit\w+|costs?|fees?|prices?|charges?|rates?)\b|\b(?:methods?|options?|ways?) (?:for|of|to) (?:delivery|shipping|shipment|deliver|ship)\b|\b(?:how much|what) (?:is|does|for|are|would) (?:the |your |express |standard )*(?:shipping|delivery|postage|express)\b`), nil},
	{IntentShipping, pattern.MustCompile(`\b(?:left|leaves?|dropp?(?:ed)?|hand(?:ed)?|delivered?) (?:it |them |things |parcels? |packages? )?(?:off )?(?:with|at|by|on|in|to|over to) (?:a|an|my|the|our) (?:\w+ )?(?:neighbou?rs?|porch|doorstep|safe place|concierge)\b|\b(?:to|must|i|we|someone|somebody|anyone) sign for (?:it|them|the|my|a)\b|\b(?:needs?|needed|requires?|required|without|ask for|give) (?:a |my |the |any )?signature\b|\bsignature (?:is |be )?(?:needed|required|on delivery)\b`), pattern.MustCompile(`\b(?:was|were|says?|said|not (?:here|there)|nothing|stolen|never)\b`)},
	{IntentOrderStatus, pattern.MustCompile(`\b(?:has|have|did|is|are|when (?:will|does|do|is)) my (?:\w+ ){1,3}(?:arrived?|shipped|ship|sent|been sent|come|coming|left|leave|delivered|here|there|on (?:its|the|their) way)\b`), pattern.MustCompile(`\b(?:refund\w*|money|broken|damaged)\b`)},
	{IntentOrderStatus, pattern.MustCompile(`\b(?:show|see|find|where|check|look|open)\b.*\bi (?:have |just )?(?:ordered|bought|purchased)\b`), pattern.MustCompile(`\b(?:like|similar|same|match\w*|with|fits?|for)\b`)},
	{IntentOrderStatus, pattern.MustCompile(`\btrack(?:ing)? (?:an? |my |the |this )?` + parcel + `\b|\bwhere (?:is|are|has|did|the \w+ is) (?:my|the) (?:\w+ )?` + parcel + `\b|\b(?:status|progress|whereabouts) of (?:my|the|an) (?:\w+ )?` + parcel + `\b|\b(?:order|delivery|parcel|shipping|purchase) (?:\w+ )?(?:current )?status\b|\beta\b.*\b(?:order|purchase|parcel)|\bshow (?:me )?my (?:past |last |recent )?orders\b`), nil},
	{IntentAboutShop, pattern.MustCompile(`\b(?:privacy|data protection|data|cookie|cookies|security|environmental|sustainability|accessibility|company|shop|store|house|community|moderation|cookie) (?:policy|policies|statement|notice|rules)\b|\bterms (?:and|of) (?:conditions|service|use|sale)\b|\bgdpr\b|\bimprint\b`), nil},
}

// mends asks for a thing to be made good again that is worn, and not faulty.
var mends = pattern.MustCompile(`\b(?:have|get|getting|having) (?:my|our|the|these|those|this|it|them) (?:\w+ ){0,3}(?:` + mending + `)\b|\b(?:can|could|do|will|would) (?:you|i|one|somebody|someone) (?:\w+ )?(?:` + mending + `)\b|\b(?:boot|shoe|sole|knife|zipper|tent|jacket) (?:` + mending + `|repairs?)\b`)

// accountDeed asks for what only a person may do: to change or delete what the
// shop knows of somebody.
var accountDeed = pattern.MustCompile(`\b(?:entered|typed|gave|given|put|wrote|used|spelled|misspelled|mistyped|spelt)\b.{0,30}\be ?mail(?: address)?\b.{0,20}\b(?:wrong|wrongly|incorrectly|misspelled|typo)\b|\b(?:misspelled|mistyped|typo (?:\w+ )?in|(?:mistake|error) in) (?:\w+ ){0,2}e ?mail\b|\b(?:my|the) e ?mail(?: address)? (?:\w+ ){0,4}(?:is|was|has) (?:\w+ )?(?:wrong|incorrect|misspelled|typo|mistake)\b|\b(?:chang\w*|updat\w*|correct\w*|edit|fix|replace|wrong|new)\b.{0,20}\b(?:e ?mail(?: address)?|phone(?: number)?|telephone|login|date of birth)\b|\b(?:delete|remove|erase|close|deactivate|cancel|wipe|forget|send me|give me|export|download|what) (?:\w+ ){0,4}(?:my|personal|our) (?:\w+ )?(?:data|account|details|profile|information|info|personal data)\b|\b(?:my|our) (?:\w+ )?(?:data|account|profile|details)\b (?:to be |and \w+ |be )?(?:deleted|removed|erased|closed|deactivated|wiped)\b|\bright to be forgotten\b|\beverything you (?:have|know|store\w*) (?:about|on|of) me\b`)

// neverCame says that an order has not come, whatever its tracking tells.
var neverCame = pattern.MustCompile(`\b(?:my|the|our|any) (?:\w+ )?` + parcel + `\b (?:has |have |had |did |was |were )?(?:just |still )?(?:never|not ever) (?:\w+ )?(?:came|come|arrived?|show(?:ed|n)? up|turn(?:ed)? up|delivered|received|got here|reached)\b|\bnever (?:\w+ )?(?:received?|got|gotten|saw|seen) (?:my|the|our|any) (?:\w+ )?` + parcel + `\b`)

// giftCardTrouble is about a gift card that does not do what it should.
var giftCardTrouble = pattern.MustCompile(`\bgift cards?\b.*\b(?:not (?:work\w*|valid|accepted|recogni[sz]ed)|invalid|lost|stolen|expired?|empty|rejected|declined|refused)\b|\b(?:lost|misplaced|deleted|cannot find|stole) (?:\w+ ){0,2}gift cards?\b|\bgift cards?\b.*\b(?:never|not|still) (?:\w+ ){0,2}(?:arriv\w*|come|came|received?|got|here)\b`)

// barelyOffers asks for what is reduced, and for nothing else.
var barelyOffers = pattern.MustCompile(`^(?:(?:hi|hello|hey|and|so|ok|please|are there|is there|do you have|have you|got|you|any|some|the|your|current|what|which|are|on|running|tell me about|show me) )*(?:sales?|deals?|specials?|special offers?|offers?|promotions?|promos?|reductions?)(?: (?:on|running|now|right now|today|at the moment|at present|currently|going on|happening|this week|these days|available|do you have|are there))*$`)

// promisedOff tells of a price or a discount that somebody is said to have promised.
var promisedOff = pattern.MustCompile(`\b(?:promised|offered|guaranteed|granted)\b.*\b(?:percent|half price|off|discounts?|cheaper)\b`)

// asksCard is about giving us the data of a payment card.
var asksCard = pattern.MustCompile(`\b(?:credit |debit |bank |my |your |visa )?card (?:numbers?|details?|data|info\w*)\b|\b(?:my|a|your) (?:cvv|cvc|security code|iban|bank (?:account|details))\b|\b(?:give|tell|send|type|share|write) (?:you |it )?(?:my|the) (?:\w+ )?(?:visa|mastercard|amex|(?:credit|debit|bank) card)\b`)

// method is a way to pay, as shoppers call it.
const method = `(?:visa|master ?card|amex|american express|discover|maestro|paypal|apple ?pay|google ?pay|shop ?pay|klarna|after ?pay|affirm|venmo|zelle|ideal|(?:credit |debit |bank )?cards?|cash(?: on delivery)?|che(?:cks?|ques?)|crypto\w*|bitcoins?|(?:bank|wire) transfers?|payments? (?:methods?|options?))`

var (
	// asksMethods asks by which means one can pay; notMethods are cards of another
	// kind.
	asksMethods = pattern.MustCompile(`\b(?:take|accept\w*|support|pay (?:with|by|via|using|in|through))\b(?: \w+){0,3}? ` + method + `\b|\b(?:which|what) (?:\w+ ){0,2}?` + method + `\b.*\b(?:take|accept\w*|use|support|pay|works?|have|there)\b|\b(?:is|are) ` + method + ` (?:\w+ )?(?:ok|fine|accepted|possible|good|an option|alright)\b`)
	notMethods  = pattern.MustCompile(`\b(?:gift|loyalty|business|playing|library|memory|sd|sim|graphics|sound|trello|greeting|post) ?cards?\b|\b(?:charged?|declin\w+|refused|rejected|refund\w*|back|take out|wrong|twice|problems?|fail\w*|errors?)\b`)
)

// howToPay is the question about the means, whatever its words.
const howToPay = "How can I pay? Which payment methods do you take?"

// framing is what a request comes wrapped in, whatever it is about.
var framing = pattern.MustCompile(`^(?:(?:hi|hello|hey|please|ok|so|well|and|but|just|also|sorry|excuse me|good (?:morning|day|evening)|i (?:would like|want|need|wish|have got|have|am trying|try|am calling|call|got|tried)(?: to)?|i do not (?:know|understand) (?:how|what|where)|i (?:can|could|have to|need to|must|should)|(?:can|could|will|would) (?:you|i|u|ya)|(?:what|where|how) (?:do|can|should|must|could|may|to)(?: i)?(?: (?:have|need))?(?: to)?(?: do)?(?: to)?|is it possible to|tell me(?: more)?|let me know|show me how|help|assist|assistance|some help|support|information|info|an? (?:question|problem|issue|trouble)|questions?|problems?|issues?|trouble|me|with|about|to|in|on|how|find out|know|see|check|checking|get|having|trying|please) )+`)

// core is a message without its framing; the message where nothing is left.
func core(norm string) string {
	if at := framing.FindStringIndex(norm); at != nil && at[1] < len(norm) {
		return norm[at[1]:]
	}
	return norm
}

// supported returns the support intent of a message, or "": what a plain phrase
// says, and otherwise the best guess that is sure enough, of the message or of
// what it is without its framing.
func supported(guesses []Guess, norm string) (Intent, float64) {
	if intent := said(norm); intent != "" {
		return intent, surePlain
	}
	if intent, p := guessed(guesses, norm); intent != "" {
		return intent, p
	}
	if rest := core(norm); rest != norm {
		return guessed(classify(strings.Fields(rest)), rest)
	}
	return "", 0
}

// surePlain is how sure a plain phrase is.
const surePlain = 0.9

// said is the intent of the first plain phrase in a message, or "".
func said(norm string) Intent {
	text := pattern.NewText(norm)
	for i := range plain {
		if p := &plain[i]; p.phrase.MatchText(&text) && (p.unless == nil || !p.unless.MatchText(&text)) {
			return p.intent
		}
	}
	return ""
}

func guessed(guesses []Guess, norm string) (Intent, float64) {
	for _, g := range guesses {
		if cue, ok := support[g.Intent]; ok && !vetoed(g.Intent, norm) {
			if g.Confidence >= sureSupport || g.Confidence >= cuedSupport && cue.MatchString(norm) {
				return g.Intent, g.Confidence
			}
		}
	}
	return "", 0
}

// vetoed reports whether a message only sounds like the plain phrase of a matter:
// "noise cancelling earbuds".
func vetoed(intent Intent, norm string) bool {
	for _, p := range plain {
		if p.intent == intent && p.unless != nil && p.phrase.MatchString(norm) && p.unless.MatchString(norm) {
			return true
		}
	}
	return false
}

// followUp goes on about the rule that was answered last.
var followUp = pattern.MustCompile(`\b(?:who pays|pay for (?:that|it)|costs?|free|how (?:long|much|soon|fast)|refund\w*|money|worn|used|opened|wear|cover\w*|include\w*|labels?|photos?|exceptions?|cash|voucher|credit|find out|(?:will|does|would) (?:my|the|they|he|she)|that end|it end|until when|ends?|and (?:for|to|if|with|how|when|who|what|on)|what about|what if)\b`)

// followsUp reports whether a message that says no matter of its own goes on
// about the last one: "and to Canada?", "who pays for that?".
func (r *reader) followsUp(m *Reading) bool {
	asked := strings.NewReplacer("what about", "", "how about", "").Replace(m.Norm)
	if r.state.Last != MoveTerms && r.state.Last != MoveArticle || r.state.Topic == "" || doYouHave.MatchString(asked) || hasPrice(m) || len(strings.Fields(m.Norm)) > 10 {
		return false
	}
	return m.Country != "" || problemKinds[requestOf[r.state.Topic]] && asksNext.MatchString(m.Norm) || followUp.MatchString(m.Norm) || daysAsked(m.Norm) > 0 && ofGoods[r.state.Topic] || ofGoods[r.state.Topic] && hasType(m.Wishes) && (goesOnWith.MatchString(m.Norm) || len(strings.Fields(m.Norm)) <= 2 && strings.HasSuffix(m.Text, "?"))
}

// ofGoods are the matters whose rules differ from one kind of thing to another.
var ofGoods = map[Intent]bool{IntentReturns: true, IntentExchange: true, IntentWarranty: true, IntentGiftReturn: true}

// goesOnWith goes on with another thing: "and the skillet", "what about socks".
var goesOnWith = pattern.MustCompile(`^(?:(?:ok|but|so|well) )*(?:and|or|also|what about|how about|what if|same for|does that)\b`)

// goingOn is the matter of a message that goes on about the last one: what it costs
// after when it comes, and the other way round.
func (r *reader) goingOn(norm string) Intent {
	switch topic := r.state.Topic; {
	case (topic == IntentReturns || topic == IntentRefund || topic == IntentExchange) && ofGifts.MatchString(norm):
		return IntentGiftReturn
	case topic == IntentDelivery && asksSum.MatchString(norm):
		return IntentShipping
	case topic == IntentShipping && asksWhen.MatchString(norm):
		return IntentDelivery
	default:
		return topic
	}
}

// ofGifts speaks of presents.
var ofGifts = pattern.MustCompile(`\b(?:gifts?|presents?)\b`)

// asksSum asks what something costs.
var asksSum = pattern.MustCompile(`\b(?:how much|costs?|price|free|fees?|expensive|cheaper)\b`)

// asksTheEnd asks until when the offers hold that were just told.
var asksTheEnd = pattern.MustCompile(`^(?:(?:and|so|ok|but|well) )*(?:when|until when|till when|how long|what day|which day)\b.*\b(?:ends?|over|expires?|runs? out|running|lasts?|valid|finish\w*|stops?|good for|on)\b|^(?:(?:and|so|ok|but) )*(?:until|till) when\b`)

// topics are the words by which the articles about a matter of support are
// found, whatever the message itself finds.
var topics = map[Intent]string{
	IntentReturns: "returns", IntentExchange: "exchange", IntentRefund: "refund", IntentGiftReturn: "gift return",
	IntentShipping: "shipping", IntentDelivery: "delivery", IntentPayment: "payment", IntentInvoice: "invoice",
	IntentProblem: "damaged", IntentDamaged: "damaged", IntentWrongItem: "wrong item", IntentWarranty: "warranty",
	IntentNotReceived: "lost parcel", IntentLate: "late parcel", IntentDiscount: "discount code", IntentCode: "discount code",
	IntentOrderStatus: "tracking", IntentOrderChange: "cancel an order", IntentCancel: "cancel an order", IntentAddress: "change the address",
	IntentAccount: "account", IntentHours: "opening hours",
}

// onTopicScore is the score from which an article is about a topic.
const onTopicScore = 0.75

// onTopic leaves only passages of articles about the matter of support that the
// message is about, and finds one by the matter itself where that leaves none.
func (r *reader) onTopic(m *Reading) {
	if m.Intent == IntentPayment && asksMethods.MatchString(m.Norm) && len(m.Found) > 0 {
		return // found by howToPay
	}
	if r.articles == nil || topics[m.Intent] == "" {
		return
	}
	about := slices.DeleteFunc(r.find(topics[m.Intent], 5), func(f knowledge.Found) bool {
		return f.Score < onTopicScore // it is mentioned in passing only
	})
	var found []knowledge.Found
	for _, f := range m.Found {
		if slices.ContainsFunc(about, func(a knowledge.Found) bool { return a.Article == f.Article }) {
			found = append(found, f)
		}
	}
	rank := func(f knowledge.Found) int {
		return slices.IndexFunc(about, func(a knowledge.Found) bool { return a.Article == f.Article })
	}
	slices.SortStableFunc(found, func(a, b knowledge.Found) int { // the article about the matter comes first
		if a.Score > 0.99 || b.Score > 0.99 {
			return cmp.Compare(b.Score, a.Score)
		}
		return cmp.Compare(rank(a), rank(b))
	})
	// What is worked out is said at length where the matter stands, and nowhere else.
	if barelyOffers.MatchString(m.Norm) {
		found = nil // the list answers, and no passage with the word "sale"
	}
	if m.Found = found; len(found) == 0 || rank(found[0]) > 0 && (found[0].Score < 0.9 || r.computed(m.Intent, m.Norm)) {
		m.Found = about[:min(1, len(about))]
	}
}
