package contract

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Member is an object within an object, made where it is missing.
func Member(object map[string]any, name string) map[string]any {
	below, ok := object[name].(map[string]any)
	if !ok {
		below = map[string]any{}
		object[name] = below
	}
	return below
}

// CopyJSON makes an independent copy; numbers keep their digits.
func CopyJSON(object map[string]any) map[string]any {
	encoded, err := json.Marshal(object)
	if err != nil {
		panic(fmt.Sprintf("contracts/pact: copying a contract: %v", err)) // it is made of JSON values
	}
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.UseNumber()
	var copied map[string]any
	if err := decoder.Decode(&copied); err != nil {
		panic(fmt.Sprintf("contracts/pact: copying a contract: %v", err))
	}
	return copied
}
