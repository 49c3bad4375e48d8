package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"casemock/cmd/internal/settings"
)

// TestDeployments holds that the files to run replicas with can be read, and set what serve has.
func TestDeployments(t *testing.T) {
	t.Parallel()
	var known []string
	var chosen configuration
	for _, setting := range chosen.table().Settings {
		known = append(known, settings.VariableOf("CASEMOCK_", setting.Name))
	}
	for _, name := range []string{"compose.yaml", "kubernetes.yaml"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			variables := variablesIn(t, filepath.Join("image", name))
			for _, variable := range variables {
				if !slices.Contains(known, variable) {
					t.Errorf("%s is no setting of serve", variable)
				}
			}
			if !slices.Contains(variables, "CASEMOCK_STORE") {
				t.Errorf("its replicas share nothing, as it sets only %q", variables)
			}
		})
	}
}

// variablesIn are the variables of casemock that a file sets.
func variablesIn(t *testing.T, path string) []string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var found []string
	for decoder := yaml.NewDecoder(file); ; {
		var document yaml.Node
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, namesIn(&document)...)
	}
}

// namesIn are the keys and values in a document that are the name of a variable.
func namesIn(node *yaml.Node) []string {
	var found []string
	if strings.HasPrefix(node.Value, "CASEMOCK_") {
		found = append(found, node.Value)
	}
	for _, child := range node.Content {
		found = append(found, namesIn(child)...)
	}
	return found
}
