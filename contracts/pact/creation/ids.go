package creation

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var (
	uuid           = regexp.MustCompile(`^[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$`)
	trailingNumber = regexp.MustCompile(`[0-9]+$`)
	lettersDigits  = regexp.MustCompile(`[0-9A-Za-z]`)
)

// LikeID invents an id that cannot exist but looks like a real one: a server may refuse what does
// not look like its ids as malformed, which says nothing about whether it exists.
func (v *Values) LikeID(id string) string {
	const long = 16 // letters and digits: drawn at random, half as many are never met again
	number := trailingNumber.FindString(id)
	switch {
	case uuid.MatchString(id):
		start := len(id) - len("123456789012")
		return id[:start] + v.like(id[start:])
	case len(lettersDigits.FindAllString(id, long)) == long:
		return id[:len(id)/2] + v.like(id[len(id)/2:])
	case number != "":
		return strings.TrimSuffix(id, number) + v.farNumber(number)
	}
	return id + v.like("mnopqrstuvwx")
}

// like replaces letters by letters and digits by digits; hexadecimal ones stay hexadecimal.
func (v *Values) like(text string) string {
	letters := "abcdefghijklmnopqrstuvwxyz"
	if strings.Trim(strings.ToLower(text), "0123456789abcdef-") == "" {
		letters = "abcdef"
	}
	return lettersDigits.ReplaceAllStringFunc(text, func(letter string) string {
		switch {
		case letter <= "9":
			return strconv.Itoa(v.faker.IntN(10))
		case letter <= "Z":
			return strings.ToUpper(v.pick(letters))
		}
		return v.pick(letters)
	})
}

func (v *Values) pick(from string) string {
	at := v.faker.IntN(len(from))
	return from[at : at+1]
}

// farNumber is beyond what a server that counts has come to. It fits 32 bits where the real one
// does, and keeps the length of one that is padded or long.
func (v *Values) farNumber(number string) string {
	const far, span = 1_900_000_000, 200_000_000
	small, err := strconv.ParseInt(number, 10, 64)
	padded := number[0] == '0' && number != "0"
	if !padded && err == nil && small < far {
		return strconv.Itoa(far + v.faker.IntN(span))
	}
	digits := v.like(number)
	return fmt.Sprintf("9%s", digits[1:])
}
