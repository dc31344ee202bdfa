package planner

import "github.com/aisle-chat/aisle/assistant/internal/pattern"

// distress are words of somebody who may harm themselves, or has lost hope. It
// is read before anything else, and rather too often than too seldom: a kind
// word and a person cost little. What is said of goods ("I am dying for a
// coffee", "these boots kill me") and of the service ("this chat is pointless")
// is none of it.
var distress = []*pattern.Pattern{
	// The deed, whoever it is about.
	pattern.MustCompile(`\b(?:kill|hurt|harm|cut|hang|shoot|poison|starve|off|end|ending|killing|hurting|harming|cutting|hanging|shooting|poisoning|starving)(?: on)? ?(?:my ?self|him ?self|her ?self|them ?sel(?:f|ves)|our ?selves)\b`),
	pattern.MustCompile(`\bsu[ie]?cid\w*|\bself[- ]?harm\w*|\bunalive\b|\bkms\b|\boverdos\w*`),
	pattern.MustCompile(`\b(?:end|ending|take|taking|took|finish) (?:my|his|her|their|your|this) (?:own )?(?:life|lives)\b|\b(?:end|ending|end to) it all\b|\bput an end to (?:it|my \w+|everything)\b`),
	pattern.MustCompile(`\bjump(?:ing)? (?:off|from|in front of) (?:a|the|my) (?:\w+ )?(?:bridge|roof|building|balcony|train|cliff|window)\b|\b(?:slit|cut|cutting) (?:my|her|his|their) (?:wrists?|arms?|veins?)\b`),
	// The wish not to live.
	pattern.MustCompile(`\b(?:not|never|no longer) (?:really )?(?:want|wanna|wish|feel like|care) (?:to |2 )?(?:be )?(?:live|living|alive|exist\w*|wake up|waking up|be here any ?more|be here any longer|be around any ?more|here any ?more|around any ?more)\b`),
	pattern.MustCompile(`\b(?:want|wanna|wish|ready|going|like|rather|prefer|hope|hoping|plan\w*|time|about|feel|thinking (?:about|of)|think (?:about|of)) (?:to |i (?:could|would|will) |like |i )?(?:just )?(?:die|dying|be dead|not (?:be alive|exist|be here|wake up)|never wake up|disappear for ?ever)(?: (?:now|today|tonight|soon|already|too|please|so|because|and|i|it)\b|$)`),
	pattern.MustCompile(`\b(?:wish|if) i (?:was|were|am|would be|could be|had been) (?:dead|gone for ?ever|never born|not alive|not born)\b|\b(?:wish|better if) i (?:had|was|were|would) never (?:been )?(?:born|existed|be born)\b|\brather be dead\b|\b(?:never|not) wak(?:e|ing) up(?: again| any ?more| tomorrow)\b`),
	pattern.MustCompile(`\b(?:better off|world (?:is|would be) better|happier|easier)(?: \w+){0,3} (?:dead|without me|if i (?:was|were) (?:dead|gone|not (?:here|around)))\b|\bbetter off dead\b|\b(?:nobody|no one|no ?body|noone) (?:would|will) (?:even )?(?:miss me|notice if i|care if i (?:die|died|was gone|were gone|disappear\w*))`),
	pattern.MustCompile(`\b(?:tired|sick|weary|done) (?:of|with) (?:living|life|being alive|my life|existing)\b|\b(?:hate|ruined) (?:my|being) (?:life|alive)\b|\bgiv(?:e|en|ing) up on (?:life|living|everything)\b|\bgoodbye (?:cruel )?world\b|\blast goodbye\b`),
	// Despair.
	pattern.MustCompile(`\b(?:no|any|the|a) (?:reason|point|sense|will) (?:left )?(?:to|in|of|for) (?:live|living|life|go on|going on|be alive|being alive|exist\w*|carry on|carrying on|me being)\b|\b(?:nothing|not anything|no one|nobody) (?:left )?to live for\b`),
	pattern.MustCompile(`\b(?:everything|life|my life|it all|living|all of it) (?:is|feels|seems|has (?:become|been)|looks|just feels|just seems) (?:just |so |all |completely |totally |utterly |really |too )*(?:pointless|hopeless|meaningless|worthless|useless to go on|senseless|unbearable|not worth (?:it|living)|over for me|dark|black|empty)\b`),
	pattern.MustCompile(`\b(?:life|living) (?:is|has|does|means?|feels?) (?:not |no )(?:worth|make|meaning|matter|point|sense|longer worth)\b|\bnothing (?:really )?matters(?: to me)?(?: any ?more)\b|\bnothing matters$`),
	pattern.MustCompile(`\b(?:can|could|will|do|want) not (?:to )?(?:go on|keep going|carry on|live like this|do life|bear (?:life|living)|take (?:life|living)|face (?:life|another day))(?: (?:any ?more|any longer|like this|living|with (?:my |this )?life|alone|without (?:him|her|them|you))\b|$)`),
	pattern.MustCompile(`\bi (?:am|feel|am feeling|just feel) (?:so |just |completely |totally |utterly |really |very )*(?:hopeless|worthless|suicidal|a burden(?: to \w+)?|dead inside|at the end of my rope|like (?:dying|a burden|ending))\b`),
	pattern.MustCompile(`\b(?:see|seeing|there is|is there|find|have|got) (?:no|any|not any) (?:way out|hope left|hope any ?more|future for me|more hope)\b|\b(?:do|can|could) not see (?:a|any) (?:way out|future|hope)\b|\b(?:lost|losing) (?:all |the )?(?:hope|will to live)\b|\b(?:want|need) (?:it all|the pain|this pain|everything|all of it) to (?:end|stop|be over)\b|\bwant it to (?:end|be over)$`),
}

// despairs reports whether a message is of distress.
func despairs(norm string) bool {
	text := pattern.NewText(norm)
	for _, phrase := range distress {
		if phrase.MatchText(&text) {
			return true
		}
	}
	return false
}
