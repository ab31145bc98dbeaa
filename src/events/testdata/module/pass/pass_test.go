package pass

import "testing"

func TestOne(t *testing.T) { t.Log("one") }

func TestTwo(t *testing.T) {
	t.Run("a", func(t *testing.T) {})
	t.Run("b", func(t *testing.T) { t.Skip("not today") })
}
