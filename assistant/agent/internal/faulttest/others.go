package faulttest

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/internal/fakellm"
)

// sse is an answer in these pieces.
func sse(id, name string, chunks ...fakellm.Chunk) fakellm.Script {
	return fakellm.Script{ID: id, Name: name, Status: 200, Headers: map[string]string{"content-type": "text/event-stream"}, Chunks: chunks}
}

func words(text string) fakellm.Chunk {
	return fakellm.Chunk{Text: `data: {"choices":[{"delta":{"content":"` + text + `"}}]}` + "\n\n"}
}

func call(index, id, name, args string) fakellm.Chunk {
	return fakellm.Chunk{Text: `data: {"choices":[{"delta":{"tool_calls":[{"index":` + index + `,"id":"` + id + `","function":{"name":"` + name + `","arguments":"` + args + `"}}]}}]}` + "\n\n"}
}

var done = fakellm.Chunk{Text: "data: [DONE]\n\n"}

// Others runs faults that the set does not have.
func Others(t *testing.T, adapter Adapter) {
	table := &faultTable{}
	for _, c := range []struct {
		script fakellm.Script
		want   want
	}{
		{sse("own-01", "nothing at all"), soon(broken, cutOff)},
		{sse("own-02", "only the end", done), soon(unverified)},
		{sse("own-03", "cut between events", words("Hel")), soon(broken, cutOff)},
		{sse("own-04", "an error at first", fakellm.Chunk{Text: "data: {\"error\":{\"message\":\"boom\"}}\n\n"}), soon(broken)},
		{sse("own-05", "no root", fakellm.Chunk{Text: "data: null\n\n"}, words("Hello"), done), want{within: 2 * time.Second}},
		{sse("own-06", "no UTF-8", fakellm.Chunk{Text: "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\xff\xfe\"}}]}\n\n"}, done), want{within: 2 * time.Second}},
		{sse("own-07", "half a surrogate", words(`Hi\ud83d`), done), says("Hi", 1)},
		{sse("own-08", "drops", fakellm.Chunk{Repeat: words("and ").Text, N: 9, EveryMS: 14000}), want{reasons: []string{"the turn took too long"}, within: 51 * time.Second, calls: 1}},
		{sse("own-09", "a late start", fakellm.Chunk{SleepMS: 19000}, words("Hello"), done), says("Hello", 1)},
		{sse("own-10", "arguments that are no JSON", call("0", "a", "search", `{\"q\":`), done), says("That is all.", 2)},
		{sse("own-11", "arguments that are a list", call("0", "a", "search", `[1]`), done), says("That is all.", 2)},
		{sse("own-12", "one id twice", call("0", "a", "search", `{}`), call("1", "a", "search", `{}`), done), says("That is all.", 2)},
		{sse("own-13", "many empty pieces", fakellm.Chunk{Repeat: words("").Text, N: 2000}, words("Hello"), done), says("Hello", 1)},
		{sse("own-14", "more after the end", words("Hello"), done, words(" and it costs $1."), done), says("Hello", 1)},
		{sse("own-15", "a call that is cut", words("Look: "), fakellm.Chunk{Text: strings.TrimSuffix(call("0", "a", "search", `{\"q\":\"re`).Text, "\"}}]}}]}\n\n")}), soon(broken, cutOff)},
		{fakellm.Script{ID: "own-16", Name: "a page of a proxy", Status: 502, Headers: map[string]string{"content-type": "text/html"}, Chunks: []fakellm.Chunk{{Text: "<html>"}}}, busy("502")},
		{fakellm.Script{ID: "own-17", Name: "no right", Status: 401, Chunks: []fakellm.Chunk{{Text: `{"error":{"message":"no"}}`}}}, soon(status("401"))},
		{fakellm.Script{ID: "own-18", Name: "no headers", Status: 200, Headers: map[string]string{"content-type": "text/event-stream"}, Chunks: []fakellm.Chunk{{SleepMS: 1 << 30}}}, want{reasons: []string{"no first token in time"}, within: 21 * time.Second, calls: 1}},
		{fakellm.Script{ID: "own-19", Name: "a refusal without an end", Status: 503, Chunks: []fakellm.Chunk{{Text: "{"}, {SleepMS: 1 << 30}}}, want{reasons: []string{"no first token in time"}, within: 61 * time.Second}},
		{fakellm.Script{ID: "own-20", Name: "not yet", Status: 425, Chunks: nil}, soon(status("425"))},
	} {
		t.Run(c.script.ID+" "+c.script.Name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { table.add(c.script, overHTTP(t, adapter, c.script.ForShop("beck"), c.want)) })
		})
	}
	t.Logf("\n%s", table)
}
