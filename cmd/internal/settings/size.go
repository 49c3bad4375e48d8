package settings

import (
	"errors"
	"math"
	"strings"

	"casemock/contracts/strictyaml"
)

// units are the factors of sizes. KiB and its like are powers of 1024, KB and its like of 1000; the
// letter alone is taken as the former, as most servers do.
var units = map[string]int64{
	"": 1, "B": 1,
	"K": 1 << 10, "KIB": 1 << 10, "KB": 1e3,
	"M": 1 << 20, "MIB": 1 << 20, "MB": 1e6,
	"G": 1 << 30, "GIB": 1 << 30, "GB": 1e9,
}

// Size reads a number of bytes, at least 1: 512, 64KiB, 1MiB, 2MB. Upper and lower case are the same.
func Size(text string) (int64, error) {
	unit := ""
	number, ok := strictyaml.WholeNumber(text)
	if !ok {
		digits := strings.TrimRight(text, "BKMGIbkmgi ")
		unit = strings.ToUpper(strings.TrimSpace(text[len(digits):]))
		number, ok = strictyaml.WholeNumber(digits)
	}
	factor, known := units[unit]
	if !ok || !known || !number.IsInt64() || number.Int64() < 1 || number.Int64() > math.MaxInt64/factor {
		return 0, errors.New("must be a size of at least one byte, as in 512KiB or 1MiB")
	}
	return number.Int64() * factor, nil
}
