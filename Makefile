# Aisle. The work is done by internal/check; see "go run ./internal/check -list".
.DEFAULT_GOAL := help
CHECK := go run ./internal/check
FUZZTIME ?= 30s

.PHONY: help test lint tidy build fuzz bench bench-agent bench-chat bench-desk bench-search bench-widget chaos adversary sheet pictures cover cold clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

test: ## install what is missing, then run every check and every test
	@$(CHECK)

lint: ## gofmt, go vet, staticcheck, tsc and eslint
	@$(CHECK) -only install,lint

tidy: ## check that every go.mod is tidy
	@$(CHECK) -only tidy

build: ## rebuild the bundles of the widget and the desk
	@$(CHECK) -only install
	cd widget/build && go run .

fuzz: ## run every fuzz target for FUZZTIME (30s)
	@$(CHECK) -only fuzz -fuzztime $(FUZZTIME)

bench: ## run the benchmarks
	go test -run '^$$' -bench . -benchmem ./...

bench-agent: ## what an assistant with a language model adds to the model's own time, beside other servers
	go run ./internal/benchchat -sections agent

bench-chat: ## compare turns, writes and connections with the servers of ../shared/bench, in one run
	go run ./internal/benchchat

bench-desk: ## how long until twenty desks know of a message, with 500 live conversations
	go run ./internal/benchdesk

bench-widget: ## compare what the widget costs a page with a button and bare Preact, in one run
	@$(CHECK) -only install
	go test -C tests/browser -run TestWidgets -widgets -v .

bench-search: ## compare search with the engines of ../shared/bench, in one run
	go run ./internal/benchsearch

adversary: ## let language models lie, obey and break down in the shop, and print what the shopper saw
	@go run ./internal/adversary

chaos: ## kill, stop, fill, cut and jump, and print which promises hold (CHAOS=-long takes hours)
	@go run ./internal/chaos $(CHAOS)

sheet: ## photograph every page and state of shop and chat, laid out in screenshots/
	go test -C tests/browser -run 'Sheet$$' -sheet -timeout 30m -v .

pictures: ## take the pictures of the README anew
	go test -C tests/browser -run TestReadmePictures -docs -v .

cover: ## print how much of each package its tests reach
	go test -cover ./...

cold: ## time the demo shop's first page from a fresh clone with empty caches
	@$(CHECK) -only cold

clean: ## remove what the targets above left in the tree
	rm -rf .tools screenshots widget/node_modules
