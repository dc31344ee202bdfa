package browser

// These helpers are what a person at the desk does.

// login signs in to the shop's desk.
func (p *page) login(s *shop) {
	p.t.Helper()
	p.visit(s.url + "/desk/")
	p.find("textbox", "^user$").write("demo")
	p.find("textbox", "^password$").write(s.password)
	p.find("button", "^sign in$").tap()
	p.find("navigation", "^conversations$")
}

// takeOver opens the first conversation that waits, and takes it.
func (p *page) takeOver() {
	p.t.Helper()
	p.find("navigation", "^conversations$").find("link", "guest").tap()
	p.find("button", "^take over$").tap()
	p.find("textbox", "^your reply$")
}

// answer writes into the open conversation.
func (p *page) answer(text string) {
	p.t.Helper()
	p.find("textbox", "^your reply$").write(text)
	p.press(enter)
	p.see(text)
}

// giveBack lets the assistant answer again.
func (p *page) giveBack() {
	p.t.Helper()
	p.find("button", "^give back$").tap()
	p.see("the assistant answers")
}
