package mockserver

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/mockserver/world"
)

// worldOf is the world that a request's key opens.
func (s *Server) worldOf(r *http.Request) (name string, admitted bool) {
	name, admitted = authenticate(s.config.keys, r.Header.Get(caseapi.AuthorizationHeader))
	admitted = admitted || s.upstream != nil // who knows its keys
	if !admitted {
		name = DefaultWorld
	}
	return name, admitted
}

// authenticate finds the world that an Authorization value opens; ok is false for a value that is not
// an accepted key, alone or followed by a slash and a world's name.
func authenticate(keys []string, value string) (name string, ok bool) {
	_, name, ok = SplitKey(keys, value)
	return cmp.Or(name, world.Default), ok
}

// SplitKey takes the name of a world off an accepted key; it is empty where there is none.
func SplitKey(keys []string, value string) (key, name string, ok bool) {
	if slices.Contains(keys, value) {
		return value, "", true
	}
	for _, key := range keys {
		name, found := strings.CutPrefix(value, key+"/")
		if found && world.IsName(name) {
			return key, name, true
		}
	}
	return "", "", false
}

// notAdmitted says in a few words why a request's key opens no world, and never a part of the key.
func notAdmitted(keys []string, header http.Header) string {
	values := header.Values(caseapi.AuthorizationHeader)
	value := header.Get(caseapi.AuthorizationHeader)
	scheme, _, _ := strings.Cut(value, " ")
	switch {
	case len(values) == 0:
		return "there is no Authorization header"
	case value == "":
		return "the Authorization header is empty"
	case strings.EqualFold(scheme, "Bearer"):
		return "the key begins with Bearer"
	case strings.EqualFold(scheme, "Basic"):
		return "the key begins with Basic"
	}
	for _, key := range keys {
		if strings.HasPrefix(value, key+"/") {
			return "what follows the slash is no name of a world"
		}
		if strings.EqualFold(value, key) {
			return "the key has capital letters where it should not, or the other way round"
		}
		if strings.Trim(value, `"'`) == key {
			return "the key stands between quotes"
		}
	}
	return "it is not the server's key, which --api-key gives"
}
