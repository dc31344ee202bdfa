package sqlite

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"time"
)

// toMillis is the column of a time; the zero time is NULL.
func toMillis(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

// fromMillis scans what toMillis has stored.
func fromMillis(into *time.Time) sql.Scanner { return millis{into} }

type millis struct{ into *time.Time }

// Scan implements sql.Scanner.
func (m millis) Scan(value any) error {
	switch value := value.(type) {
	case nil:
		*m.into = time.Time{}
	case int64:
		*m.into = time.UnixMilli(value).UTC()
	default:
		return fmt.Errorf("sqlite: %T in a column of times", value)
	}
	return nil
}

// toJSON is the column of anything that is more than one value; what JSON calls
// null is NULL.
func toJSON(v any) (any, error) {
	text, err := json.Marshal(v)
	if err != nil || string(text) == "null" {
		return nil, err
	}
	return string(text), nil
}

// fromJSON scans what toJSON has stored.
func fromJSON[T any](into *T) sql.Scanner { return jsonColumn[T]{into} }

type jsonColumn[T any] struct{ into *T }

// Scan implements sql.Scanner.
func (c jsonColumn[T]) Scan(value any) error {
	var zero T
	*c.into = zero
	switch value := value.(type) {
	case nil:
		return nil
	case string:
		return json.Unmarshal([]byte(value), c.into)
	default:
		return fmt.Errorf("sqlite: %T in a column of JSON", value)
	}
}

// nonNil makes a nil blob an empty one, which is not NULL.
func nonNil(blob []byte) []byte {
	if blob == nil {
		return []byte{}
	}
	return blob
}
