package states

// Reference explains the states file on a terminal.
func Reference() string { return reference }

const reference = `The file of --states says how to bring about, on your server, the states that an expectation
needs. 'casepact states init FILE' writes one with all states as comments.

  a customer exists: {id: "77"}            # values alone: this customer is there already
  a case exists:
    setup:
      command: [./seed, case]              # what it prints as a JSON object are values: {"id": "5003"}
    teardown:
      command: ./unseed "$CASEPACT_PARAM_ID"
  the server fails unexpectedly:
    setup:
      http: {method: POST, url: /test/fail, body: {operation: "${operation}"}}

Each state has any of
  values      that the request uses, such as the id of a case
  setup       before the request: a command to run, an http call to make, or both, in that order
  teardown    after it, in the same way; it is told the values of the setup
command and http may stand without setup. What they return wins over values.

  command     a list is a program and its words, in which ${id} stands for a value; a text is given
              to the shell. It finds the state as JSON on its standard input, and its parts in
              CASEPACT_STATE, CASEPACT_ACTION and CASEPACT_PARAM_ID and so on
  http        method, url, headers and body; ${id} stands for a value. A url that begins with a
              slash is one of the server under test

A state is looked for in the file, then asked of --state-url, then brought about through the API:
that creates a customer and a case, and closes one. A setup should return the values that it made;
where it returns no id, the one of the contract's example is used, and if the server does not know
that, the expectation is not exercised.
`
