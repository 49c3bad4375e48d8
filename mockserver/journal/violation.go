package journal

// Side says who breaks the documents.
type Side string

// The sides of an exchange.
const (
	ClientSide Side = "client"
	ServerSide Side = "server"
)

// Violation is something in an exchange with a real server that breaks the documents.
type Violation struct {
	Side    Side   `json:"side"`
	Rule    string `json:"rule"` // updateCase/201/title, or updateCase/request/title of a request
	Path    string `json:"path"` // where in the body: interactions[0].author.handle; or a header's name, or statusCode
	Message string `json:"message"`
}

// size is what keeping the violations takes, in bytes.
func size(violations []Violation) int {
	const overhead = 64
	bytes := 0
	for _, violation := range violations {
		bytes += overhead + len(violation.Rule) + len(violation.Path) + len(violation.Message)
	}
	return bytes
}
