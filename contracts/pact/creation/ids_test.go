package creation

import (
	"regexp"
	"strconv"
	"testing"
)

func TestAnIDThatCannotExistLooksLikeARealOne(t *testing.T) {
	t.Parallel()
	for id, pattern := range map[string]string{
		"7":                                    `^(19|20)\d{8}$`,
		"0":                                    `^(19|20)\d{8}$`,
		"C-1001":                               `^C-(19|20)\d{8}$`,
		"00001001":                             `^9\d{7}$`,
		"9007199254740993":                     `^90071992\d{8}$`,
		"1b4e28ba-2fa1-41d2-883f-0016d3cca427": `^1b4e28ba-2fa1-41d2-883f-[0-9a-f]{12}$`,
		"507f1f77bcf86cd799439011":             `^507f1f77bcf8[0-9a-f]{12}$`,
		"5003000000D8cuIAAR":                   `^500300000[0-9A-Z][0-9A-Za-z]{8}$`,
		"crm/case#14":                          `^crm/case#(19|20)\d{8}$`,
		"abc":                                  `^abc[a-z]{12}$`,
		"":                                     `^[a-z]{12}$`,
	} {
		values := NewValues()
		for range 20 {
			got := values.LikeID(id)
			if got == id || !regexp.MustCompile(pattern).MatchString(got) {
				t.Errorf("%q became %q, want it like %s", id, got, pattern)
			}
			if number, err := strconv.Atoi(got); err == nil && len(id) < 10 && number > 1<<31-1 {
				t.Errorf("%q became %s, which does not fit 32 bits", id, got)
			}
		}
	}
}
