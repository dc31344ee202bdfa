package fakellm

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// Talk is how a conversation goes: the first rule that fits the last message of a
// request answers it.
type Talk []Rule

// Rule answers one kind of message.
type Rule struct {
	// User fits a message of the user's that it matches, a regular expression;
	// Tool fits the result of the tool of this name. One of them is set.
	User string `json:"user"`
	Tool string `json:"tool"`
	// Say are the words of the answer; {{1}} to {{9}} stand for the ids of the
	// result before. Call are the tools that it calls; {{text}} in a text of the
	// arguments stands for the message.
	Say  string `json:"say"`
	Call []struct {
		Name      string          `json:"name"`
		Arguments json.RawMessage `json:"arguments"`
	} `json:"call"`
	// Break ends the connection after so many words; 0 does not.
	Break int `json:"break"`

	user *regexp.Regexp
}

// ReadTalk reads rules: a JSON array.
func ReadTalk(data []byte) (Talk, error) {
	var t Talk
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, fmt.Errorf("fakellm: %w", err)
	}
	for i := range t {
		var err error
		if t[i].user, err = regexp.Compile("(?i)" + t[i].User); err != nil {
			return nil, fmt.Errorf("fakellm: rule %d: %w", i+1, err)
		}
		if (t[i].User == "") == (t[i].Tool == "") {
			return nil, fmt.Errorf("fakellm: rule %d fits a user or a tool, one of them", i+1)
		}
	}
	return t, nil
}

var idText = regexp.MustCompile(`"id":"([^"]+)"`)

// Answer is the script for a request.
func (t Talk) Answer(r *Request) Script {
	if len(r.Messages) == 0 {
		return Text("Hello.")
	}
	last := r.Messages[len(r.Messages)-1]
	tool := ""
	for _, m := range r.Messages {
		for _, c := range m.Calls {
			if c.ID == last.CallID {
				tool = c.Function.Name
			}
		}
	}
	for _, rule := range t {
		if last.Role == "tool" && rule.Tool == tool && tool != "" || last.Role == "user" && rule.User != "" && rule.user.MatchString(last.Content) {
			return rule.script(last.Content)
		}
	}
	return Text("I ", "do ", "not ", "know.")
}

func (r *Rule) script(result string) Script {
	say := r.Say
	for i, m := range idText.FindAllStringSubmatch(result, 9) {
		say = strings.ReplaceAll(say, fmt.Sprintf("{{%d}}", i+1), m[1])
	}
	if len(r.Call) > 0 {
		var calls []Call
		for _, c := range r.Call {
			said := quote(result)
			calls = append(calls, Call{Name: c.Name, Arguments: strings.ReplaceAll(string(c.Arguments), "{{text}}", said[1:len(said)-1])})
		}
		return Calls(say, calls...)
	}
	words := strings.SplitAfter(say, " ")
	if r.Break > 0 && r.Break < len(words) {
		s := Text(words[:r.Break]...)
		s.Chunks = s.Chunks[:r.Break+1] // no reason to stop, and no end
		return s
	}
	return Text(words...)
}
