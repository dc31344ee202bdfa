package sqlite

import (
	"testing"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

func TestMacros(t *testing.T) {
	chattest.RunMacros(t, func(t *testing.T) chat.MacroStore { return openTemp(t) })
}
