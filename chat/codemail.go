package chat

import (
	"strconv"
	"strings"
	"time"
)

// codeWords are the mail with a code, in one language. {shop} stands for the shop's
// name, {code} for the code and {minutes} for how long it holds.
type codeWords struct{ subject, text string }

// codeMails are by the first part of a locale; the shop's is one of them, or English
// is written.
var codeMails = map[string]codeWords{
	"en": {"{code} is your code for {shop}", `Hello,

you asked in the chat of {shop} to see the orders that were placed with this e-mail address. This is the code for it:

    {code}

Enter it in the chat within {minutes} minutes. It works once, and only in the browser that asked for it.

If it was not you, there is nothing to do: without this code nobody sees your orders. Do not pass it on; we never ask for it by phone or e-mail.

{shop}
`},
	"de": {"{code} ist Ihr Code für {shop}", `Guten Tag,

Sie möchten im Chat von {shop} die Bestellungen sehen, die mit dieser E-Mail-Adresse aufgegeben wurden. Das ist der Code dafür:

    {code}

Geben Sie ihn innerhalb von {minutes} Minuten im Chat ein. Er gilt einmal, und nur in dem Browser, in dem er angefordert wurde.

Falls Sie das nicht waren, müssen Sie nichts tun: Ohne diesen Code sieht niemand Ihre Bestellungen. Geben Sie ihn nicht weiter; wir fragen nie am Telefon oder per E-Mail danach.

{shop}
`},
	"fr": {"{code} est votre code pour {shop}", `Bonjour,

vous avez demandé, dans le chat de {shop}, à voir les commandes passées avec cette adresse e-mail. Voici le code :

    {code}

Saisissez-le dans le chat dans les {minutes} minutes. Il ne sert qu’une fois, et seulement dans le navigateur qui l’a demandé.

Si ce n’était pas vous, il n’y a rien à faire : sans ce code, personne ne voit vos commandes. Ne le transmettez pas ; nous ne le demandons jamais par téléphone ni par e-mail.

{shop}
`},
	"es": {"{code} es tu código para {shop}", `Hola:

Has pedido en el chat de {shop} ver los pedidos hechos con este correo electrónico. Este es el código:

    {code}

Escríbelo en el chat en un plazo de {minutes} minutos. Sirve una sola vez y solo en el navegador que lo pidió.

Si no has sido tú, no tienes que hacer nada: sin este código nadie ve tus pedidos. No lo compartas; nunca lo pedimos por teléfono ni por correo.

{shop}
`},
	"it": {"{code} è il tuo codice per {shop}", `Ciao,

nella chat di {shop} hai chiesto di vedere gli ordini fatti con questo indirizzo e-mail. Ecco il codice:

    {code}

Inseriscilo nella chat entro {minutes} minuti. Vale una volta sola, e solo nel browser che lo ha richiesto.

Se non sei stato tu, non devi fare nulla: senza questo codice nessuno vede i tuoi ordini. Non comunicarlo a nessuno; non lo chiediamo mai per telefono o per e-mail.

{shop}
`},
	"pt": {"{code} é o seu código para {shop}", `Olá,

pediu no chat de {shop} para ver as encomendas feitas com este endereço de e-mail. Este é o código:

    {code}

Introduza-o no chat dentro de {minutes} minutos. Serve uma só vez, e apenas no navegador que o pediu.

Se não foi você, não precisa de fazer nada: sem este código ninguém vê as suas encomendas. Não o partilhe; nunca o pedimos por telefone nem por e-mail.

{shop}
`},
	"nl": {"{code} is je code voor {shop}", `Hallo,

je wilt in de chat van {shop} de bestellingen zien die met dit e-mailadres zijn geplaatst. Dit is de code:

    {code}

Vul hem binnen {minutes} minuten in de chat in. Hij werkt één keer, en alleen in de browser die erom vroeg.

Was jij dit niet? Dan hoef je niets te doen: zonder deze code ziet niemand je bestellingen. Geef hem niet door; we vragen er nooit om via telefoon of e-mail.

{shop}
`},
	"ja": {"{shop} の確認コード：{code}", `{shop} のチャットで、このメールアドレスでのご注文の表示が求められました。確認コードは次のとおりです。

    {code}

{minutes} 分以内にチャットに入力してください。コードは一度だけ、お求めになったブラウザーでのみ使えます。

お心当たりのない場合は、何もする必要はありません。このコードがなければ、ご注文は誰にも表示されません。コードを他の人に教えないでください。電話やメールでお尋ねすることはありません。

{shop}
`},
	"ar": {"{code} هو رمزك لدى {shop}", `مرحبًا،

طلبت في محادثة {shop} عرض الطلبات التي تمت بعنوان البريد الإلكتروني هذا. إليك الرمز:

    {code}

أدخله في المحادثة خلال {minutes} دقائق. يصلح مرة واحدة فقط، وفي المتصفح الذي طلبه وحده.

إن لم تكن أنت من طلبه فلا داعي لفعل أي شيء: لا يرى أحد طلباتك من دون هذا الرمز. لا تشاركه مع أحد، فنحن لا نسأل عنه أبدًا بالهاتف أو بالبريد الإلكتروني.

{shop}
`},
}

// mailLanguage is the first part of the shop's locale, in small letters.
func (c *Chat) mailLanguage() string {
	language, _, _ := strings.Cut(strings.ReplaceAll(c.config.Locale, "_", "-"), "-")
	return strings.ToLower(language)
}

// codeMail is the mail with a code, in the shop's language.
func (c *Chat) codeMail(to, code string) Mail {
	words, ok := codeMails[c.mailLanguage()]
	if !ok {
		words = codeMails["en"]
	}
	fill := strings.NewReplacer("{shop}", c.config.Name, "{code}", code, "{minutes}", strconv.Itoa(int(CodeLife/time.Minute)))
	return Mail{To: to, Subject: fill.Replace(words.subject), Text: fill.Replace(words.text)}
}
