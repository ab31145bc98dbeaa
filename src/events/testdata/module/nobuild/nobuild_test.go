package nobuild

import "testing"

func TestX(t *testing.T) { var n int = "text" }
