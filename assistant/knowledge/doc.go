// Package knowledge holds the merchant's own words: articles about shipping,
// returns, sizes and whatever else shoppers ask for, and finds the passage that
// answers.
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
// [Read] takes a folder as an fs.FS, so that articles can be embedded or lie on
// the disk. Files with another ending than .md are left alone.
package knowledge
