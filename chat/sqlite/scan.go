package sqlite

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"reflect"
)

// assign puts the columns of a row into what into points to.
func assign(row []driver.Value, into []any) error {
	if len(row) != len(into) {
		return fmt.Errorf("sqlite: a row of %d columns for %d values", len(row), len(into))
	}
	for i, value := range row {
		if err := assignOne(value, into[i]); err != nil {
			return fmt.Errorf("sqlite: column %d: %w", i+1, err)
		}
	}
	return nil
}

func assignOne(value driver.Value, into any) error {
	ok := false
	switch into := into.(type) {
	case sql.Scanner:
		return into.Scan(value)
	case *any:
		*into, ok = value, true
	case *string:
		*into, ok = value.(string)
	case *int64:
		*into, ok = value.(int64)
	case *int:
		var n int64
		n, ok = value.(int64)
		*into = int(n)
	case *bool:
		var n int64
		n, ok = value.(int64)
		*into = n != 0
	case *[]byte:
		var blob []byte
		blob, ok = value.([]byte)
		*into, ok = bytes.Clone(blob), ok || value == nil
	default: // a type of string
		var text string
		if to := reflect.ValueOf(into); to.Kind() == reflect.Pointer && to.Elem().Kind() == reflect.String {
			text, ok = value.(string)
			to.Elem().SetString(text)
		}
	}
	if !ok {
		return fmt.Errorf("a %T for a %T", value, into)
	}
	return nil
}
