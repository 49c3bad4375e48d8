package record

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
)

const digits = "0123456789"

// sounds are letters that can take the place of each other, so that what comes of it can be pronounced.
var sounds = [][]rune{[]rune("aeiou"), []rune("bcdfghjklmnpqrstvwxyz"), []rune("аеиоуыэюяё"),
	[]rune("бвгджзклмнпрстфхцчш"), []rune("αεηιουω"), []rune("βγδζθκλμνξπρστφχψ"), []rune("áéíóúàèìòùâêîôûäëïöü")}

// wide are letters of scripts that have thousands, of which most are rare.
var wide = map[*unicode.RangeTable][]rune{
	unicode.Han:    []rune("安平和明天水山中国家人大小年月光文林木石花海田高新长东西南北春夏秋冬"),
	unicode.Hangul: []rune("가나다라마바사아자차하고노도로모보소오조구누두루무부수우주후기니디리미비시이지히"),
}

// pictures take the place of each other.
var pictures = []rune("⭐🎈🌟🍀🌻🎵")

// shaped is a text of the same letters, digits and signs, but for which they are.
func shaped(text string, dice *rand.Rand) string {
	var made strings.Builder
	leading := true
	for _, letter := range text {
		isDigit := letter >= '0' && letter <= '9'
		switch {
		case isDigit && leading && letter != '0':
			made.WriteByte(digits[1+dice.IntN(len(digits)-1)])
		case isDigit && leading:
			made.WriteByte('0') // zeros at the beginning stay
			continue
		case isDigit:
			made.WriteByte(digits[dice.IntN(len(digits))])
		default:
			made.WriteRune(another(letter, dice))
		}
		leading = !isDigit
	}
	return made.String()
}

// another is another letter of the same script and case; signs stay.
func another(letter rune, dice *rand.Rand) rune {
	small := unicode.ToLower(letter)
	for _, alike := range sounds {
		if slices.Contains(alike, small) {
			return likeCase(letter, alike[dice.IntN(len(alike))])
		}
	}
	switch {
	case letter <= unicode.MaxASCII:
		return letter
	case unicode.Is(unicode.So, letter):
		return pictures[dice.IntN(len(pictures))]
	case unicode.IsDigit(letter):
		return sibling(letter, dice, unicode.IsDigit)
	case unicode.IsLetter(letter):
		for script, common := range wide {
			if unicode.Is(script, letter) {
				return common[dice.IntN(len(common))]
			}
		}
		return sibling(letter, dice, unicode.IsLetter)
	}
	return letter
}

func likeCase(letter, made rune) rune {
	if unicode.IsUpper(letter) {
		return unicode.ToUpper(made)
	}
	return made
}

// sibling is a character near by that is of the same script and kind; the character itself where there is none.
func sibling(letter rune, dice *rand.Rand, isKind func(rune) bool) rune {
	const near, tries = 16, 40
	for range tries {
		made := letter + rune(dice.IntN(2*near+1)-near)
		if made != letter && isKind(made) && scriptOf(made) == scriptOf(letter) &&
			unicode.IsUpper(made) == unicode.IsUpper(letter) && unicode.IsLower(made) == unicode.IsLower(letter) {
			return made
		}
	}
	return letter
}

func scriptOf(letter rune) string {
	for name, table := range unicode.Scripts {
		if unicode.Is(table, letter) {
			return name
		}
	}
	return ""
}

// inventedPhone keeps the country and the form of a number. The rest begins with 555, which is for films in some
// countries and in few anybody's.
func inventedPhone(text string, n int) string {
	kept := 0
	if strings.HasPrefix(text, "+") {
		kept = 2 // digits
	}
	count := len(strings.Map(onlyDigits, text)) - kept
	number := fmt.Sprintf("555%0*d", max(count-len("555"), 0), n)
	number = number[max(len(number)-count, 0):]
	var made strings.Builder
	for _, sign := range text {
		switch {
		case sign < '0' || sign > '9':
			made.WriteRune(sign)
		case kept > 0:
			kept--
			made.WriteRune(sign)
		default:
			made.WriteByte(number[0])
			number = number[1:]
		}
	}
	return made.String()
}

func onlyDigits(sign rune) rune {
	if sign >= '0' && sign <= '9' {
		return sign
	}
	return -1
}

// inventedDay is a date of the same century.
func inventedDay(text string, n int) string {
	return fmt.Sprintf("%s%02d-%02d-%02d", text[:2], (37+n*7)%100, 1+n*5%12, 1+n*11%28)
}
