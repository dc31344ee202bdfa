package agent

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// maxRules bounds the house rules, in bytes.
const maxRules = 16 << 10

// readRules reads the house rules in the order of their files' names.
func readRules(files fs.FS) (string, error) {
	if files == nil {
		return "", nil
	}
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return "", fmt.Errorf("agent: Config.Rules cannot be read: %w", err)
	}
	var all []string
	size, read := 0, 0
	for _, e := range entries {
		if e.IsDir() || path.Ext(e.Name()) != ".txt" {
			continue
		}
		data, err := fs.ReadFile(files, e.Name())
		if err != nil {
			return "", fmt.Errorf("agent: Config.Rules cannot be read: %w", err)
		}
		read++
		text := strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n") // as some editors write
		lines := 0
		for line := range strings.Lines(text) {
			lines++
			if size += len(line); size > maxRules {
				return "", fmt.Errorf("agent: the house rules are longer than %d bytes from %s:%d on; shorten them", maxRules, e.Name(), lines)
			}
			if err := readable(line); err != nil {
				return "", fmt.Errorf("agent: a house rule, %s:%d: %w", e.Name(), lines, err)
			}
		}
		if text = strings.TrimSpace(text); text != "" {
			all = append(all, text)
		}
	}
	if read == 0 && len(entries) > 0 {
		return "", fmt.Errorf("agent: Config.Rules holds %s and no file that ends in .txt; house rules are read from those", entries[0].Name())
	}
	return strings.Join(all, "\n\n"), nil
}

// readable says what is wrong with a line of the rules. Somebody signs for them, and can
// only do so for what they see.
func readable(line string) error {
	if !utf8.ValidString(line) {
		return errors.New("it is not UTF-8; save the file as such")
	}
	if seen := prose.Visible(line); seen != line {
		for i, r := range line {
			if !strings.HasPrefix(seen, string(r)) {
				return fmt.Errorf("its sign %d is %U, which nobody sees; take it out", utf8.RuneCountInString(line[:i])+1, r)
			}
			seen = seen[utf8.RuneLen(r):]
		}
	}
	return nil
}
