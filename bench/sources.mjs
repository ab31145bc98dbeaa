// The Go sources of the measured workspaces.

const PREFIX = 'example.com/bench';

/** The path that other packages import. */
export const importPath = (module, name) => `${PREFIX}/${module}${name === undefined ? '' : `/${name}`}`;

/** An edit that the compiler cannot overlook: the number is compiled into the package and all that import it. */
export function numberSource(name, fn, number) {
  return `package ${name}\n\nfunc ${fn}() int { return ${number} }\n`;
}

/** A package that serves messages, and depends on its namesakes of other modules. */
export function serverSource(module, name, imported) {
  const imports = imported.map((other) => `\t${other} "${importPath(other, name)}"\n`);
  const below = imported.map((other) => ` + ${other}.Sum()`);
  return `// Package ${name} serves and reads messages.
package ${name}

import (
	"encoding/json"
	"net/http"
${imports.length > 0 ? `\n${imports.join('')}` : ''})

// Message is what is sent.
type Message struct {
	ID   int      \`json:"id"\`
	Name string   \`json:"name"\`
	Tags []string \`json:"tags,omitempty"\`
}

// Sum depends on this package and all packages below it.
func Sum() int { return revision() + word()${below.join('')} }

// Handler answers with a message.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(Message{ID: Sum(), Name: r.URL.Path, Tags: []string{"${module}", "${name}"}})
	})
}
`;
}

export function serverTest(name) {
  return `package ${name}

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestHandler(t *testing.T) {
	server := httptest.NewServer(Handler())
	defer server.Close()
	response, err := http.Get(server.URL + "/hello")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var got Message
	if err := json.NewDecoder(response.Body).Decode(&got); err != nil {
		t.Fatal(err)
	}
	if got.ID != Sum() || got.Name != "/hello" {
		t.Errorf("got %+v", got)
	}
}
`;
}

/** A small package: a workspace of hundreds consists of such, or its first run would take an hour. */
export function smallSource(name, imported) {
  const imports = imported.map((other) => `import ${other} "${importPath(other, name)}"\n\n`);
  const below = imported.map((other) => ` + ${other}.Sum()`);
  return `// Package ${name} adds numbers.
package ${name}

${imports.join('')}// Sum depends on this package and all packages below it.
func Sum() int { return revision() + word()${below.join('')} }
`;
}

/** It logs the sum: one that is only compared is gone from the binary, and Go knows a binary that is as before. */
export function smallTest(name) {
  return `package ${name}

import "testing"

func TestSum(t *testing.T) {
	if t.Log(Sum()); Sum() < 1 {
		t.Errorf("got %d", Sum())
	}
}
`;
}

/** A test that reads a file and lists a folder: Go's key holds the size and the time of both. */
export function dataTest(name) {
  return `package ${name}

import (
	"os"
	"testing"
)

func TestData(t *testing.T) {
	text, err := os.ReadFile("testdata/message.json")
	if err != nil || len(text) == 0 {
		t.Fatal(err)
	}
	if entries, err := os.ReadDir("testdata"); err != nil || len(entries) != 1 {
		t.Fatal(entries, err)
	}
}
`;
}
