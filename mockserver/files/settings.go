package files

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/fixtures"
)

// Settings say what the seeded data and the custom fields depend on, by the names of the flags. What is large is
// given by its hash. Two servers with the same settings have the same data.
func (l *Loader) Settings() map[string]string {
	loaded := l.Current()
	customers, cases := loaded.Population.Size()
	settings := map[string]string{
		"seed": strconv.FormatUint(l.sources.Seed, 10), "cases": strconv.Itoa(cases),
		"customers": strconv.Itoa(customers), "locale": string(l.sources.Locale),
		"meta": hash(caseapi.MustMarshal(loaded.API.Structures())), "fixtures": "",
	}
	if l.sources.Fixtures != "" {
		var all []byte
		files, _ := fixtures.Files(l.sources.Fixtures)
		for _, file := range files {
			text, _ := strictyaml.Contents(file)
			all = append(all, text...)
		}
		settings["fixtures"] = hash(all)
	}
	if named := loaded.Population.Naming().String() + l.sources.Seeding; named != "" {
		settings["profile"] = named
	}
	for name, value := range settings {
		if value == "" {
			settings[name] = "none"
		}
	}
	return settings
}

// hash is enough of a hash to tell two settings apart.
func hash(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}
