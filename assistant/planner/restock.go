package planner

import (
	"context"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

var (
	// asksRestock asks when something that is sold out can be had again.
	asksRestock = pattern.MustCompile(`\bwhen (?:is|are|will|does|do|would|can) (?:it|they|this|that|these|those|one|you|the \w+(?: \w+){0,5}|i|there)\b.*\b(?:back|again|in stock|available|restock\w*|more)\b|\b(?:restock\w*|re stock\w*)\b|\b(?:will|does|do|is|are) (?:it|they|this|that|these|the \w+(?: \w+){0,5}) (?:be |come |coming |going to be )?(?:back|available again|in again)(?: in stock)?\b|\bback in stock\b`)
	// asksNotice asks to be told when it can.
	asksNotice = pattern.MustCompile(`\b(?:notif\w+|tell me|let me know|e ?mail me|message me|text me|alert|remind|inform|ping me|write (?:to )?me|drop me a (?:line|note|mail)|waiting list|waitlist)\b.*\b(?:back|again|in stock|available|restock\w*|there is|have it|have them|arrives?|comes? in)\b|\b(?:waiting list|waitlist|back in stock (?:alert|notice|notification|e ?mail))\b`)
	// barelyNotice says no more than that; what it is about is at hand.
	barelyNotice = pattern.MustCompile(`^(?:(?:yes|ok|okay|please|sure|and|then|so|well|can|could|will|would|you|just|i|want|would like|to) )*(?:be )?(?:notif(?:y|ied)(?: me)?|let me know|tell me|ping me|e ?mail me|(?:put|add) me (?:on|to) (?:the|that|a) (?:waiting )?list|sign me up)(?: (?:then|please|when|about it))*$`)
	// asksWaits asks what the shopper waits for.
	asksWaits = pattern.MustCompile(`\b(?:what|which)\b.* (?:am i waiting|(?:did i|have i) ask\w*) .*\b(?:for|notified|stock|back)\b|\bmy (?:restock|back in stock|waiting list|waitlist)(?: \w+)?$|\b(?:which|what|show|list|see|my)\b.* (?:restock|back in stock|stock|waiting|product) (?:requests?|notices?)\b|^(?:(?:please|and|ok) )*(?:which|what|show|list|see|are there)\b.*\b(?:alerts|notifications|reminders)\b|^(?:(?:please|can you|could you|and|ok) )*(?:show|list|see|what are|which are|where are)?(?: me)? ?my (?:open )?requests(?: please)?$|\b(?:am i|did you put me) (?:on|still on) (?:the|a|any) (?:waiting list|waitlist|list)\b`)
	// notRestock speaks of what goes back to the shop.
	notRestock = pattern.MustCompile(`\b(?:order|parcel|package|money|refund|return\w*|send|sent|get back to me|you back|my)\b`)
	// waitedFor is what a message that asks for it names.
	waitedFor = pattern.MustCompile(`\b(?:when (?:is|are|will|do|does|can)|when|once|if|as soon as|for|will|are|is) (?:the |your |those |these |that |this )?(.+?)(?: (?:is|are|comes?|gets?|becomes?|will be|can be|be|back|again|in stock|available|restock\w*|return)\b|$)`)
	// ownDetail is what is the shopper's own and no order's.
	ownDetail = pattern.MustCompile(`\bmy (?:size|color|colour|e ?mail|mail|address|inbox|wish list|wishlist)\b`)
	// dropsWait takes back what was asked for; barelyDrops does so where it is at hand.
	dropsWait   = pattern.MustCompile(`\b(?:cancel|stop|withdraw|drop|remove|delete|forget|end|undo|take back) (?:\w+ ){0,4}(?:alerts?|notifications?|notices?|reminders?|restock\w*|waiting|waitlist)\b|\b(?:do not|no longer|stop|not) (?:\w+ ){0,3}(?:notif\w+|waiting for|wait for|alert\w*)\b|\btake me off (?:the|that|your|this) (?:waiting )?(?:list|waitlist)\b`)
	barelyDrops = pattern.MustCompile(`^(?:(?:ok|no|oh|actually|please|sorry|well|can|could|you|then|i|want|would like|to|just|never ?mind) )*(?:cancel|drop|forget|withdraw|delete|remove|undo|take back|stop) (?:it|that|this|them(?: all)?|all of (?:it|them)|both|everything|(?:that|the|this|my) (?:request|one|note|wait)|(?:it|that) again)(?: again| please| then)*$|^(?:(?:ok|no|oh|actually|please|sorry|well) )*(?:never ?mind|forget (?:it|about it)|(?:do not|no need to) (?:tell me|let me know|e ?mail me|write (?:to )?me|note it|bother)(?: then| any ?more)?)$`)
	// ofAWait is a reference of a request to hear of a restock.
	ofAWait = pattern.MustCompile(`(?i)\bW-[2-9A-Z]{4,}\b`)
)

// restock reads whether a message asks for what is sold out, and makes it a
// question about the product at hand, or a request to hear of it.
func (r *reader) restock(m *Reading) bool {
	notice := asksNotice.MatchString(m.Norm) || barelyNotice.MatchString(m.Norm) && r.soldOutAtHand()
	if !asksRestock.MatchString(m.Norm) && !notice || notRestock.MatchString(ownDetail.ReplaceAllString(m.Norm, " ")) {
		return false
	}
	named := ""
	switch t := r.scene.Titled; {
	case t != nil && t.ID != "":
		named = t.ID
	case r.scene.Named != nil:
		named = r.scene.Named.ID
	}
	if r.state.nearOrder() && named == "" && r.scene.Page == nil {
		return false
	}
	m.Intent, m.Aspect = IntentAbout, AspectRestock
	if notice && r.scene.Terms.Restocks {
		m.Intent = IntentRestock
	}
	if named != "" && (len(m.Refs) == 0 || !pointed.MatchString(m.Norm)) {
		m.Refs = []string{named}
	} else if it := r.scene.it(); len(m.Refs) == 0 && it != "" {
		m.Refs = []string{it}
	}
	return true
}

// waitedName is the part of a message that names what it asks to have again, or
// "": "the perch chair" in "is the perch chair coming back?".
func waitedName(norm string) string {
	if !asksRestock.MatchString(norm) && !asksNotice.MatchString(norm) {
		return ""
	}
	for _, at := range waitedFor.FindAllStringSubmatch(norm, -1) {
		if len(prose.Content(at[1])) > 0 {
			return at[1]
		}
	}
	return ""
}

// soldOutAtHand reports whether the talk is about something that cannot be had.
func (r *reader) soldOutAtHand() bool {
	p := r.scene.product(r.scene.it())
	return p != nil && (p.SoldOut || r.state.Asking != nil && r.state.Asking.Product == p.ID)
}

// waits reads the answer to the question whether the shopper wants to hear of
// something, which may be no more than an e-mail address, and what is asked about
// such a request.
func (r *reader) waits(m *Reading) bool {
	if !r.scene.Terms.Restocks {
		return false
	}
	if dropsWait.MatchString(m.Norm) || barelyDrops.MatchString(m.Norm) && r.state.Last == MoveRestock || ofAWait.MatchString(m.Text) && givesUp.MatchString(m.Norm) {
		m.Intent, m.Refs, m.Withdrawn = IntentRestock, nil, anyWait
		if at := ofAWait.FindString(m.Text); at != "" {
			m.Withdrawn = strings.ToUpper(at)
		}
		return true
	}
	if asksWaits.MatchString(m.Norm) || ofAWait.MatchString(m.Text) && m.Email == "" {
		m.Intent, m.Refs = IntentRestock, nil
		return true
	}
	pending := r.state.Pending
	if pending == nil || pending.Ask != AskRestock || pending.Item == nil {
		return false
	}
	if m.Email == "" && !isTalk(m.Norm, IntentYes) && !barelyNotice.MatchString(m.Norm) {
		return false
	}
	m.Intent, m.Refs, m.Options = IntentRestock, []string{pending.Item.Product}, pending.Item.Options
	return true
}

// anyWait is the reference of a request to hear of a restock that is not named.
const anyWait = "*"

// givesUp begins what takes something back.
var givesUp = pattern.MustCompile(`\b(?:cancel|stop|withdraw|drop|remove|delete|forget|end|undo|take back)\b`)

// restock plans to note who waits for what.
func (p Plan) restock(pending *Pending, scene *Scene) Plan {
	m := &p.Reading
	p.Move = MoveRestock
	if m.Withdrawn != "" {
		p.All = true
		return p
	}
	if len(m.Refs) == 0 {
		if asksWaits.MatchString(m.Norm) || ofAWait.MatchString(m.Text) {
			p.All = true
			return p
		}
		return p.which(IntentRestock, scene)
	}
	p.Refs, p.State.Focus = m.Refs[:1], m.Refs[0]
	p.Item = &Wanted{Product: m.Refs[0], Options: m.Options, Quantity: 1}
	if pending != nil && p.State.Asking == nil && pending.Ask == AskOption && pending.Item.Product == m.Refs[0] && len(m.Options) == 0 {
		p.Item.Options = pending.Item.Options
	}
	return p
}

// restock notes that the shopper wants to hear of the product of the plan, if it
// is sold out and it is known where to write.
func (a *actor) restock(ctx context.Context, f *Facts) error {
	if f.Plan.All {
		var err error
		if f.Waits, err = (tool.ListRestocks{}).Do(ctx, a.turn); err != nil {
			return err
		}
		var goods []string
		for _, r := range openWaits(f.Waits) {
			goods = append(goods, r.ProductID)
		}
		if err := a.products(ctx, f, goods); err != nil || f.Plan.Reading.Withdrawn == "" {
			return err
		}
		return a.dropWait(ctx, f)
	}
	if err := a.products(ctx, f, f.Plan.Refs); err != nil || len(f.Products) == 0 {
		return err
	}
	p, m, item := &f.Products[0], &f.Plan.Reading, f.Plan.Item
	if len(item.Options) == 0 && (m.Tapped == nil || m.Tapped.Do == assistant.DoSay) {
		if item.Options = wishedOptions(p, m); len(item.Options) == 0 && f.Plan.State.Asking != nil && f.Plan.State.Asking.Product == p.ID {
			item.Options = f.Plan.State.Asking.Options
		}
	}
	if buyable(p, item.Options) || notMade(p, m) != nil {
		return nil
	}
	email := m.Email
	if email == "" && a.turn.Customer != nil {
		email = a.turn.Customer.Email
	}
	if email == "" {
		return nil
	}
	asked, err := tool.AskRestock{Product: p.ID, Options: item.Options, Email: email}.Do(ctx, a.turn)
	if f.Refusal, err = tool.Refused(err); err != nil || f.Refusal != nil {
		return err
	}
	f.Restock = &asked
	return nil
}

// dropWait takes back the open requests that are meant: the one whose reference is
// named, those for what is named, the one at hand, the only one, or all. Otherwise it
// is asked which.
func (a *actor) dropWait(ctx context.Context, f *Facts) error {
	m, open := &f.Plan.Reading, openWaits(f.Waits)
	those := func(fits func(r *cart.Restock) bool) []cart.Restock {
		return slices.DeleteFunc(slices.Clone(open), func(r cart.Restock) bool { return !fits(&r) })
	}
	f.Waits = open
	meant := open
	switch named := dropsFor.FindStringSubmatch(m.Norm); {
	case m.Withdrawn != anyWait:
		meant = those(func(r *cart.Restock) bool { return r.Reference == m.Withdrawn })
	case named != nil:
		meant = those(func(r *cart.Restock) bool { return namesWait(r.Title, named[1]) })
	case severalWaits.MatchString(m.Norm):
	case f.Plan.State.Focus != "" && len(open) > 1:
		meant = those(func(r *cart.Restock) bool { return r.ProductID == f.Plan.State.Focus })
	}
	if len(meant) == 0 || len(meant) > 1 && !severalWaits.MatchString(m.Norm) {
		return nil
	}
	for _, r := range meant {
		dropped, err := tool.DropRestock{Reference: r.Reference}.Do(ctx, a.turn)
		if f.Refusal, err = tool.Refused(err); err != nil || f.Refusal != nil {
			return err
		}
		f.Unwaited = append(f.Unwaited, dropped)
	}
	return nil
}

var (
	// dropsFor names what is not waited for any more.
	dropsFor = pattern.MustCompile(`\b(?:for|about|of) (?:the |my |that |those )?(\w.*)$`)
	// severalWaits means all requests.
	severalWaits = pattern.MustCompile(`\b(?:alerts|notifications|notices|reminders|requests|all|both|them|everything)\b`)
)

// namesWait reports whether words name what a request is for.
func namesWait(title, norm string) bool {
	said := prose.Content(norm)
	return slices.ContainsFunc(prose.Content(title), func(stem string) bool { return slices.Contains(said, stem) })
}

// goneChoices are the choices of a product that are sold out, at most limit.
func goneChoices(p *catalog.Product, limit int) []map[string]string {
	var gone []map[string]string
	for i := range p.Variants {
		if p.Variants[i].SoldOut && len(gone) < limit {
			gone = append(gone, p.Variants[i].Options)
		}
	}
	return gone
}

// restockForm asks where to write. What is known stands in it.
func restockForm(item *Wanted, email, called string) assistant.FormBlock {
	return assistant.FormBlock{
		Text: "The e-mail address for " + called + ".", Title: cut("Waiting for "+called, 80),
		Fields: []assistant.FormField{{
			Name: fieldEmail, Label: "E-mail address", Kind: assistant.FieldEmail, Required: true, Value: email, Max: 254, Autocomplete: "email",
			Help: "The shop keeps it with this request.",
		}},
		Submit: "Note it", Sent: "Please note my e-mail address.",
		Action: assistant.Action{Do: assistant.DoSubmit, Form: formRestock, Product: item.Product, Options: item.Options},
	}
}

// refusedField is the field of a form that a refusal is about, or "".
func refusedField(err *cart.Error) string {
	if err != nil && err.Code == cart.CodeBadField {
		return err.Field
	}
	return ""
}

// theChoice names a product with the choices made of it: "the Beck Jacket (Blue, M)".
func theChoice(p *catalog.Product, options map[string]string) string {
	if values := ordered(p, options); len(values) > 0 {
		return "the " + name(p) + " (" + strings.Join(values, ", ") + ")"
	}
	return "the " + name(p)
}

// isOpen reports whether a request waits to be seen to.
func isOpen(r cart.Restock) bool { return r.State == cart.RequestOpen }

// openWaits are the requests that are not settled.
func openWaits(list []cart.Restock) []cart.Restock {
	return slices.DeleteFunc(slices.Clone(list), func(r cart.Restock) bool { return !isOpen(r) })
}
