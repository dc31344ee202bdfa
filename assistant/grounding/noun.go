package grounding

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// pointers are words behind which a thing is called by what it is: "the drill".
var pointers = set(`the this that these those our both each either neither your`)

// verbs may follow what a thing is called by, besides words that carry no matter.
// Behind any other word it may be the name of something else: "the drill bit".
var verbs = set(`costs cost weighs weigh comes come holds hold runs run lasts last gives give fits fit takes take works work measures measure sells sell goes go stays stay offers offer covers cover
 lowers lower keeps keep charges charge uses use needs need meets meet carries carry packs pack ships ship spins spin delivers deliver makes make reaches reach draws draw contains contain includes include
 conforms conform looks look feels feel suits suit remains remain left available arrives arrive starts start lists list shows show features feature provides provide supports support reviewed rated reduced
 sits sit falls fall drops drop isnt arent doesnt dont hasnt havent wasnt one ones version model in-stock plus versus vs currently also only just already still now really probably actually usually
 alone itself instead again today together here too however likely might would could may should can will stand stands beats wins lacks lack leaves leave saves save scores earns gets get has have had`)

// findNouns reads what calls a product of this conversation by words of its title
// that no other one has: "the drill", "the SPF 50", "the stainless ones", and at the
// beginning of a point of a list "Jacket: $58". Where several are called so, those
// count that the reply is about.
func (r *reading) findNouns() {
	if r.product != nil || len(r.goods) > maxNouns {
		return
	}
	found := r.narrow()
	for i := range r.t {
		if r.used[i] || r.isName[i] || r.t[i].kind == isSign {
			continue
		}
		at := i
		switch {
		case pointers[r.t[i].word]:
			at = i + 1
			if w := r.word(at); w == "two" || w == "other" || w == "spare" || catalog.Swatch(w) != "" && len(r.byWord[w]) == 0 { // "the yellow jacket"
				at++
			}
		case r.counted(i):
			_, n := numberAt(r.t, i)
			at = i + n
		case r.t[i].upper && r.heads(i), r.partOfSum(i), r.isModel(i):
		default:
			continue
		}
		goods, n := r.nounAt(at, r.t[i].word)
		if n == 0 {
			continue
		}
		m := mention{from: at, to: at + n, goods: goods, each: len(goods) > 1}
		m.beside = slices.Contains([]string{"than", "unlike", "versus", "vs", "like", "as"}, r.wordBefore(at)) || r.comparedTo(at)
		r.mentions = append(r.mentions, m)
		r.take(at, at+n)
		for k := range n {
			r.isName[at+k] = true
		}
		found = true
	}
	if found {
		slices.SortStableFunc(r.mentions, func(a, b mention) int { return a.from - b.from })
	}
}

// narrow lets the words behind a name that several goods share say which of them is
// meant: "the Oxbow set".
func (r *reading) narrow() (found bool) {
	for k := range r.mentions {
		m := &r.mentions[k]
		for len(m.goods) > 1 && m.to < len(r.t) && !r.used[m.to] && r.t[m.to].kind != isSign {
			goods := r.called(&r.t[m.to], m.goods, false)
			if len(goods) == 0 || prose.IsStop(r.t[m.to].word) {
				break
			}
			m.goods, found = goods, true
			r.take(m.to, m.to+1)
			r.isName[m.to] = true
			m.to++
		}
	}
	return found
}

// maxNouns is of how many products at most one may be called by a noun alone.
const maxNouns = 40

// heads reports whether a line or a cell begins at token i and names what it tells
// of: "- Jacket: $58", "| Jacket | $58 |".
func (r *reading) heads(i int) bool {
	if !r.begins(i) {
		return false
	}
	for k := i + 1; k < min(i+6, len(r.t)); k++ {
		switch r.t[k].word {
		case ":", "|", "(":
			return true
		case "-":
			return !r.t[k].joined
		case "plus", "and":
			return true
		}
		if verbs[r.t[k].word] || set("is are has have was")[r.t[k].word] {
			return true
		}
	}
	return false
}

// counted reports whether token i counts pieces of what follows: "six drills".
func (r *reading) counted(i int) bool {
	_, n := numberAt(r.t, i)
	if n == 0 || i+n >= len(r.t) || r.t[i+n].kind != isWord || r.t[i+n].joined || r.isName[i+n] {
		return false
	}
	k := i + n
	for k+1 < len(r.t) && len(r.called(&r.t[k+1], nil, true)) > 0 {
		k++
	}
	return strings.HasSuffix(r.t[k].word, "s") && len(r.called(&r.t[i+n], nil, true)) > 0
}

// partOfSum reports whether token i stands behind a sign of a sum: "drill plus battery".
func (r *reading) partOfSum(i int) bool {
	return r.word(i-1) == "plus" || r.word(i-1) == "spare" && r.word(i-2) == "plus"
}

// isModel reports whether a letter or word and a number that are joined begin at
// token i, as in the name of a model: "P3", "SPF 50".
func (r *reading) isModel(i int) bool {
	return r.t[i].kind == isWord && r.t[i].upper && i+1 < len(r.t) && r.t[i+1].kind == isNumber && strings.ToUpper(r.textOf(i, i+1)) == r.textOf(i, i+1) && (r.t[i+1].joined || len(r.t[i].word) > 1)
}

// nounAt returns the products that the words at token i call, behind pointer, and
// how many tokens they take.
func (r *reading) nounAt(i int, pointer string) ([]*good, int) {
	var goods []*good
	at, words, told := i, 0, false
	for at < len(r.t) && !r.used[at] {
		t := &r.t[at]
		if t.kind == isSign {
			if t.word == "-" && t.joined && words > 0 && at+1 < len(r.t) && r.t[at+1].joined {
				at++
				continue
			}
			break
		}
		next := r.called(t, goods, words == 0)
		if len(next) == 0 {
			break
		}
		goods = next
		words++
		told = told || t.kind == isWord && len(t.word) >= 3 && !plainWord(t.word) || t.kind == isNumber && words > 1 && (t.joined || len(r.t[at-1].word) > 1)
		at++
	}
	for at > i && r.t[at-1].kind == isSign {
		at--
	}
	told = told || len(goods) == 1 && set("one ones version model")[r.word(at)] // "the stainless ones"
	if words == 0 || !told || !r.ends(at, goods) {
		return nil, 0
	}
	want := 1
	if pointer == "both" || r.word(i-1) == "two" && pointers[r.word(i-2)] || (pointer == "neither" || pointer == "each" || pointer == "either") && strings.HasSuffix(r.t[at-1].word, "s") {
		want = 2
	}
	for _, near := range [][]*good{r.shown, r.talk.goods, r.all(), r.focus, r.lookedAt()} {
		if meant := among(goods, near); len(goods) > want && len(meant) > 0 && len(meant) < len(goods) {
			goods = meant
		}
	}
	if len(goods) != want || want == 1 && r.partOfTalk(goods[0], i, at) {
		return nil, 0
	}
	return goods, at - i
}

// lookedAt are the products that this turn has read one by one, and did not only find.
func (s *Snapshot) lookedAt() []*good {
	var all []*good
	for _, g := range s.goods {
		if g.looked {
			all = append(all, g)
		}
	}
	return all
}

// plainWord reports whether a word of a title is one that calls nothing by itself.
func plainWord(w string) bool {
	return prose.IsStop(w) || starters[w] || monthOf(w) > 0 || weekdayOf(w) >= 0 || topicWords[w] != 0
}

// called are those of goods, or of all where first is true, that have a word in
// their titles, in the singular or the plural.
func (r *reading) called(t *token, goods []*good, first bool) []*good {
	word := t.word
	if t.kind == isNumber {
		word = t.digits
	}
	forms := []string{word}
	if t.kind == isWord && len(word) > 2 {
		forms = append(forms, word+"s", word+"es")
		if single, ok := strings.CutSuffix(word, "s"); ok {
			forms = append(forms, single)
			if stem, ok := strings.CutSuffix(single, "ie"); ok {
				forms = append(forms, stem+"y")
			}
			if shorter, ok := strings.CutSuffix(single, "e"); ok {
				forms = append(forms, shorter)
			}
		}
	}
	var all []*good
	for _, form := range forms {
		for _, g := range r.byWord[form] {
			if !slices.Contains(all, g) && (first || slices.Contains(goods, g)) {
				all = append(all, g)
			}
		}
	}
	return all
}

// ends reports whether what a thing is called by may end before token i.
func (r *reading) ends(i int, goods []*good) bool {
	if i >= len(r.t) || r.t[i].kind != isWord {
		return true
	}
	w := r.t[i].word
	if prose.IsStop(w) || verbs[w] || strings.HasSuffix(w, "s") && strings.ContainsAny(r.textOf(i, i+1), "'’") {
		return true
	}
	if i > 0 && strings.ContainsAny(r.textOf(i-1, i), "'’") { // "the bag's comfort temperature"
		return true
	}
	if len(goods) == 1 { // "the D3 tablets", "the torch battery": what it has is its own
		return hasStem(goods[0].read().text, prose.Stem(w))
	}
	return false
}

// partOfTalk reports whether the words from from to to are said of what the talk is
// about, and only happen to be in the title of g: "the battery" of a drill.
func (r *reading) partOfTalk(g *good, from, to int) bool {
	if len(r.talk.goods) != 1 || r.talk.goods[0] == g {
		return false
	}
	text := r.talk.goods[0].read().text
	for i := from; i < to; i++ {
		if r.t[i].kind == isWord && !hasStem(text, prose.Stem(r.t[i].word)) || r.t[i].kind == isNumber {
			return false
		}
	}
	return true
}
