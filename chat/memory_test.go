package chat_test

import (
	"testing"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

func TestMemory(t *testing.T) {
	chattest.RunStore(t, func(*testing.T) chat.Store { return chat.NewMemory() })
}

func TestMemoryMacros(t *testing.T) {
	chattest.RunMacros(t, func(*testing.T) chat.MacroStore { return chat.NewMemory() })
}
