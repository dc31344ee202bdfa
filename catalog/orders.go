package catalog

// orders reads sort wishes, comparatives and "cheap".
func (r *reading) orders(text string) {
	ts := r.tokens
	for i := range len(ts) - 1 {
		if ts[i].role != free {
			continue
		}
		if i > 0 && ts[i].text == "guys" && spoken[ts[i-1].text] {
			ts[i].role = spent // who is spoken to, not for whom it is
			continue
		}
		if ts[i+1].text == "down" && chasing[ts[i].text] { // no goose down
			ts[i].role, ts[i+1].role = spent, spent
			continue
		}
		if ts[i+1].text == "me" && pointing[ts[i].text] { // no pen has points for me
			ts[i].role = spent
			continue
		}
		if from, to := sparing(ts, i); to > i {
			r.Constraints = append(r.Constraints, Constraint{Kind: KindPrice, Soft: true, Text: wording(text, ts[from:to])})
			for j := from; j < to; j++ {
				ts[j].role = spent
			}
			continue
		}
		pair := ""
		if i+2 < len(ts) && ts[i+1].role == free && !stops(ts[i+1].gap) {
			pair = ts[i].text + " " + ts[i+1].text
		}
		if sort, ok := sortPhrases[pair]; ok {
			r.Sort = sort
			ts[i].role, ts[i+1].role = spent, spent
		} else if sort, from, to := sorted(ts, i); to > i {
			r.Sort = sort
			for j := from; j < to; j++ {
				ts[j].role = spent
			}
		} else if sort, from := costing(ts, i); from < i {
			r.Sort = sort
			for j := from; j <= i; j++ {
				ts[j].role = spent
			}
		} else if sort, ok := sortPhrases[ts[i].text]; ok {
			r.Sort = sort
			ts[i].role = spent
		} else if c, ok := morePhrases[pair]; ok {
			c.Text = wording(text, ts[i:i+2])
			r.Comparatives = append(r.Comparatives, c)
			ts[i].role, ts[i+1].role = spent, spent
		} else if c, ok := comparatives[ts[i].text]; ok {
			c.Text = wording(text, ts[i:i+1])
			r.Comparatives = append(r.Comparatives, c)
			ts[i].role = spent
		} else if cheapWords[ts[i].text] {
			r.Constraints = append(r.Constraints, Constraint{Kind: KindPrice, Soft: true, Text: wording(text, ts[i:i+1])})
			ts[i].role = spent
		}
	}
}

// spoken are the words before those who are spoken to.
var spoken = wordSet(`you hey hi hello thanks`)

// chasing are the verbs that "down" goes with.
var chasing = wordSet(`track tracking hunt hunting narrow chase chasing`)

// pointing are the verbs with "me" that are names of goods, too.
var pointing = wordSet(`point direct steer hook set fix send bring sort help`)

// sparing reads "without breaking the bank", which is no word against banks; to is
// i where it does not stand at token i.
func sparing(ts []token, i int) (from, to int) {
	if i+3 >= len(ts) || ts[i].text != "break" && ts[i].text != "breaking" || ts[i+1].text != "the" || ts[i+2].text != "bank" {
		return i, i
	}
	if from = i; from > 0 && negations[ts[from-1].text] {
		from--
	}
	return from, i + 3
}

// sorted reads an order as lists on pages call it, "sort by price low to high",
// "cheapest first"; from and to are its tokens, and to is i where there is none.
func sorted(ts []token, i int) (sort Sort, from, to int) {
	word := func(j int) string {
		if j >= 0 && j < len(ts)-1 {
			return ts[j].text
		}
		return ""
	}
	switch word(i) {
	case "low", "lowest":
		if (word(i+1) == "to") && (word(i+2) == "high" || word(i+2) == "highest") {
			sort, to = SortPriceUp, i+3
		}
	case "high", "highest":
		if (word(i+1) == "to") && (word(i+2) == "low" || word(i+2) == "lowest") {
			sort, to = SortPriceDown, i+3
		}
	case "ascending":
		sort, to = SortPriceUp, i+1
	case "descending":
		sort, to = SortPriceDown, i+1
	}
	if to == 0 {
		return "", i, i
	}
	for from = i; from > 0 && listWords[ts[from-1].text] && ts[from-1].role == free; {
		from--
	}
	return sort, from, to
}

// listWords stand before the order of a list.
var listWords = wordSet(`sort sorted order ordered by price prices from`)

// costing reads "costs the least" and "costs most", which end at token i; from is
// where they begin, or i.
func costing(ts []token, i int) (sort Sort, from int) {
	switch ts[i].text {
	case "least":
		sort = SortPriceUp
	case "most":
		sort = SortPriceDown
	default:
		return "", i
	}
	from = i - 1
	if from >= 0 && ts[from].text == "the" {
		from--
	}
	if from >= 0 && (ts[from].text == "costs" || ts[from].text == "cost" || ts[from].text == "costing") {
		return sort, from
	}
	return "", i
}
