package chat_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/chat"
)

// Whatever a browser sends, the decoder gives a command or an error that says
// why, and a command survives being written and read again.
func FuzzDecodeCommand(f *testing.F) {
	files, err := filepath.Glob("testdata/commands/*.json")
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, seed := range []string{
		``, `{}`, `[]`, `null`, `{"type":"send"}`, `{"type":"send","type":"stop"}`, `{"Type":"send"}`, `{"type":"stop","turn":"\ud800"}`,
		`{"type":"stop","turn":"x"} `, `{"type":"stop","turn":"x"}{}`, `{"type":"track","id":"1","activity":{"seq":9223372036854775808}}`,
		`{"type":"stop","turn":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + `}`, "\xef\xbb\xbf{}", "{\"type\":\"stop\",\"turn\":\"\xff\"}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		given := bytes.Clone(data)
		command, err := chat.DecodeCommand(data)
		if !bytes.Equal(data, given) {
			t.Fatal("the frame was changed")
		}
		if err != nil {
			if command != nil || err.Error() == "" || !utf8.ValidString(err.Error()) || len(err.Error()) > 400 {
				t.Fatalf("%#v, %q", command, err)
			}
			return
		}
		if !utf8.Valid(data) {
			t.Fatalf("taken: %q", data)
		}
		again, err := chat.EncodeCommand(command)
		if err != nil {
			t.Fatalf("%#v cannot be written: %v", command, err)
		}
		if back, err := chat.DecodeCommand(again); err != nil || !reflect.DeepEqual(normal(back), normal(command)) {
			t.Fatalf("%#v was written as %s and read as %#v, %v", command, again, back, err)
		}
	})
}

// normal drops the difference between no options and an empty set of them.
func normal(c chat.Command) chat.Command {
	if add, ok := c.(chat.CartAdd); ok && len(add.Item.Options) == 0 {
		add.Item.Options = nil
		return add
	}
	return c
}
