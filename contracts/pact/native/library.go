//go:build cgo

package native

/*
#include <stdlib.h>

// What is called of the library's header, which pact-go keeps in a package that is internal to it.
struct VerifierHandle;
struct VerifierHandle *pactffi_verifier_new_for_application(const char *name, const char *version);
void pactffi_verifier_set_provider_info(struct VerifierHandle *handle, const char *name,
	const char *scheme, const char *host, unsigned short port, const char *path);
void pactffi_verifier_set_provider_state(struct VerifierHandle *handle, const char *url,
	unsigned char teardown, unsigned char body);
int pactffi_verifier_set_verification_options(struct VerifierHandle *handle,
	unsigned char disable_ssl_verification, unsigned long request_timeout);
void pactffi_verifier_set_follow_redirects(struct VerifierHandle *handle, unsigned char follow);
int pactffi_verifier_set_coloured_output(struct VerifierHandle *handle, unsigned char coloured_output);
int pactffi_verifier_set_no_pacts_is_error(struct VerifierHandle *handle, unsigned char is_error);
void pactffi_verifier_add_file_source(struct VerifierHandle *handle, const char *file);
int pactffi_verifier_execute(struct VerifierHandle *handle);
const char *pactffi_verifier_json(const struct VerifierHandle *handle);
void pactffi_verifier_shutdown(struct VerifierHandle *handle);
void pactffi_string_delete(char *string);

// trust_alone changes the environment that the library reads, and not the one of which Go has a copy: that says
// which servers we trust, and goes to the commands of states.
static void trust_alone(const char *file) {
#ifndef _WIN32
	setenv("SSL_CERT_FILE", file, 1);
	unsetenv("SSL_CERT_DIR");
#endif
}

// verify has a pact verified by what listens on a port of 127.0.0.1, and gives the results as JSON, to be
// deleted; NULL when the library fails. The bridge's timeouts are shorter than ours, and say what took so long.
static char *verify(const char *pact, const char *provider, unsigned short port, const char *states) {
	const unsigned long hour = 3600000;
	struct VerifierHandle *handle = pactffi_verifier_new_for_application("casepact", "1");
	pactffi_verifier_set_provider_info(handle, provider, "http", "127.0.0.1", port, "");
	pactffi_verifier_set_provider_state(handle, states, 1, 1);
	pactffi_verifier_set_verification_options(handle, 0, hour);
	pactffi_verifier_set_follow_redirects(handle, 0);
	pactffi_verifier_set_coloured_output(handle, 0);
	pactffi_verifier_set_no_pacts_is_error(handle, 1);
	pactffi_verifier_add_file_source(handle, pact);
	pactffi_verifier_execute(handle); // whether all is well is in the results
	const char *results = pactffi_verifier_json(handle);
	pactffi_verifier_shutdown(handle);
	return (char *)results;
}
*/
import "C"

import (
	"errors"
	"unsafe"

	// pact-go says which library is linked, and where the linker and the loader look for it.
	_ "github.com/pact-foundation/pact-go/v2/version"
)

// This file is the only one that calls the library. pact-go's own verifier does not do: what each interaction
// met it tells nobody but a Pact broker, since it closes the library's verifier before returning; it wants a
// *testing.T, which a command has not; it listens on all interfaces; and seven variables of the environment
// say what it verifies.

// verifyPact has the library verify a pact file by the bridge, and gives its results, a JSON document.
func verifyPact(pact string, bridge *bridge) ([]byte, error) {
	if err := CheckLibrary(); err != nil {
		return nil, err
	}
	prepareEnvironment()
	release, err := showAuthority()
	if err != nil {
		return nil, err
	}
	defer release()
	file, provider, states := C.CString(pact), C.CString(bridge.provider), C.CString(bridge.stateURL())
	defer C.free(unsafe.Pointer(file))
	defer C.free(unsafe.Pointer(provider))
	defer C.free(unsafe.Pointer(states))
	results := C.verify(file, provider, C.ushort(bridge.port()), states)
	if results == nil {
		return nil, errors.New("the native library failed; what it says about that is on standard error")
	}
	defer C.pactffi_string_delete(results)
	return []byte(C.GoString(results)), nil
}

func trustAlone(path string) {
	file := C.CString(path)
	defer C.free(unsafe.Pointer(file))
	C.trust_alone(file)
}
