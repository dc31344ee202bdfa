package chat

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
)

const (
	// transcriptPage is how many events are read at once.
	transcriptPage = 500
	// transcriptTimeout is how long a mail with a transcript may take, with all that
	// is tried again.
	transcriptTimeout = 5 * time.Minute
)

// mailsTranscripts reports whether a session's shopper may have a conversation sent
// to them: to the address that the shop itself knows of a customer who is signed in,
// and to no other. Whoever could name an address could send what they have written
// to anybody, in the shop's name.
func (c *Chat) mailsTranscripts(customer *assistant.Customer) bool {
	return c.config.Mailer != nil && customer != nil && customer.Email != ""
}

// serveTranscript answers POST transcript: it sends one of the shopper's
// conversations to their own address.
func (c *Chat) serveTranscript(w http.ResponseWriter, r *http.Request) {
	s, ok := c.caller(w, r)
	if !ok {
		return
	}
	asked, err := bodyOf[TranscriptRequest](r)
	if err != nil {
		c.refuse(w, r, http.StatusBadRequest, CodeBadRequest, "This takes a conversation's id as JSON.")
		return
	}
	if !c.mailsTranscripts(s.Customer) {
		c.refuse(w, r, http.StatusForbidden, CodeForbidden, "Sign in to get the conversation by e-mail.")
		return
	}
	conv, err := c.config.Store.Conversation(r.Context(), c.config.Shop, asked.Conversation)
	if err == nil && !conv.isOf(s) {
		err = ErrNotFound
	}
	if err != nil {
		c.fail(w, r, err)
		return
	}
	if wait := c.transcripts.wait(s.Customer.ID); wait > 0 {
		w.Header().Set("Retry-After", seconds(wait))
		c.refuse(w, r, http.StatusTooManyRequests, CodeRateLimited, "You have asked for this often. Please try again later.")
		return
	}
	events, err := c.whole(r.Context(), conv)
	if err != nil {
		c.fail(w, r, err)
		return
	}
	mail := c.transcript(s.Customer.Email, events)
	err = c.mailReady(r.Context())
	if err == nil && !c.spawn(func() { c.post(mail) }) {
		err = errClosing
	}
	if err != nil {
		c.log.Warn("chat: a transcript cannot be sent by mail", "error", withoutAddress(err, mail.To))
		w.Header().Set("Retry-After", "5")
		c.refuse(w, r, http.StatusServiceUnavailable, CodeUnavailable, "E-mail cannot be sent at the moment.")
		return
	}
	writeJSON(w, http.StatusOK, TranscriptAnswer{Email: mail.To})
}

// post sends a mail in the background.
func (c *Chat) post(mail Mail) {
	ctx, cancel := context.WithTimeout(c.life, transcriptTimeout)
	defer cancel()
	c.sendMail(ctx, "a transcript", func() (Mail, error) { return mail, nil })
}

// whole is all that is kept of a conversation.
func (c *Chat) whole(ctx context.Context, conv Conversation) (all []Event, err error) {
	for after := conv.Cut; ; {
		events, err := c.config.Store.Events(ctx, c.config.Shop, conv.ID, after, transcriptPage)
		if err != nil {
			return nil, err
		}
		all = append(all, events...)
		if len(events) < transcriptPage {
			return all, nil
		}
		after = events[len(events)-1].Seq
	}
}

// transcript is a mail with what was said, in the shop's language and in the time of
// its days. Where it would be too long for a mail, the beginning is left out, which
// the mail says.
func (c *Chat) transcript(to string, events []Event) Mail {
	words, ok := transcriptMails[c.mailLanguage()]
	if !ok {
		words = transcriptMails["en"]
	}
	zone, err := time.LoadLocation(c.terms().TimeZone())
	if err != nil {
		zone = time.UTC
	}
	fill := strings.NewReplacer("{shop}", c.config.Name)
	hello, left := fill.Replace(words.hello), words.left+"\n\n"
	room := MaxMailText - len(hello) - len(left)
	edits := editsOf(events)
	var said []string // the newest first
	for _, e := range slices.Backward(events) {
		who, text := c.told(e, edits[e.Seq], words)
		if who == "" {
			continue
		}
		part := who + ", " + time.UnixMilli(e.At).In(zone).Format("2006-01-02 15:04 MST") + "\n"
		if text != "" {
			part += text + "\n"
		}
		part = strings.ToValidUTF8(part, "\ufffd") + "\n"
		if room -= len(part); room < 0 {
			said = append(said, left)
			break
		}
		said = append(said, part)
	}
	slices.Reverse(said)
	return Mail{To: to, Subject: fill.Replace(words.subject), Text: hello + strings.Join(said, "")}
}

// transcriptWords are the mail with a transcript, in one language. {shop} stands for
// the shop's name, {name} for a person's and {number} for an order's.
type transcriptWords struct{ subject, hello, left, you, assistant, joined, placed string }

// speaker says who has said a message.
func (w transcriptWords) speaker(m Message) string {
	switch {
	case m.Author == assistant.AuthorShopper:
		return w.you
	case m.Author != assistant.AuthorPerson || m.Name == "":
		return w.assistant
	case m.Title == "":
		return oneLine(m.Name, MaxName)
	}
	return oneLine(m.Name, MaxName) + ", " + m.Title
}

// transcriptMails are by the first part of a locale, as codeMails are.
var transcriptMails = map[string]transcriptWords{
	"en": {"Your conversation with {shop}", "Here is your conversation with {shop}, as you asked in the chat. Replies to this e-mail are not read there: to go on, open the chat.\n\n", "(The beginning is left out.)", "You", "Assistant", "{name} joined the conversation", "Order {number} placed"},
	"de": {"Ihr Gespräch mit {shop}", "Hier ist Ihr Gespräch mit {shop}, wie im Chat gewünscht. Antworten auf diese E-Mail werden dort nicht gelesen: Um weiterzuschreiben, öffnen Sie den Chat.\n\n", "(Der Anfang ist ausgelassen.)", "Sie", "Assistent", "{name} ist dem Gespräch beigetreten", "Bestellung {number} aufgegeben"},
	"fr": {"Votre conversation avec {shop}", "Voici votre conversation avec {shop}, comme vous l’avez demandé dans le chat. Les réponses à cet e-mail n’y sont pas lues : pour continuer, ouvrez le chat.\n\n", "(Le début est omis.)", "Vous", "Assistant", "{name} a rejoint la conversation", "Commande {number} passée"},
	"es": {"Tu conversación con {shop}", "Aquí tienes tu conversación con {shop}, como pediste en el chat. Las respuestas a este correo no se leen allí: para continuar, abre el chat.\n\n", "(Se ha omitido el principio.)", "Tú", "Asistente", "{name} se ha unido a la conversación", "Pedido {number} realizado"},
	"it": {"La tua conversazione con {shop}", "Ecco la tua conversazione con {shop}, come hai chiesto nella chat. Le risposte a questa e-mail non vengono lette lì: per continuare, apri la chat.\n\n", "(L’inizio è stato omesso.)", "Tu", "Assistente", "{name} si è unito alla conversazione", "Ordine {number} effettuato"},
	"pt": {"A sua conversa com {shop}", "Aqui está a sua conversa com {shop}, como pediu no chat. As respostas a este e-mail não são lidas lá: para continuar, abra o chat.\n\n", "(O início foi omitido.)", "Você", "Assistente", "{name} entrou na conversa", "Encomenda {number} feita"},
	"nl": {"Je gesprek met {shop}", "Hier is je gesprek met {shop}, zoals je in de chat vroeg. Antwoorden op deze e-mail worden daar niet gelezen: open de chat om verder te gaan.\n\n", "(Het begin is weggelaten.)", "Jij", "Assistent", "{name} doet mee aan het gesprek", "Bestelling {number} geplaatst"},
	"ja": {"{shop} とのチャット", "チャットでご依頼いただいた、{shop} との会話です。このメールへの返信はチャットでは読まれません。続けるにはチャットを開いてください。\n\n", "（はじめの部分は省略されています。）", "お客様", "アシスタント", "{name}さんが会話に参加しました", "注文{number}を承りました"},
	"ar": {"محادثتك مع {shop}", "هذه محادثتك مع {shop} كما طلبت في المحادثة. الردود على هذه الرسالة لا تُقرأ هناك: للمتابعة افتح المحادثة.\n\n", "(حُذفت البداية.)", "أنت", "المساعد", "انضم {name} إلى المحادثة", "تم تقديم الطلب {number}"},
}
