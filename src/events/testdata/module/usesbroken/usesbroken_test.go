package usesbroken

import (
	"testing"

	"example.com/streams/brokenlib"
)

func TestX(t *testing.T) { brokenlib.F() }
