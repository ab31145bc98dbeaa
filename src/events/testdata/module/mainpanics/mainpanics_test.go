package mainpanics

import "testing"

func TestMain(m *testing.M) {
	m.Run()
	panic("in TestMain")
}

func TestGood(t *testing.T) {}

func TestBad(t *testing.T) { t.Error("bad") }
