package main

import (
	"os"
	"strings"
)

// testLog is the file in which package testing logs what tests ask for, and of which cmd/go makes the second half of the
// key of a result (cmd/go/internal/test, computeTestInputsID).
type testLog struct{ path string }

// keep gives the log a second name, beside the name of the package's folder: cmd/go removes its own. Nothing is kept
// where the folder for it does not exist.
func (l testLog) keep(name string) {
	dir := name[:strings.LastIndexByte(name, '/')]
	if _, err := os.Stat(dir); err != nil {
		return
	}
	if os.WriteFile(name+".dir", []byte(os.Getenv("PWD")+"\n"), 0o644) != nil {
		return
	}
	if os.WriteFile(l.path, nil, 0o644) == nil {
		_ = os.Link(l.path, name+".log")
	}
}

// close makes the log one that cmd/go can read with its own variables, and adds what the result depends on besides. The
// second name goes on to have what the tests wrote. A log that cannot be had whole goes: cmd/go then stores no result,
// which could be one of other data.
func (l testLog) close(set settings) {
	text, err := os.ReadFile(l.path)
	if err != nil {
		return
	}
	one := set.unitHere()
	if one == nil || replace(l.path, set.forGo(string(text))+"getenv "+one.key+"\n") != nil {
		_ = os.Remove(l.path)
	}
}

// forGo names each variable as cmd/go has it.
func (s *settings) forGo(log string) string {
	for _, one := range s.changedHere() {
		log = strings.Replace(log, "\ngetenv "+one.name+"\n", "\ngetenv "+one.alias+"\n", 1)
	}
	return log
}

func replace(path, text string) error {
	fresh := path + ".new"
	if err := os.WriteFile(fresh, []byte(text), 0o644); err != nil {
		return err
	}
	return os.Rename(fresh, path)
}
