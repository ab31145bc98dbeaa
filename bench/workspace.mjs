// The files of the measured workspace: 8 Go modules with 4 packages each, all of them with net/http and encoding/json.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The modules and what they import. An edit of `base` reaches four of them, one of `gateway` only itself. */
export const MODULES = {
  base: [],
  store: ['base'],
  auth: ['base'],
  gateway: ['auth', 'store'],
  metrics: [],
  queue: ['metrics'],
  worker: ['queue'],
  report: ['metrics'],
};

/** Every module has these; one imports only its namesakes, so that an edit leaves three of four packages alone. */
export const PACKAGES = ['client', 'jobs', 'server', 'wire'];

/** GOARCHs and the emulators of the hand-written targets. */
export const PORTS = { arm64: 'qemu-aarch64', s390x: 'qemu-s390x', riscv64: 'qemu-riscv64' };

/** The names of the targets, on both sides. */
export const TARGETS = Object.keys(PORTS).map((goarch) => `test-${goarch}`);

const PREFIX = 'example.com/bench';

/** Writes a file of a workspace; an object as JSON. */
export function write(dir, file, content) {
  const path = join(dir, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
}

export function writeModules(dir) {
  const uses = Object.keys(MODULES).map((module) => `\t./${module}\n`);
  write(dir, 'go.work', `go 1.23\n\nuse (\n${uses.join('')})\n`);
  for (const module of Object.keys(MODULES)) {
    write(dir, `${module}/go.mod`, `module ${PREFIX}/${module}\n\ngo 1.23\n`);
    for (const name of PACKAGES) {
      write(dir, `${module}/${name}/${name}.go`, source(module, name));
      write(dir, `${module}/${name}/${name}_test.go`, testSource(name));
      editFile(dir, `${module}/${name}/revision.go`, 0);
      editFile(dir, `${module}/${name}/word_arm64.go`, 0);
      write(
        dir,
        `${module}/${name}/word_other.go`,
        `//go:build !arm64\n\npackage ${name}\n\nfunc word() int { return 1 }\n`,
      );
    }
  }
}

/** An edit that the compiler cannot overlook: the number is compiled into the package and all that import it. */
export function editFile(dir, file, revision) {
  const [, name, base] = file.split('/');
  const fn = base.startsWith('word') ? 'word' : 'revision';
  write(dir, file, `package ${name}\n\nfunc ${fn}() int { return ${revision} }\n`);
}

function source(module, name) {
  const imports = MODULES[module].map((other) => `\t${other} "${PREFIX}/${other}/${name}"\n`);
  const below = MODULES[module].map((other) => ` + ${other}.Sum()`);
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

function testSource(name) {
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
