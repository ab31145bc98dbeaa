package main

import (
	"os"
	"strconv"
	"strings"
	"time"
)

// settings is what one go test tells shim, in a file and not in the words of -exec or in variables: these are in the key
// of Go's result cache. The file holds records of texts that each end in NUL; the first text of a record names it.
type settings struct {
	// wait is how long after the end of the command its output may be held open by others; 0 leaves that to cmd/go.
	wait time.Duration
	// changed are variables that the command has otherwise than cmd/go.
	changed []variable
	// units is by folders of packages; that of "" is for all others.
	units map[string]*unit
}

type variable struct {
	name string
	// alias is the name under which cmd/go has the value, for its key.
	alias string
	// value is nil for a variable that the command does not have.
	value *string
	// inLogOnly is for a variable that cmd/go sets for the command.
	inLogOnly bool
}

// unit is what the packages of one project have in common.
type unit struct {
	// key is the name of a variable of cmd/go with a digest of what results of these packages depend on besides.
	key string
	own []variable
}

var arity = map[string]int{"wait": 1, "set": 3, "unset": 2, "unit": 2, "own": 4, "lack": 3, "alias": 3}

func readSettings(path string) settings {
	text, err := os.ReadFile(path)
	if err != nil {
		fail(err.Error())
	}
	set := settings{units: map[string]*unit{}}
	// Nothing comes after the last NUL.
	fields := strings.Split(string(text), "\x00")
	fields = fields[:len(fields)-1]
	for len(fields) > 0 {
		name := fields[0]
		count, known := arity[name]
		if !known || len(fields) <= count {
			fail(path + " is damaged")
		}
		set.add(name, fields[1:count+1])
		fields = fields[count+1:]
	}
	return set
}

func (s *settings) add(name string, args []string) {
	switch name {
	case "wait":
		ms, err := strconv.Atoi(args[0])
		if err != nil {
			fail("wait: " + err.Error())
		}
		s.wait = time.Duration(ms) * time.Millisecond
	case "set":
		s.changed = append(s.changed, variable{name: args[0], alias: args[1], value: &args[2]})
	case "unset":
		s.changed = append(s.changed, variable{name: args[0], alias: args[1]})
	case "unit":
		s.units[args[0]] = &unit{key: args[1]}
	case "own":
		one := s.units[args[0]]
		one.own = append(one.own, variable{name: args[1], alias: args[2], value: &args[3]})
	case "lack":
		one := s.units[args[0]]
		one.own = append(one.own, variable{name: args[1], alias: args[2]})
	case "alias":
		one := s.units[args[0]]
		one.own = append(one.own, variable{name: args[1], alias: args[2], inLogOnly: true})
	}
}

// unitHere is the unit of the package that is tested: cmd/go starts a test binary in its package's folder.
func (s *settings) unitHere() *unit {
	if one := s.units[os.Getenv("PWD")]; one != nil {
		return one
	}
	return s.units[""]
}

// changedHere are the variables that tests of this package have otherwise than cmd/go.
func (s *settings) changedHere() []variable {
	changed := append([]variable(nil), s.changed...)
	if one := s.unitHere(); one != nil {
		changed = append(changed, one.own...)
	}
	return changed
}

// environment is what the command gets: nothing of ours.
func (s *settings) environment(from []string) []string {
	changed := s.changedHere()
	drop := map[string]bool{}
	for _, one := range changed {
		drop[one.name] = !one.inLogOnly
	}
	var env []string
	for _, entry := range from {
		name, _, _ := strings.Cut(entry, "=")
		if !drop[name] && !strings.HasPrefix(name, "NX_GO_CROSS_") {
			env = append(env, entry)
		}
	}
	for _, one := range changed {
		if one.value != nil {
			env = append(env, one.name+"="+*one.value)
		}
	}
	return env
}
