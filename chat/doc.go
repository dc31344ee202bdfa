// Package chat runs conversations between a shop and its shoppers: one
// http.Handler, a durable log, one turn at a time.
//
//	helper := planner.New(planner.Config{Knowledge: os.DirFS("knowledge")})
//	terms := helper.Terms()
//	orders, err := db.OrderBook(cart.OrderBookConfig{
//		Catalog: index, Policies: terms.Policies, Shipping: terms.Shipping, Promotions: terms.Promotions,
//	})
//	shop, err := chat.New(chat.Config{Catalog: index, Store: db, Carts: orders.Carts(), Orders: orders, Assistant: helper})
//	mux.Handle("/aisle/", shop)             // any prefix, no http.StripPrefix
//	// <script src="/aisle/widget.js" defer></script> on the page is all it needs
//	defer shop.Shutdown(ctx)                // before http.Server.Shutdown
//
// # What stands below the mount
//
//	GET  widget.js, ...    the widget's files
//	POST session           a token for the shopper; from allowed pages only
//	GET  ws                the websocket that everything is said over
//	POST stream            the same as server-sent events, where no websocket passes
//	POST commands          what a browser with such a stream says
//	GET  ready             200 while the process takes connections, 503 before it ends
//	GET  products/{id}     a product in full, as JSON
//	GET  questions         questions worth asking about ?product=ID, as JSON
//	GET  articles/{id}     one of the merchant's articles, as JSON
//	GET  conversations     the shopper's conversations, with the token
//	GET  orders            the orders that the shopper may see, with the token
//	POST orders            look one up by its number and e-mail address
//	GET  orders/{number}   one of them
//
// # How a conversation works
//
// A conversation is a log of events, kept by a [Store]: each [Event] has the
// next seq, and everything else derives from them. A browser says [Hello] with
// its token and the seq that it has, and gets what it lacks. What it sends is a
// [Command] with an id of its own: it is acknowledged once it is stored, and
// sending the same again is harmless. wire*.go are all that travels.
//
// A shopper's message makes a turn due. A turn is answered by the Assistant of
// [Config], one at a time in a conversation, whether or not the page that asked
// is still open. What the assistant writes is shown as it comes and stored when
// it is whole, together with its state, in one write that fails if a person has
// taken the conversation meanwhile.
//
// Of several processes that serve one shop, one answers a turn: the one that has
// the conversation's [Lease]. It gives a sign of life every ten seconds. When
// none has come for [LeaseLife], because the process was killed, stopped or cut
// off, another one takes the lease and answers; what the first one still writes
// is refused. A process that is the only one answers what its predecessor has
// left when it starts.
//
// The assistant, nobody yet ("waiting") or a person owns a conversation. A person is
// asked for by the assistant: with a reply ([assistant.Outcome.Handoff]), or when the
// shopper has rated the conversation ([assistant.Rated]). Staff
// take over and give back with [Chat.TakeOver] and [Chat.GiveBack], write with
// [Chat.Post], and follow with [Chat.Watch]; package chat/desk is a page for
// that.
//
// While somebody of the staff has a conversation open, [Chat.Presence] says whether
// the shopper is there, on which page, and whether they write, and which colleagues
// are; the shopper sees that the person writes who answers them. Nothing of it is in
// the log, and it ends by itself within seconds. Between processes a [Broker] carries
// it, except [NewPoll] alone.
//
// # Websockets, and where none passes
//
// The widget opens a websocket. Where one is refused or answers nothing within
// seconds, because a proxy or a virus scanner lets none pass, it posts its Hello
// to stream instead and reads the same frames from the answer as server-sent
// events; what it says afterwards it posts to commands, one request after the
// other. Behind both is one kind of connection, so that limits, order,
// acknowledgement, resuming and close codes are the same. The widget remembers
// that websockets do not pass, for two minutes at first and for up to an hour
// when it was right, then tries one again.
//
// A stream's body is a [Hello] with a Tab, which names it from then on. Each
// event's data is a frame; the last event is named "close" and has a [Closed].
// The body of commands is a [Caller] on the first line and a command on each line
// after it; it is answered with 204 when the stream has taken them, and with 410
// when there is no such stream any more. To each ping a browser posts a Caller
// alone. The token is in the body both times and never in a URL.
//
// Over HTTP/1.1 a browser has six connections to a host, and each stream takes
// one; HTTP/2 has no such limit. A proxy that holds an answer back until it is
// whole lets nothing pass that a chat could use, and the panel then says that it
// cannot connect.
//
// # What is kept, and for how long
//
// What was said is kept for Config.Retention, 90 days if it says nothing: once a
// day older events are removed from the beginnings of conversations. A browser
// that had less than what is left gets all of that anew. Conversations of which
// nothing is left go with their sessions, sessions a day after they have ended,
// and the keys by which a repeated write to a cart is known after [KeysKept].
// Carts and orders stay. A message's id is known for as long as the message is.
//
// A shopper deletes a conversation of theirs from the list of past ones, and the shop
// does with [Chat.Erase] and [Chat.EraseCustomer]: what was said and what the assistant
// remembers of it are gone at once, in every tab, at the desk and from the file.
// Copies that somebody has made who follows [Chat.Watch] are theirs to delete: they
// find an [EventErased].
//
// # Whose cart
//
// Without Config.Shopper every shopper gets a cart that the chat makes. With
// it the chat uses the cart of the shop's own session. When a handler of the
// shop changes a cart that is not kept by the built-in carts, it calls
// [Chat.CartChanged].
//
// # Orders, terms and people
//
// With Config.Orders shoppers can ask for their orders and file requests about
// them. A verified customer, for whom Config.Shopper vouches, sees their own; a
// guest proves one by its number and e-mail address, or has the cart that it came
// out of, and sees neither name nor address. Attempts are bounded by
// Limits.LookUps.
//
// With Config.Mailer and Config.Name a guest who does not have the number proves the
// orders of an address by a code that is mailed to it: six digits, for [CodeLife] and
// for one use in the session that asked, with Limits.Codes on how many are sent and
// tried. Whether anything was ordered with an address is told by nothing but the
// mail: it is looked up and sent after the shopper was answered. Package chat/smtp
// sends mail through a server; the orders must be cart.EmailOrders, as an order book
// is.
// A customer whose address Config.Shopper tells can have a conversation sent there, and
// nowhere else, so that nobody writes to others in the shop's name; Limits.Transcripts
// bounds it.
//
// Policies, shipping, hours and promotions are read by the assistant with the
// merchant's articles, and the chat uses the same; Config can replace each. Of
// promotions shoppers are told what the carts apply, and nothing else: give the
// carts the promotions.
//
// When somebody signs in, the page asks for a session again and the guest's
// conversation and proofs become the customer's; moving the lines of the guest's
// cart is the shop's to do, with cart.Carts.Merge. [Chat.OrderPlaced] notes a
// sale in the conversation that it came from.
//
// # Behind nginx and other proxies
//
// A proxy passes the Host on, since pages are recognised by it, upgrades
// websockets, and does not hold back what is streamed (nginx is told so by the
// answers themselves):
//
//	location /aisle/ {
//	    proxy_pass http://127.0.0.1:8080;
//	    proxy_http_version 1.1;
//	    proxy_set_header Host $http_host;
//	    proxy_set_header Upgrade $http_upgrade;
//	    proxy_set_header Connection "upgrade";
//	    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
//	    proxy_read_timeout 60s;   # anything above the ping's 20 seconds
//	    gzip off;                 # a compressed stream is a buffered one
//	}
//
// Name the proxy in Config.Proxies, so that limits by address bind shoppers and
// not the proxy.
//
// # Deploys
//
// On SIGTERM call [Chat.Shutdown]. GET ready fails at once, so that a load
// balancer that asks for it sends nobody here any more; browsers are told to come
// back, their connections end within Config.DrainTime and after the replies that
// they show, and nothing that was said is lost. Give it 20 seconds, and the
// process 30. With several processes, restart one after the other, each once the
// one before is ready again.
//
// # Where to take hold of it in tests
//
// Config.Now is the clock of what is stored and promised, and everything else
// that waits or counts goes by package time, so that it runs in testing/synctest.
// Ids and tokens come from crypto/rand, which testing/cryptotest makes
// predictable. chat/chattest has a store that fails, hangs or dies at its n-th
// operation (Wrap), connections in memory (Serve), and a tab for either transport
// (Dial). A Config.Broker of one's own may lose hints, and an Assistant of one's
// own fail in any way. Carts and orders are given a key with each write, by which
// a repeat is known. [Chat.ServeState] tells where a running process stands: mount
// it behind the login of the shop's staff,
//
//	mux.Handle("GET /debug/state", staffOnly(http.HandlerFunc(shop.ServeState)))
//
// # Settings of the http.Server
//
// Set ReadHeaderTimeout. The other time-outs may be what the shop likes:
// websockets and streams have their own. What wraps the handler must let it
// hijack the connection and flush: a wrapped ResponseWriter needs Unwrap, and
// http.TimeoutHandler cannot be used.
package chat

//go:generate go run ../internal/tsgen -root ..
