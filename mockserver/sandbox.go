package mockserver

import (
	"casemock/mockserver/bugs"
	"casemock/mockserver/files"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/world"
)

// sandboxAnswer is what the request gets when nothing forces another answer.
func (x *exchange) sandboxAnswer() answer {
	return answer{Answer: bugs.Do(x.server.crm(x.loaded, x.world), x.sandboxRequest()), rule: RuleSandbox}
}

// sandboxRequest is the request as the sandbox takes it, with its body.
func (x *exchange) sandboxRequest() sandbox.Request {
	x.body.read()
	return sandbox.Request{Context: x.request.Context(), Operation: x.operation, Path: x.path,
		Header: x.request.Header, Body: x.body.bytes, Problem: x.body.problem}
}

// crm is what the sandbox works on in a world.
func (s *Server) crm(loaded *files.Loaded, where *world.World) sandbox.CRM {
	return sandbox.CRM{API: loaded.API, Population: loaded.Population, Store: where.Store,
		Now: s.config.now, Link: where.Link, PublicURL: s.config.publicURL}
}
