package voice

import (
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// Fresh is a text without the stock phrases of customer service and of language
// models: those that say something are said plainly, the others are left out.
func Fresh(text string) string {
	for {
		rest := empty.ReplaceAllString(text, "$1")
		if rest == text {
			break
		}
		text = rest // the end of one sentence begins the next
	}
	whole := pattern.NewText(text)
	for i := range stock {
		if !stock[i].find.MayText(&whole) {
			continue
		}
		text = stock[i].in(text)
		whole = pattern.NewText(text)
	}
	return text
}

// empty are sentences of no use to anybody. Pleasantries are left to the model.
var empty = func() *pattern.Pattern {
	sentences := []string{
		`(?:please )?(?:feel free|(?:do not|don['’]t) hesitate) to (?:reach out|contact us|ask|let me know)(?: \w+){0,8}`,
		`(?:we )?(?:thank you|thanks) for (?:your (?:patience|understanding|inquiry|interest|question)|(?:reaching out|contacting us|asking)(?: to us)?)`,
		`(?:your|we value your) (?:satisfaction|business|privacy) (?:is|matters|means) (?:\w+ ){0,4}(?:priority|us)`,
	}
	return pattern.MustCompile(`(?i)((?:^|[.!?…]\s+|\n)\s*)(?:` + strings.Join(sentences, "|") + `)\s*[.!]+(?:\s+|$)`)
}()

// stock are phrases, and what a person would say.
var stock = func() []wording {
	var all []wording
	for line := range strings.Lines(strings.TrimSpace(`
we apologize for any inconvenience this may have caused=I am sorry about that
we apologize for any inconvenience=I am sorry about that
we apologize for the inconvenience=I am sorry about that
we sincerely apologize for the inconvenience=I am sorry about that
we are sorry for the inconvenience=I am sorry about that
sorry for any inconvenience=sorry about that
sorry for the inconvenience=sorry about that
we regret to inform you that=sorry,
at your earliest convenience=when it suits you
at this point in time=now
at this moment in time=now
at this time=now
in order to=to
due to the fact that=because
in the event that=if
with regard to=about
with regards to=about
in regards to=about
prior to=before
utilize=use
kindly=please
should you have any questions=if you have a question
should you require=if you need
please be advised that=
please note that=
please be aware that=
it is important to note that=
it's important to note that=
it is worth noting that=
it's worth noting that=
rest assured that=
rest assured=
as an AI language model=
as a large language model=
as an AI assistant=
as an AI=
as per our policy=by our rules
as per our=by our
dear valued customer=
`)) {
		not, say, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		all = append(all, newWording(knowledge.Wording{Not: not, Say: say}))
	}
	return all
}()
