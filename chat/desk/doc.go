// Package desk is the page where a shop's people answer what the assistant
// hands over to them, and the HTTP API under it. Mount it next to the chat,
// behind the shop's own login:
//
//	staff, err := desk.New(desk.Config{
//		Chat:  shop,  // the *chat.Chat
//		Carts: carts, // the carts that shop was made with
//		Agent: func(r *http.Request) (chat.Person, error) {
//			employee, err := login.Employee(r) // however the shop does it
//			return chat.Person{ID: employee.ID, Name: employee.Name}, err
//		},
//		Login: "/login",
//	})
//	mux.Handle("/desk/", staff)
//
// # The page
//
// The inbox on the left says of each conversation how long the shopper has
// waited for a person; the talk is in the middle and what helps to answer it on
// the right. Everything is live. Keys: j and k walk through the inbox, t takes
// over, r writes, g gives back to the assistant, e closes, ? shows them all.
//
// A conversation that waits for a person goes on being helped by the
// assistant, which falls silent when somebody takes over and speaks again when
// they give it back. Only the person who took over writes. A closed
// conversation opens again when the shopper writes.
//
// Over a talk stands whether the shopper is there, on which page, and whether
// they write; and which colleagues look at it or write in it, so that two do not
// begin the same answer. The shopper sees that the person who took over writes.
//
// # The API
//
// Whatever the page does, a program can do; wire.go has the shapes.
//
//	GET  api/conversations?view=all|waiting|mine|unassigned|snoozed|low|closed|spam&q=TEXT&tag=TAG&score=MOST
//	GET  api/conversations/{id}?after=SEQ
//	POST api/conversations/{id}/take
//	POST api/conversations/{id}/reply   {"id": "made by the sender", "text": "...", "products": ["mug"]}
//	POST api/conversations/{id}/edit    {"id": "...", "seq": 12, "text": "..."}
//	POST api/conversations/{id}/give
//	POST api/conversations/{id}/transfer {"to": "a colleague's id", "from": "who answers, if another"}
//	POST api/conversations/{id}/close
//	POST api/conversations/{id}/sort    {"id": "...", "note": "...", "tag": ["vip"], "assign": "a colleague's id"}
//	POST api/conversations/{id}/order   {"id": "...", "kind": "resend", "order": "LH-1001", "lines": {"l1": 1}}
//	POST api/conversations/{id}/presence {"does": "looks"|"notes"|"writes"|"away"}
//	GET  api/products?q=TEXT
//	GET  api/macros
//	POST api/macros/write               {"id": "...", "name": "Thanks", "text": "Thank you, {{customer}}."}
//	POST api/macros/remove              {"id": "...", "version": 1}
//	GET  api/people
//	GET  api/events                     server-sent events: ready, change, presence, beat
//
// The body of take, give and close is {}. A refusal is
//
//	{"error": {"code": "owner", "message": "Mara answers this conversation."}}
//
// with a code of package chat or [CodeOwner]; an id beside them finds the line
// in the shop's log. A change of api/events carries no news itself, it says
// what to read again; after "ready" and after a change without a conversation
// that is everything. Who is in a conversation is nowhere stored, and comes along.
//
// # Roles
//
// The person that Config.Agent names has a role, and a role has permissions; each
// route takes one, and testdata/routes.txt is the table. The page leaves out what
// its person may not do, the server refuses it. A person without a role is an
// agent: [DefaultRoles] has what that is.
//
// # Prepared replies
//
// A prepared reply is put into what is written with a choice, with {{customer}},
// {{agent}}, {{product}} and {{order}} filled in. Those of Config.Macros are there
// from the beginning. Whoever may prepare writes others, for all: they are kept by
// the chat's store, and one of the same name takes the place of Config's. Of two
// people who change the same one, the second is told.
//
// # Safety
//
// Config.Agent is asked on every request, for the page's files too, and nothing
// is answered to whom it does not name. Changes must come from the desk's own
// origin and be JSON, so that no other site can make them with the person's
// cookie. Every answer forbids frames, scripts and styles from elsewhere, and
// keeping. What shoppers write reaches the page as text, never as markup.
//
// # Behind a proxy
//
// api/events is one long answer. It needs no setting behind nginx; elsewhere,
// switch off response buffering for it. It sets its own write deadlines, so
// that http.Server.WriteTimeout does not cut it off. http.Server.Shutdown waits
// for it: call the chat's Shutdown first, which ends it.
package desk
