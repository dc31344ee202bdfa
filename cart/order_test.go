package cart_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
)

// TestKept expects that every time of an order is kept in UTC to the
// millisecond, those included that a later version adds.
func TestKept(t *testing.T) {
	var o cart.Order
	fill(reflect.ValueOf(&o).Elem(), today.Add(123456789).In(time.FixedZone("", 3600)))
	n := 0
	eachTime(reflect.ValueOf(o.Kept()), "Order", func(path string, got time.Time) {
		n++
		if want := today.Add(123 * time.Millisecond); got != want {
			t.Errorf("%s is kept as %v, want %v", path, got, want)
		}
	})
	if n < 15 {
		t.Errorf("only %d times were looked at", n)
	}
	empty := cart.Order{Number: " #lh- 1", Lines: []cart.OrderLine{{Options: map[string]string{}, Category: []string{}}}, Parcels: []cart.Parcel{}, Requests: []cart.Request{{Lines: map[string]int{}}}}
	if got, want := empty.Kept(), (cart.Order{Number: "LH-1", Lines: make([]cart.OrderLine, 1), Requests: make([]cart.Request, 1)}); !reflect.DeepEqual(got, want) {
		t.Errorf("kept as %+v, want %+v", got, want)
	}
}

// fill gives every list below v one element and every time the value t.
func fill(v reflect.Value, t time.Time) {
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(t))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), t)
		}
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), t)
	}
}

func eachTime(v reflect.Value, path string, seen func(path string, t time.Time)) {
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
		seen(path, v.Interface().(time.Time))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			eachTime(v.Field(i), path+"."+v.Type().Field(i).Name, seen)
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			eachTime(v.Index(i), path+"[]", seen)
		}
	}
}
