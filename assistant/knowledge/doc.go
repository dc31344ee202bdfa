// Package knowledge holds the merchant's own words: articles about shipping,
// returns, sizes and whatever else shoppers ask for, and finds the passage that
// answers. Beside the articles lie the shop's terms, which they cite.
//
// An article is a Markdown file with front matter:
//
//	---
//	id: returns
//	title: Returns and exchanges
//	questions:
//	  - What is your return policy?
//	  - How do I exchange a size?
//	tags: [returns, refund, exchange]
//	url: /help/returns
//	valid_from: 2026-01-01
//	valid_to: 2026-12-31
//	---
//	You can return anything within 30 days of delivery.
//
//	## Exchanging a size
//
//	Ask for the other size when you start the return.
//
// Only id and title are required. The questions are how shoppers ask for the
// article, and the more there are the better it is found. Both days are
// included, in UTC. An unknown key, a key that stands twice and a value of the
// wrong kind are refused, with the file, the line and the field. Every
// paragraph is a passage of its own; headings say what the passages below them
// are about.
//
// # Terms
//
// Four files at the top of the folder say what the shop promises. Each may be
// missing, or say only a part; of what is not said, nothing is promised. They
// are the only source of every number, so that articles, answers, checkout and
// orders agree.
//
//   - policies.yaml: returns, exchanges, refunds, canceling, damage, loss,
//     delays, warranty and gifts. Its keys are those of [cart.Policies].
//   - shipping.yaml: currency, zones, methods, costs, transit, cut-off and
//     holidays, see [cart.Shipping]. Its currency, without which it is USD, is
//     that of the amounts in policies.yaml and promotions.yaml too.
//   - hours.yaml: when a person answers, see [assistant.Hours].
//   - promotions.yaml: a list under promotions, see [cart.Promotion], where
//     each has starts and ends besides: a day such as 2026-11-27, which is
//     included, or a day with a time, "2026-11-27 18:00". They are in the file's
//     time_zone, an IANA name; without it in UTC.
//
// Three more files say no terms, but what the assistant does: [ClaimsFile],
// [HandoffFile] and [PersonaFile].
//
// The demo shop's files in examples/internal/larkhollow/knowledge show every
// key with a comment. Keys are strict: one that does not belong, stands twice or
// has no value is a mistake, and so is an anchor, an alias or a tag. Amounts are
// decimals, with or without quotation marks: 5.90.
//
// # Citing terms in articles
//
// An article takes a value from these files by the path of its keys:
//
//	You can return anything within {{returns.window}}, {{returns.condition}}.
//	Standard shipping costs {{shipping.standard.cost}} and takes
//	{{shipping.standard.days}}.
//
// What is rendered is what is found, cited and shown: there is no other text of
// the article. The words are made for a sentence: "30 days", "5 working days",
// "$5.90", "2 pm", "Eastern time", "a replacement or your money back"; what
// costs nothing is "free". A name that does not exist, and one of which the file
// says nothing, is a mistake in the article.
//
// All keys of policies.yaml are names as they stand: {{refund.days}},
// {{damaged.remedies}}, {{lost.after}}; its own time zone is
// {{policies.time_zone}}. Categories go by their path in small letters with a
// hyphen for everything else: {{returns.categories.footwear.window}},
// {{returns.categories.gifts-gift-cards.why}},
// {{warranty.categories.packs.months}}. Who pays is "us" or "you". Some values
// are phrases that go on after a subject:
//
//   - cancel.until, address.until: "until it is packed", "until it leaves us"
//   - refund.shipping: "refunded too", "not refunded"
//   - damaged.photo, wrong_item.photo: "with a photo", "no photo is needed"
//   - damaged.keep_it, wrong_item.keep_it: "need not come back", "has to come back"
//   - gift.discreet: "is not told", "is told"
//   - a category's window: "60 days", or "no return"
//   - shipping.handling_days: "the same day", "within 1 working day"
//
// Two names join several keys:
//
//   - cancel.when, address.when: until and hours, "within 2 hours of ordering,
//     as long as it is not packed"
//   - returns.cost: paid_by and fee, "free", "$4.50, taken off your refund",
//     "at your own cost"
//
// Of shipping.yaml, {{shipping.currency}}, time_zone, cut_off, handling_days,
// holidays and elsewhere are names; {{shipping.zones}} lists the zones. A method
// goes by its id, {{shipping.standard.cost}}, with name, cost, free_from,
// min_days, max_days, days ("3 to 5 working days"), carrier and zone. A zone
// goes by its id, {{shipping.zones.ca.duties}}, with name, countries, duties and
// methods.
//
// Of hours.yaml, {{hours}} is "Monday to Friday, 9 am to 5 pm Eastern time",
// {{hours.week}} the same without {{hours.time_zone}}; {{hours.holidays}} are
// the names of the days with other hours, {{hours.holiday_dates}} their dates.
//
// # Reading
//
// [Read] takes a folder as an fs.FS, so that everything can be embedded or lie
// on the disk. Other files are left alone.
package knowledge
