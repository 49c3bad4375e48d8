package journal

import (
	"reflect"
	"testing"
	"time"

	"casemock/mockserver/engine"
)

// fill sets every field of a value to something else than nothing.
func fill(t *testing.T, value reflect.Value) {
	t.Helper()
	value = reflect.NewAt(value.Type(), value.Addr().UnsafePointer()).Elem() // also of those that are not exported
	switch value.Kind() {
	case reflect.String:
		value.SetString("ünï\x00\xff" + value.Type().Name())
	case reflect.Int, reflect.Int64:
		value.SetInt(-1234567)
	case reflect.Uint64:
		value.SetUint(77)
	case reflect.Bool:
		value.SetBool(true)
	case reflect.Pointer:
		value.Set(reflect.New(value.Type().Elem()))
		fill(t, value.Elem())
	case reflect.Slice:
		value.Set(reflect.MakeSlice(value.Type(), 2, 2))
		fill(t, value.Index(0))
		fill(t, value.Index(1))
	case reflect.Uint8:
		value.SetUint(0xfe)
	case reflect.Struct:
		if value.Type() == reflect.TypeFor[time.Time]() {
			value.Set(reflect.ValueOf(time.Date(2031, 5, 1, 12, 0, 0, 123456789, time.UTC)))
			return
		}
		for i := range value.NumField() {
			fill(t, value.Field(i))
		}
	default:
		t.Fatalf("a field is a %s: say here how to fill it", value.Type())
	}
}

// TestMarshalKeepsEveryField of an entry that has all of them, and of one that has none.
func TestMarshalKeepsEveryField(t *testing.T) {
	t.Parallel()
	var full Entry
	fill(t, reflect.ValueOf(&full).Elem())
	full.Nearest, full.Violations[0], full.Violations[1] = &Nearest{"a", "b"}, Violation{}, Violation{Rule: "r"}
	full.Unjudged, full.Answer.Surprises = "a text: it goes through JSON", []string{"order", "ids"}
	for name, want := range map[string]Entry{"full": full, "empty": {Time: time.Unix(0, 0).UTC()}} {
		text := want.Marshal()
		got, err := Unmarshal(engine.Kept{Number: want.N, Text: text})
		if err != nil || !reflect.DeepEqual(*got, want) {
			t.Errorf("%s: got %+v, %v, want %+v", name, got, err, want)
		}
		for size := range text {
			if _, err := Unmarshal(engine.Kept{Text: text[:size]}); err == nil {
				t.Fatalf("%s: %d of %d bytes are an entry", name, size, len(text))
			}
		}
		if _, err := Unmarshal(engine.Kept{Text: append(text, 0)}); err == nil {
			t.Errorf("%s: one byte more is an entry", name)
		}
	}
}

func FuzzUnmarshal(f *testing.F) {
	f.Add((&Entry{Method: "GET", Path: "/case/1", Nearest: &Nearest{"a", "b"}}).Marshal())
	f.Add([]byte(`{"World":"json"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		read, err := Unmarshal(engine.Kept{Text: text})
		if err != nil {
			return
		}
		again, err := Unmarshal(engine.Kept{Text: read.Marshal()})
		if err != nil || !reflect.DeepEqual(read, again) {
			t.Errorf("%+v is read again as %+v, %v", read, again, err)
		}
	})
}
