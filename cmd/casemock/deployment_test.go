package main

import (
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// readDeployment reads the documents of a file in image, whose every key has to be known.
func readDeployment[T any](t *testing.T, name string) (text string, documents []T) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("image", name))
	if err != nil {
		t.Fatal(err)
	}
	decoder := yaml.NewDecoder(strings.NewReader(string(content)))
	decoder.KnownFields(true)
	for {
		var document T
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			return string(content), documents
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		documents = append(documents, document)
	}
}

// containerVariables are those that the image sets.
func containerVariables(t *testing.T) map[string]string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("image", "Containerfile"))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{`ENTRYPOINT ["/casemock"]`, `CMD ["serve"]`, "HEALTHCHECK"} {
		if !strings.Contains(string(content), line) {
			t.Errorf("the image has no %s, and does not serve by itself", line)
		}
	}
	found := map[string]string{}
	for _, pair := range regexp.MustCompile(`(CASEMOCK_\w+)=(\S+)`).FindAllStringSubmatch(string(content), -1) {
		if found[pair[1]] == "" { // in a comment, no value follows
			found[pair[1]] = pair[2]
		}
	}
	return found
}

// checkServe checks that serve takes the environment of a container: every variable, and its value.
func checkServe(t *testing.T, environment map[string]string) configuration {
	t.Helper()
	all := containerVariables(t)
	var names []string
	for name, value := range environment {
		all[name] = value
		names = append(names, name+"=")
	}
	chosen, err := configure(t, nil, all, "")
	if err != nil {
		t.Error(err)
	}
	if suspects := chosen.table().Suspects(prefix, names); len(suspects) > 0 {
		t.Errorf("%q are no settings of serve", suspects)
	}
	return chosen
}

// portOf is the port of HOST:PORT.
func portOf(address string) string { return address[strings.LastIndexByte(address, ':')+1:] }

// composed is what compose.yaml uses of the Compose specification.
type composed struct {
	Services map[string]struct {
		Image   string
		Ports   []string
		Configs []struct{ Source, Target string }
		Deploy  struct{ Replicas int }
		Command []string
		Volumes []string
		Restart string

		Environment map[string]string
		DependsOn   map[string]struct{ Condition string } `yaml:"depends_on"`
		Healthcheck struct {
			Test              []string
			Interval, Timeout string
		}
	}
	Configs map[string]struct{ Content string }
	Volumes map[string]struct{}
}

// TestCompose holds that compose.yaml sets what serve has, and that its parts fit together.
func TestCompose(t *testing.T) {
	t.Parallel()
	text, documents := readDeployment[composed](t, "compose.yaml")
	file := documents[0]
	for name, service := range file.Services {
		for other, on := range service.DependsOn {
			ready := on.Condition == "service_healthy" && (other == "casemock" || len(file.Services[other].Healthcheck.Test) > 0)
			if _, found := file.Services[other]; !found || !ready {
				t.Errorf("%s depends on %s, which is never %q", name, other, on.Condition)
			}
		}
		for _, used := range service.Configs {
			if _, found := file.Configs[used.Source]; !found {
				t.Errorf("%s uses config %s, which is not there", name, used.Source)
			}
		}
		for _, volume := range service.Volumes {
			source, _, _ := strings.Cut(volume, ":")
			if _, found := file.Volumes[source]; !found {
				t.Errorf("%s uses volume %s, which is not there", name, source)
			}
		}
	}
	environment := map[string]string{}
	standard := regexp.MustCompile(`\$\{\w+:-(.*)\}`)
	for name, value := range file.Services["casemock"].Environment {
		environment[name] = standard.ReplaceAllString(value, "$1")
	}
	chosen := checkServe(t, environment)
	checkStoreOf(t, chosen, func(host string) bool { _, found := file.Services[host]; return found })
	balancer := file.Configs["balancer"].Content
	if !strings.Contains(balancer, "server casemock:"+portOf(chosen.address)) ||
		!strings.Contains(balancer, "listen 80;") ||
		file.Services["balancer"].Ports[0] != strings.TrimPrefix(chosen.publicURL, "http://")+":80" ||
		!strings.Contains(text, chosen.publicURL+"/case/") {
		t.Errorf("casemock listens on %s and is told that it is at %s", chosen.address, chosen.publicURL)
	}
}

// checkStoreOf checks that replicas share a Redis that is there.
func checkStoreOf(t *testing.T, chosen configuration, isThere func(host string) bool) {
	t.Helper()
	store, err := url.Parse(chosen.store)
	if err != nil || store.Scheme != "redis" || store.Port() != "6379" || !isThere(store.Hostname()) {
		t.Errorf("the store is %s", chosen.store)
	}
}

// manifest is what kubernetes.yaml uses of the API: apps/v1 Deployment and StatefulSet, and v1 Service.
type manifest struct {
	APIVersion string `yaml:"apiVersion"`
	Kind       string
	Metadata   struct{ Name string }
	Spec       struct {
		Replicas    int
		ServiceName string `yaml:"serviceName"`
		Selector    map[string]any
		Template    struct {
			Metadata struct{ Labels map[string]string }
			Spec     struct {
				SecurityContext map[string]any `yaml:"securityContext"`
				Containers      []container
			}
		}
		VolumeClaimTemplates []struct {
			Metadata struct{ Name string }
			Spec     struct {
				AccessModes []string `yaml:"accessModes"`
				Resources   struct{ Requests map[string]string }
			}
		} `yaml:"volumeClaimTemplates"`
		Ports []struct {
			Name       string
			Port       int
			TargetPort string `yaml:"targetPort"`
		}
	}
}

type container struct {
	Name, Image string
	Args        []string
	Ports       []struct {
		Name          string
		ContainerPort int `yaml:"containerPort"`
	}
	Env []struct {
		Name, Value string
		ValueFrom   struct {
			SecretKeyRef struct{ Name, Key string } `yaml:"secretKeyRef"`
		} `yaml:"valueFrom"`
	}
	ReadinessProbe  probe `yaml:"readinessProbe"`
	LivenessProbe   probe `yaml:"livenessProbe"`
	Resources       struct{ Requests, Limits map[string]string }
	SecurityContext struct {
		ReadOnlyRootFilesystem   bool `yaml:"readOnlyRootFilesystem"`
		AllowPrivilegeEscalation bool `yaml:"allowPrivilegeEscalation"`
		Capabilities             struct{ Drop []string }
	} `yaml:"securityContext"`
	VolumeMounts []struct {
		Name      string
		MountPath string `yaml:"mountPath"`
	} `yaml:"volumeMounts"`
}

type probe struct {
	HTTPGet   struct{ Path, Port string } `yaml:"httpGet"`
	TCPSocket struct{ Port string }       `yaml:"tcpSocket"`
	Exec      struct{ Command []string }
	Period    int `yaml:"periodSeconds"`
}

// TestKubernetes holds that kubernetes.yaml sets what serve has, and that its parts fit together.
func TestKubernetes(t *testing.T) {
	t.Parallel()
	text, documents := readDeployment[manifest](t, "kubernetes.yaml")
	kinds := map[string]string{"Deployment": "apps/v1", "StatefulSet": "apps/v1", "Service": "v1"}
	services := map[string]manifest{}
	for _, document := range documents {
		if kinds[document.Kind] != document.APIVersion {
			t.Errorf("%s is of %q", document.Kind, document.APIVersion)
		}
		if document.Kind == "Service" {
			services[document.Metadata.Name] = document
		}
	}
	for _, document := range documents {
		if document.Kind == "Service" {
			continue
		}
		labels, _ := document.Spec.Selector["matchLabels"].(map[string]any)
		checkLabels(t, labels, document.Spec.Template.Metadata.Labels)
		service, here := services[document.Metadata.Name], document.Spec.Template.Spec.Containers[0]
		checkLabels(t, service.Spec.Selector, document.Spec.Template.Metadata.Labels)
		if len(here.Ports) != 1 || len(service.Spec.Ports) != 1 || service.Spec.Ports[0].TargetPort != here.Ports[0].Name {
			t.Errorf("service %s does not lead to port %v", document.Metadata.Name, here.Ports)
		}
		if here.ReadinessProbe.HTTPGet.Port+here.LivenessProbe.TCPSocket.Port != strings.Repeat(here.Ports[0].Name,
			strings.Count(here.Name, "casemock")*2) {
			t.Errorf("the probes of %s ask elsewhere than at %v", here.Name, here.Ports)
		}
		claims := document.Spec.VolumeClaimTemplates
		for _, mount := range here.VolumeMounts {
			if len(claims) != 1 || claims[0].Metadata.Name != mount.Name {
				t.Errorf("volume %s is not there", mount.Name)
			}
		}
	}
	checkPod(t, text, documents[0], services)
}

// checkPod checks what casemock is told in its pod.
func checkPod(t *testing.T, text string, deployment manifest, services map[string]manifest) {
	t.Helper()
	here := deployment.Spec.Template.Spec.Containers[0]
	environment := map[string]string{}
	for _, variable := range here.Env {
		secret := variable.ValueFrom.SecretKeyRef
		environment[variable.Name] = variable.Value + secret.Key
		if (variable.Value == "") == (secret.Key == "") {
			t.Errorf("%s has a value and a secret, or neither", variable.Name)
		}
		made := "secret generic " + secret.Name + " "
		if secret.Key != "" && (!strings.Contains(text, made) || !strings.Contains(text, "--from-literal="+secret.Key+"=")) {
			t.Errorf("nothing says how to make key %s of secret %s", secret.Key, secret.Name)
		}
	}
	chosen := checkServe(t, environment)
	checkStoreOf(t, chosen, func(host string) bool { _, found := services[host]; return found })
	if port := portOf(chosen.address); port != "8080" || here.Ports[0].ContainerPort != 8080 {
		t.Errorf("casemock listens on %s, and its port is %v", port, here.Ports)
	}
	if here.ReadinessProbe.HTTPGet.Path != "/__admin/health" {
		t.Errorf("it is ready when %s says so", here.ReadinessProbe.HTTPGet.Path)
	}
	user := deployment.Spec.Template.Spec.SecurityContext["runAsUser"]
	if content, _ := os.ReadFile(filepath.Join("image", "Containerfile")); user != 65532 ||
		!strings.Contains(string(content), "USER 65532:65532") {
		t.Errorf("it runs as user %v, and the image has another", user)
	}
}

// checkLabels checks that a selector selects what has those labels.
func checkLabels(t *testing.T, selector map[string]any, labels map[string]string) {
	t.Helper()
	if len(selector) == 0 {
		t.Error("a selector selects nothing")
	}
	for name, value := range selector {
		if labels[name] != value {
			t.Errorf("label %s is %q, and %q is selected", name, labels[name], value)
		}
	}
}
