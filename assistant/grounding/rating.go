package grounding

import (
	"math"
	"strconv"
	"strings"
)

// rating reads "4.6 out of 5", "4.6 stars", "rated 4.6", "64 ratings".
func (r *reading) rating(i int) bool {
	value, n := numberAt(r.t, i)
	if n == 0 {
		return false
	}
	at := i + n
	counts := set("rating ratings review reviews reviewers")
	if r.hasAny(at, at+1, set("customer shopper shoppers verified buyer customers buyers people owners")) && (counts[r.word(at+1)] || r.hasAny(at+1, at+3, set("rated reviewed rate reviewing"))) || counts[r.word(at)] {
		to := at + 1
		if !counts[r.word(at)] {
			to++
		}
		return r.ratingCount(i, to, value)
	}
	if set("customer customers shoppers buyers people owners users times")[r.word(at)] && (r.hasAny(r.clauseOf(i).from, i, set("rated reviewed rating ratings reviews")) || set("rated reviewed rate")[r.word(at+1)]) {
		return r.ratingCount(i, at+1, value)
	}
	stars := false
	to := at
	switch w := r.word(at); {
	case w == "star" || w == "stars" || w == "★" || w == "⭐" || w == "-" && (r.word(at+1) == "star" || r.word(at+1) == "stars"):
		stars = true
		to = at + 1
		if w == "-" {
			to++
		}
	case (w == "out" && r.word(at+1) == "of" || w == "of" || w == "/") && r.hasAny(at+1, at+4, set("5 five 10 ten")):
		scale := at + 1
		if w == "out" {
			scale++
		}
		five, k := numberAt(r.t, scale)
		if k == 0 || w == "of" && r.word(scale+k) != "stars" {
			return false
		}
		to = scale + k
		if r.word(to) == "stars" || r.word(to) == "star" {
			to++
		}
		if five != 5 {
			value = -1
		}
		stars = true
	case set("from by")[r.word(i-1)] && set("customers shoppers people buyers owners users")[r.word(at)] && r.hasAny(0, i, set("rating rated stars star ★ ⭐ average")):
		return r.ratingCount(i, at+1, value)
	case set("from by")[r.word(i-1)] && len(r.claims) > 0 && r.claims[len(r.claims)-1].kind == KindRating && r.claims[len(r.claims)-1].to == i-1:
		return r.ratingCount(i, at, value)
	case value <= 5 && set("is of at : a with to")[r.word(i-1)] && r.hasAny(r.clauseOf(i).from, i, set("rating average score")):
		stars = true
	case value <= 5 && r.strict && r.t[i].kind == isNumber && strings.Contains(r.t[i].digits, ".") && r.word(at) == "(" && r.hasAny(0, i, set("rating rated stars star reviews")):
		stars = true
	case value <= 5 && r.strict && len(r.talk.columns) > 0 && r.inTable() && r.word(i-1) == "|" && r.hasAny(0, 4, set("rating rated stars")):
		stars = true
	case r.hasAny(i-6, i, set("rated rating score scores averages average")) && value <= 5 && !r.hasAny(i-3, i, set("waterproof , and")):
		stars = true
	}
	if !stars || r.strict && r.t[i].kind == isWord && to == at { // "the better rated of the two"
		return false
	}
	c := claim{kind: KindRating, from: i, to: to, why: "the rating is another one"}
	goods, _ := r.subjects(i)
	matched := 0
	right := 0.0
	for _, g := range goods {
		p := g.data()
		if p == nil || p.Rating.Count == 0 {
			continue
		}
		right = p.Rating.Average
		exact := math.Abs(right-value) < 0.001 || math.Abs(math.Round(right*10)/10-value) < 0.001
		least := r.near(i, 3, set("above over least")) && right >= value
		if exact || least || r.near(i, 2, set("about around nearly almost")) && math.Abs(right-value) < 0.15 {
			matched++
			r.citeGoods([]*good{g}, "rating", plain(right))
		}
	}
	c.ok = matched > 0 && (r.enough(goods, matched) || r.several())
	if !c.ok && len(goods) == 1 && right > 0 && value >= 0 {
		c.instead = strings.Replace(r.textOf(i, to), r.textOf(i, i+n), plain(math.Round(right*10)/10), 1)
	}
	if !c.ok { // a single review may have so many stars
		for _, g := range goods {
			if p := g.data(); p != nil && r.hasAny(0, len(r.t), set("review reviewer shopper customer gave gives")) {
				for _, v := range p.Reviews {
					c.ok = c.ok || float64(v.Rating) == value
				}
			}
		}
	}
	return r.settle(c)
}

// several reports whether the sentence tells something of each of several
// products in turn.
func (r *reading) several() bool {
	return len(r.mentions) != 1 && r.hasAny(0, len(r.t), set("and , respectively"))
}

func (r *reading) ratingCount(i, to int, value float64) bool {
	c := claim{kind: KindRating, from: i, to: to, why: "the number of ratings is another one"}
	goods, _ := r.subjects(i)
	right := 0
	matched := 0
	for _, g := range goods {
		p := g.data()
		if p == nil {
			continue
		}
		right = p.Rating.Count
		if float64(right) == value || r.near(i, 3, set("over more least")) && float64(right) >= value && float64(right) <= value*1.3 || !r.claimsAll(i) && value <= float64(len(p.Reviews)) {
			matched++
			r.citeGoods([]*good{g}, "rating", strconv.Itoa(right))
		}
	}
	c.ok = matched > 0 && (r.enough(goods, matched) || r.several())
	if !c.ok && len(goods) == 1 && right > 0 {
		c.instead = strings.Replace(r.textOf(i, to), r.textOf(i, i+1), strconv.Itoa(right), 1)
	}
	return r.settle(c)
}

// claimsAll reports whether a number of reviews stands for all of them rather
// than for those that say something.
func (r *reading) claimsAll(i int) bool {
	return !(r.near(i, 2, set("of")) || r.hasAny(i, min(i+8, len(r.t)), set("mention mentions say says mentioning fit")))
}
