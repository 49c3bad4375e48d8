package settings

import "testing"

func TestMessages(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		arguments   []string
		environment map[string]string
		file        string
		want        string
	}{
		"misspelt flag": {[]string{"--sise", "3"}, nil, "",
			"there is no flag --sise; did you mean --size?"},
		"unknown flag": {[]string{"--verbosity=3"}, nil, "",
			"there is no flag --verbosity"},
		"unknown short flag": {[]string{"-v"}, nil, "",
			"there is no flag -v"},
		"no value": {[]string{"--size"}, nil, "",
			"--size needs a value: --size N"},
		"a flag for a value": {[]string{"--name", "--size", "3"}, nil, "",
			"--name needs a value before --size: --name NAME"},
		"negative number": {[]string{"--size", "-1"}, nil, "",
			`--size "-1" must be a whole number from 0 to 10`},
		"empty value": {[]string{"--name="}, nil, "",
			`--name "" must not be empty`},
		"not a truth": {[]string{"--open=perhaps"}, nil, "",
			`--open "perhaps" must be true or false`},
		"a variable that must say something": {nil, map[string]string{"SHOP_OWNER": ""}, "",
			`SHOP_OWNER "" must not be empty`},
		"one of several values": {nil, map[string]string{"SHOP_KEY": " , "}, "",
			`SHOP_KEY "" must not be empty`},
		"a list that must say something": {[]string{"--config", "$FILE"}, nil, "key: []\n",
			"shop.yaml:1:6: key must not be an empty list"},
		"misspelt word": {[]string{"--colour", "gren"}, nil, "",
			`--colour "gren" must be red or green; did you mean green?`},
		"second value": {[]string{"--rate=1", "--rate=x"}, nil, "",
			`--rate "x" strconv.Atoi: parsing "x": invalid syntax`},
		"a library's own message": {[]string{"--age", "x"}, nil, "",
			`--age "x" must be a number`},
		"secret": {[]string{"--token", "hidden"}, nil, "",
			"--token must be longer"},
		"variable": {nil, map[string]string{"SHOP_SIZE": "many"}, "",
			`SHOP_SIZE "many" must be a whole number from 0 to 10`},
		"list in a variable": {nil, map[string]string{"SHOP_TAG": "a,\t,b", "SHOP_BYTES": "1XB"}, "",
			`SHOP_BYTES "1XB" must be a size of at least one byte, as in 512KiB or 1MiB`},
		"file missing": {[]string{"--config", "$FILE.old"}, nil, "",
			"shop.yaml.old:1:1: does not exist"},
		"file is a directory": {[]string{"--config", "."}, nil, "",
			".:1:1: is a directory, not a file"},
		"file with a wrong key": {[]string{"--config", "$FILE"}, nil, "sise: 3",
			"shop.yaml:1:1: sise is unknown; did you mean size?"},
		"file names a file": {[]string{"--config", "$FILE"}, nil, "config: x",
			"shop.yaml:1:1: config is unknown; known are name, size, bytes, tag, rate, stock, open, " +
				"colour, age, token, key, owner"},
		"file with two": {[]string{"--config", "$FILE"}, nil, "size: 1\n---\nsize: 2",
			"shop.yaml:3:1: is a second document; put all settings into one"},
		"file that is a list": {[]string{"--config", "$FILE"}, nil, "- size: 1",
			"shop.yaml:1:1: must be a mapping with the keys name, size, bytes, …, not a list"},
		"list for one value": {[]string{"--config", "$FILE"}, nil, "name: [a]",
			"shop.yaml:1:7: name must be a string, not a list"},
		"number for a text": {[]string{"--config", "$FILE"}, nil, "tag: [a, 5]",
			`shop.yaml:1:10: tag[1] must be a string, not the number 5; put it in quotes: "5"`},
		"value of a file": {[]string{"--config", "$FILE"}, nil, "name: x\nsize: 11",
			`shop.yaml:2:7: size "11" must be a whole number from 0 to 10`},
		"everything at once": {[]string{"--config", "$FILE", "--colour=blue"},
			map[string]string{"SHOP_OPEN": "maybe"}, "size: 11\nopened: true",
			"shop.yaml:2:1: opened is unknown; did you mean open?\n" +
				`shop.yaml:1:7: size "11" must be a whole number from 0 to 10` + "\n" +
				`SHOP_OPEN "maybe" must be true or false` + "\n" +
				`--colour "blue" must be red or green`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := read(t, test.arguments, test.environment, test.file)
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}
